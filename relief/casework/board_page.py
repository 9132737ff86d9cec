"""公示公布 of a community: name, number of persons, amount, and nothing more."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from relief.funds.models import Kind
from relief.offices.models import Area
from relief.web.money import money

from .publishing import Matter, Notice, Published, in_fours, notices_of, published_in
from .words import amount_words, programme_title


class NoticeLine(NamedTuple):
    """One notice."""

    programme: str
    name: str
    size: int
    amount: str
    first_day: date
    last_day: date
    code: str
    url: str


class PublishedLine(NamedTuple):
    """One who is given something."""

    programme: str
    name: str
    size: int
    amount: str


def board_page(area: Area) -> dict[str, Any]:
    """The context of `casework/board.html`."""
    return {
        "area": area,
        "notices": [_notice(each) for each in notices_of(area)],
        "published": list(_published(published_in(area))),
    }


def _notice(found: Notice) -> NoticeLine:
    gives = notice_words(found.matter, found.amount)
    code = in_fours(found.code)
    url = f"{reverse('objecting')}?code={code}"
    days = found.first_day, found.last_day
    return NoticeLine(
        programme_title(found.programme), _named(found.name), found.size, gives, *days, code, url
    )


def notice_words(matter: str, amount: int | None) -> str:
    """What is meant to be done, as a notice says it on the board and on paper."""
    told = {"amount": "" if amount is None else money(amount)}
    if matter == Matter.END:
        return _("拟终止救助供养")
    if matter == Matter.RELIEF:
        return _("拟给予救助，申请%(amount)s") % told if amount is not None else _("拟给予救助")
    return _("拟不同意") if amount is None else _("拟同意，每月%(amount)s") % told


def _published(found: list[Published]) -> Iterator[PublishedLine]:
    for each in found:
        amount = _("不发钱") if each.amount is None else amount_words(each.programme, each.amount)
        if each.kind == Kind.MONTHLY and each.amount is not None:
            amount = _("每月%(amount)s") % {"amount": money(each.amount)}
        yield PublishedLine(programme_title(each.programme), _named(each.name), each.size, amount)


def _named(name: str) -> str:
    return name or _("没有登记姓名")
