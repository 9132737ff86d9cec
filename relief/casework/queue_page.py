"""What the queue shows of each application, as words: a row is written out before the template sees it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.households.search import read_typed
from relief.offices.calendar_days import WorkingDays
from relief.offices.models import Role, User
from relief.web.days import moment
from relief.web.templatetags.relief import verdict_tag

from . import queue
from .clocks.shown import Due, Kept, calendar_for, due_of, last_soon
from .narrowing import Address, read
from .queue import COUNTED, ME, NOBODY, ORDERS, STEPS, Home, Tabs
from .words import amount_words, programme_title, since_words, state_words

LONGEST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One application that waits. `deed`: take or give_back, where one of them is this person's to do.

    `barred` says why it can be neither for them, and who may instead.
    """

    pk: UUID
    url: str
    name: str
    note: str
    applicant: str
    programme: str
    state: str
    amount: str
    advice: SafeString
    advised: str
    community: str
    submitter: str
    owner: str
    owned: str
    clocks: str
    moment: str
    deed: str
    barred: str
    works: bool
    due: Due = Due()
    since: str = ""


class Tab(NamedTuple):
    """One way of looking at the queue, with how many there are."""

    label: str
    number: str
    url: str
    current: bool


class Empty(NamedTuple):
    """Why there is nothing to see, and what to do about it."""

    title: str
    text: str
    url: str = ""
    label: str = ""


def queue_page(user: User, query: QueryDict, text: str, today: date) -> dict[str, Any]:
    """The context of `casework/queue.html`. `text` is what somebody looks for; it stands in no address."""
    address, text = read(query, user), text.strip()[:LONGEST]
    rows = queue.narrowed(queue.queue_of(user), address.narrowed, user)
    if text:
        rows = queue.meant(rows, read_typed(text))
    page = ORDERS[address.sort].page(
        queue.lean(rows), queue.PAGE, after=query.get("after", ""), before=query.get("before", "")
    )
    calendar = calendar_for(map(_kept, page.rows), today)
    counts = queue.tabs_of(user, today, last_soon(today, calendar))
    return {
        "rows": rows_of(page.rows, user, today, calendar),
        "hastes": _hastes(counts),
        "tabs": tabs_of(counts, address, user),
        "waiting": _counted(counts.all),
        "address": address,
        "here": address.with_(after=query.get("after", ""), before=query.get("before", "")),
        "after": address.with_(after=page.after) if page.after else "",
        "before": address.with_(before=page.before) if page.before else "",
        "typed": text,
        "empty": None if page.rows else _nothing(user, address, text),
        "works": user.role in STEPS,
    }


def row_again(pk: UUID, user: User, query: QueryDict, today: date) -> dict[str, Any]:
    """One row and the counts anew, after something was done; no row when it has left the queue."""
    found = list(queue.lean(queue.queue_of(user).filter(pk=pk)))
    calendar = calendar_for(map(_kept, found), today)
    tabs = tabs_of(queue.tabs_of(user, today, last_soon(today, calendar)), read(query, user), user)
    rows = rows_of(found, user, today, calendar)
    return {"row": next(iter(rows), None), "tabs": tabs, "works": user.role in STEPS}


def rows_of(found: list[dict[str, Any]], user: User, today: date, calendar: WorkingDays) -> list[Row]:
    homes = queue.homes_of({row["household_id"] for row in found})
    barred = _barred(user, found) if user.role in STEPS else {}
    tags = {verdict: verdict_tag(verdict) for verdict in {row["verdict"] for row in found}}
    return [
        replace(
            _row(row, homes.get(row["household_id"], Home()), user, tags, barred.get(row["pk"], "")),
            due=due_of(_kept(row), today, calendar),
            since=since_words((today - timezone.localdate(row["submitted_at"])).days),
        )
        for row in found
    ]


def _kept(row: dict[str, Any]) -> Kept:
    return Kept(row["clock_from"], row["clock_unit"], row["due_on"])


def _hastes(counts: Tabs) -> str:
    """1件超期，1件今天到期，2件两个工作日内到期"""
    told = (
        (counts.late, ngettext("%(count)s件超期", "%(count)s件超期", counts.late)),
        (counts.today, ngettext("%(count)s件今天到期", "%(count)s件今天到期", counts.today)),
        (counts.soon, ngettext("%(count)s件两个工作日内到期", "%(count)s件两个工作日内到期", counts.soon)),
    )
    return _("，").join(words % {"count": _counted(count)} for count, words in told if count)


