"""By what a queue is narrowed and sorted: what the address may say, and what it does say."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from relief.offices.models import User
from relief.rules.programmes import BY_CODE
from relief.web.templatetags.relief import VERDICTS

from .queue import AMOUNT, DUE, LONGEST, ME, NEWEST, NOBODY, STEPS, Narrowed, colleagues_of, communities_of
from .words import programme_title

VERDICTS_SAID = ("eligible", "ineligible", "undetermined")


class Choice(NamedTuple):
    """One value of a filter."""

    value: str
    label: str


class Select(NamedTuple):
    """One filter with everything it can be set to; the first of the choices is not to narrow."""

    name: str
    label: str
    choices: list[Choice]
    chosen: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """筛选: what the address says, read against what there is; `strange`: what of it could not be read."""

    selects: list[Select]
    strange: str

    @property
    def chosen(self) -> dict[str, str]:
        return {select.name: select.chosen for select in self.selects if select.chosen}

    @property
    def narrowed(self) -> Narrowed:
        return Narrowed(**{name: value for name, value in self.chosen.items() if name != "sort"})

    @property
    def sort(self) -> str:
        return self.chosen.get("sort", DUE)

    @property
    def is_narrowed(self) -> bool:
        return any(self.narrowed)

    @property
    def told(self) -> str:
        """What is chosen, in a few words."""
        chosen = (
            next((choice.label for choice in select.choices if choice.value == select.chosen), "")
            for select in self.selects
        )
        return _("，").join(word for word, select in zip(chosen, self.selects, strict=True) if select.chosen)

    @property
    def first(self) -> str:
        return self.with_()

    def with_(self, **changes: str) -> str:
        """The address with these values instead; an empty one is left out."""
        said = {name: value for name, value in (self.chosen | changes).items() if value}
        return reverse("queue") + (f"?{urlencode(said)}" if said else "")


def read(query: QueryDict, user: User) -> Address:
    """Values that are not offered narrow nothing, and are named."""
    selects, strange = [], []
    for select in _selects(user):
        said = query.get(select.name, "")
        if any(said == choice.value for choice in select.choices):
            select = select._replace(chosen=said)
        else:
            strange.append(select.label)
        selects.append(select)
    return Address(selects, _("、").join(strange))


def _selects(user: User) -> Iterable[Select]:
    programmes = (Choice(code, programme_title(code)) for code in BY_CODE)
    yield Select("programme", _("项目"), [Choice("", _("全部项目")), *programmes])
    communities = (Choice(str(area.number), area.name) for area in communities_of(user))
    yield Select("community", _("社区（村）"), [Choice("", _("全部社区（村）")), *communities])
    advice = (Choice(verdict, str(VERDICTS[verdict][1])) for verdict in VERDICTS_SAID)
    yield Select("advice", _("系统建议"), [Choice("", _("不限")), *advice])
    mine = [Choice(ME, _("我经办"))] if user.role in STEPS else []
    others = (Choice(str(person.pk), person.display_name) for person in colleagues_of(user))
    owners = [Choice("", _("不限")), *mine, Choice(NOBODY, _("没人领办")), *others]
    yield Select("owner", pgettext("待审", "经办"), owners)
    soonest, longest = Choice("", _("最先到期的在前")), Choice(LONGEST, _("等得最久的在前"))
    newest, amount = Choice(NEWEST, _("最近提交的在前")), Choice(AMOUNT, _("金额大的在前"))
    yield Select("sort", _("排序"), [soonest, longest, newest, amount])
