"""一事一议: called by the county, written down by one officer, its decisions entered by another.

`on` is today: no service here asks the clock.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.audit.services import record
from relief.offices.models import Role, User
from relief.recusal.queries import accounts_of

from ..actions import ConferenceAction
from ..advice import pays
from ..conferences import items_of, undecided
from ..models import (
    AgendaItem,
    Application,
    Attendance,
    Conference,
    ItemDecision,
    ItemWords,
    Minutes,
)
from ..recusing import recused, undeclared
from ..workflow import DeedKind
from .attempts import kept_if_recused, tried
from .moving import move, said, under_decision, write_down
from .papers import make_minutes
from .refusals import Refused, refuse_if

LEAST_THERE = 2


class Present(NamedTuple):
    """Somebody who was there."""

    name: str
    office: str
    part: str


class Votes(NamedTuple):
    """赞成, 反对, 弃权."""

    votes_for: int
    votes_against: int
    abstained: int


@tried(DeedKind.BRING_UP)
@transaction.atomic
def bring_up(*, by: User, application: Application, reason: str) -> Application:
    """提请一事一议: a complex case goes to the county, whatever its amount."""
    application, step = under_decision(by, application, DeedKind.BRING_UP)
    move(by, application, step, text=said(reason, _("请写为什么要一事一议。"), "reason"))
    write_down(by, application, step)
    return application


@transaction.atomic
def call_conference(
    *, by: User, applications: Collection[Application], meets_on: date, place: str, on: date
) -> Conference:
    """召集一事一议 with these on its agenda; each is put there by a deed of its own."""
    _require_officer(by)
    if not applications:
        raise Refused(_("请选至少一件。"), "chosen")
    if meets_on < on:
        raise Refused(_("不能早于今天。"), "meets_on")
    place = said(place, _("请写地点。"), "place")
    conference = Conference.objects.create(area=by.area, meets_on=meets_on, place=place, called_by=by)
    for each in sorted(applications, key=lambda one: str(one.pk)):
        application, step = under_decision(by, each, DeedKind.CALL_CONFERENCE)
        deed = move(by, application, step)
        AgendaItem.objects.create(deed=deed, conference=conference)
        write_down(by, application, step)
    return conference


@kept_if_recused(DeedKind.CALL_CONFERENCE)
@transaction.atomic
def close_minutes(
    *,
    by: User,
    conference: Conference,
    held_on: date,
    present: Sequence[Present],
    words: dict[str, str],
    on: date,
) -> Minutes:
    """会议记录定稿: who was there, and by the key of its item what was said of each application."""
    _require_officer(by)
    refuse_if(undeclared(by))
    conference = _locked(conference)
    for item in undecided(items_of(conference)):
        refuse_if(recused(by, item.deed.application), item.deed.application)
    if hasattr(conference, "minutes"):
        raise Refused(_("会议记录已经定稿。"))
    if not timezone.localdate(conference.called_at) <= held_on <= on:
        raise Refused(_("开会日期在召集以后，不晚于今天。"), "held_on")
    if len(present) < LEAST_THERE:
        raise Refused(_("至少写两位到会的人。"), "name_0")
    for number, each in enumerate(present):
        Attendance.objects.create(conference=conference, position=number, **each._asdict())
    for item in undecided(items_of(conference)):
        text = said(words.get(str(item.pk), ""), _("请写会上怎么说的。"), f"said_{item.pk}")
        ItemWords.objects.create(item=item, said=text)
    minutes = Minutes.objects.create(conference=conference, held_on=held_on, closed_by=by)
    record(by=by, action=ConferenceAction.MINUTES_CLOSED, subject=conference, area=conference.area_id)
    return minutes


@kept_if_recused(DeedKind.CALL_CONFERENCE)
@transaction.atomic
def decide_item(
    *,
    by: User,
    item: AgendaItem,
    gives: bool,
    reasons: str,
    amount: int | None = None,
    votes: Votes | None = None,
) -> ItemDecision:
    """登记一事一议决定 on one application, by another officer than the one who closed the minutes."""
    _require_officer(by)
    conference = _locked(item.conference)
    if not hasattr(conference, "minutes"):
        raise Refused(_("会议记录还没有定稿。"))
    if conference.minutes.closed_by_id in accounts_of(by):
        raise PermissionDenied(_("会议记录是您定稿的，决定由另一位县级经办人登记。"))
    if item not in undecided(items_of(conference)):
        raise Refused(_("这件已经有决定，或不再等一事一议。"))
    refuse_if(undeclared(by) or recused(by, item.deed.application), item.deed.application)
    if (gives and pays(item.deed.application.programme)) != bool(amount):
        raise Refused(_("同意的写金额，不同意的不写。"), "amount")
    reasons = said(reasons, _("请写理由。"), "reasons")
    told = votes._asdict() if votes else {}
    row = ItemDecision.objects.create(
        item=item, gives=gives, amount=amount, reasons=reasons, entered_by=by, **told
    )
    make_minutes(by, item)
    record(by=by, action=ConferenceAction.ITEM_DECIDED, subject=conference, area=conference.area_id)
    return row


def _require_officer(by: User) -> None:
    if by.role != Role.COUNTY_OFFICER:
        raise PermissionDenied(_("一事一议由县级民政部门经办人办。"))


def _locked(conference: Conference) -> Conference:
    """Of two who write at once the second waits: rows that nobody may change are locked by their place."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [str(conference.pk)])
    return Conference.objects.select_related("minutes").get(pk=conference.pk)