def _barred(user: User, found: list[dict[str, Any]]) -> dict[UUID, str]:
    """Why somebody may not, and who may, for each application that they entered or submitted."""
    hands = queue.hands_in(found)
    own = [row for row in found if user.pk in hands[row["pk"]]]
    if not own:
        return {}
    others = queue.who_may_instead(user, own, hands)
    return {pk: _instead(names) for pk, names in others.items()}


def _instead(names: list[str]) -> str:
    if not names:
        return _("您录入或提交的，不能办；这一级没有别人能办，请找管理员")
    return _("您录入或提交的，不能办；%(names)s可以办") % {"names": _("、").join(names)}


def _row(row: dict[str, Any], home: Home, user: User, tags: dict[str, SafeString], barred: str) -> Row:
    mine, free = row["owner_id"] == user.pk, row["owner_id"] is None
    works = user.role in STEPS and not barred
    return Row(
        pk=row["pk"],
        url=reverse("application", args=[row["pk"]]),
        name=home.head or row["household__number"],
        note=_note(row, home),
        applicant=_applicant(home),
        programme=programme_title(row["programme"]),
        state=state_words(row["state"]),
        amount=amount_words(row["programme"], row["sought"]) if row["sought"] else "",
        advice=tags[row["verdict"]],
        advised=_advised(row),
        community=row["area__name"],
        submitter=row["submitted_by__display_name"],
        owner=_("我经办") if mine else _("没人领办") if free else row["owner__display_name"],
        owned="" if free else _("%(moment)s领办") % {"moment": moment(row["owned_at"])},
        clocks=reverse("clocks", args=[row["pk"]]),
        moment=moment(row["submitted_at"]),
        deed="give_back" if mine else "take" if works and free else "",
        barred=barred,
        works=works and (mine or free),
    )


def _note(row: dict[str, Any], home: Home) -> str:
    """QX-2026-480317，3人"""
    size = ngettext("%(count)d人", "%(count)d人", home.size) % {"count": home.size}
    return _("，").join((row["household__number"], size)) if home.head else size


def _applicant(home: Home) -> str:
    """Who applies, where it is not the head."""
    if home.agent:
        return _("%(name)s代为申请") % {"name": home.agent}
    if home.applicant and home.applicant != home.head:
        return _("申请人%(name)s") % {"name": home.applicant}
    return ""


def _advised(row: dict[str, Any]) -> str:
    """What the engine would give, where it is not what is asked for."""
    if row["advised"] is None or row["advised"] == row["sought"]:
        return ""
    return _("建议%(amount)s") % {"amount": amount_words(row["programme"], row["advised"])}


def _counted(count: int) -> str:
    return _("%(count)d以上") % {"count": COUNTED} if count > COUNTED else str(count)


def tabs_of(counts: Tabs, address: Address, user: User) -> list[Tab]:
    owner = address.narrowed.owner
    tabs = [
        Tab(_("我经办"), _counted(counts.mine), address.with_(owner=ME), owner == ME),
        Tab(_("没人领办"), _counted(counts.nobodys), address.with_(owner=NOBODY), owner == NOBODY),
        Tab(_("全部"), _counted(counts.all), address.with_(owner=""), owner == ""),
    ]
    given = Tab(_("在享待遇：到期核查"), _counted(counts.given), reverse("given_due"), False)
    return [*(tabs if user.role in STEPS else tabs[1:]), given]


def _nothing(user: User, address: Address, text: str) -> Empty:
    """Why there are no rows, and the way on."""
    everything = reverse("queue")
    if text:
        hint = _("只在待审的申请里找。换个写法试试，或到“查找”里找所有住户。")
        return Empty(_("没有找到。"), hint, reverse("search"), _("查找所有住户"))
    if tuple(address.narrowed) == ("", "", "", ME):
        hint = _("在“没人领办”里领办，就在这里办。")
        return Empty(_("您手上没有申请"), hint, address.with_(owner=NOBODY), _("看没人领办的"))
    if address.is_narrowed:
        return Empty(_("没有符合筛选的申请"), _("去掉几个条件再看。"), everything, _("看全部待审"))
    if user.role == Role.COUNTY_OFFICER:
        return Empty(_("没有待审的申请"), _("乡镇（街道）报县级、报送确认以后，这里就能看到。"))
    return Empty(_("没有待审的申请"), _("社区提交以后，这里就能看到。"))
