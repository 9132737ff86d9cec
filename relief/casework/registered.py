"""单独登记, 投诉举报: the cases whose homes the county goes to, and what it still owes them."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from relief.offices.models import User
from relief.recusal.models import CommitteeMember
from relief.recusal.queries import (
    Ground,
    grounds_by,
    is_registered,
    register,
    related_households,
    without_declaration,
)
from relief.rules.citations import MINFA_2021_57, cite, shown_on
from relief.web.components import Check
from relief.web.days import long_day

from .models import Application, CountyVisit, Deed
from .recusing import complaint_about, recused, why_not_seen, why_nothing_to_see
from .words import programme_title, state_words
from .workflow import OPEN, TOWNSHIP, DeedKind, State

CITES = cite(MINFA_2021_57, "第十一条、第二十条")
MOST = 200


class Line(NamedTuple):
    """One case: who makes it a registered one and by what, without anybody of the household."""

    pk: UUID
    number: str
    programme: str
    community: str
    state: str
    owner: str
    reasons: list[str]
    visited: str
    to_assign: bool


def registered_page(user: User, on: date, language: str) -> dict[str, Any]:
    """The context of `casework/registered.html`. What one is related to oneself stands on it for others."""
    registered = register()
    rows = Application.objects.annotate(visited=_visited(), complained=Exists(_complaints())).filter(
        Q(household__in=registered) | Q(complained=True), state__in=(*OPEN, State.RELIEVED)
    )
    rows = rows.exclude(household__in=related_households(user)).select_related("household__area", "owner")
    found = list(rows.order_by("due_on", "submitted_at")[:MOST])
    reasons = _reasons(grounds_by({each.household_id for each in found} & registered))
    return {
        "lines": [
            _line(each, reasons.get(each.household_id, []), each.household_id in registered) for each in found
        ],
        "lacking": sum(each.visited is None for each in found),
        "undeclared": without_declaration(user.area, on.year),
        "year": on.year,
        "cite": shown_on(CITES, on, language),
    }


def _complaints() -> QuerySet[Deed]:
    return Deed.objects.filter(application=OuterRef("pk"), deed=DeedKind.COMPLAIN)


def _visited() -> Subquery:
    """When the county was there last, after a complaint once more."""
    complained = Deed.objects.filter(
        application=OuterRef("deed__application"), deed=DeedKind.COMPLAIN, number__gt=OuterRef("deed__number")
    )
    visits = CountyVisit.objects.filter(~Exists(complained), deed__application=OuterRef("pk"))
    return Subquery(visits.order_by("-visited_on").values("visited_on")[:1])


def _line(row: Any, reasons: list[str], registered: bool) -> Line:
    return Line(
        row.pk,
        row.household.number,
        programme_title(row.programme),
        row.household.area.name,
        state_words(row.state),
        row.owner.display_name if row.owner else "",
        [*reasons, *([_("确认期间接到投诉举报")] if row.complained else [])],
        long_day(row.visited) if row.visited else "",
        registered and row.state in TOWNSHIP and row.owner is None,
    )


def _reasons(found: dict[UUID, tuple[Ground, ...]]) -> dict[UUID, list[str]]:
    """何静（青溪镇）：同一电话"""
    grounds = [each for several in found.values() for each in several]
    staff = User.objects.select_related("area").in_bulk({each.staff for each in grounds if each.staff})
    keys = {each.member for each in grounds if each.member}
    members = CommitteeMember.objects.select_related("area").in_bulk(keys)
    named = {key: _("%(name)s（%(area)s）") % _of(person) for key, person in staff.items()}
    for key, member in members.items():
        named[key] = _("%(area)s的村（居）民委员会成员") % {"area": member.area.name}
    return {key: list(_said(several, named)) for key, several in found.items()}


def _of(person: User) -> dict[str, str]:
    return {"name": person.display_name, "area": person.area.name}


def _said(grounds: Collection[Ground], named: dict[UUID, str]) -> Iterable[str]:
    """Who, and by which ties, not which relative it is."""
    ties: dict[UUID, dict[str, None]] = {}
    for each in grounds:
        key = each.staff or each.member
        if key in named:
            ties.setdefault(key, {})[str(each.tie.label)] = None
    for key, words in ties.items():
        yield _("%(who)s：%(ties)s") % {"who": named[key], "ties": _("、").join(words)}


class Seen(NamedTuple):
    """One visit of the county."""

    title: str
    lines: list[str]


def registered_box(application: Application, user: User) -> dict[str, Any]:
    """What the county saw, and why it went or goes there; who is related reads nothing of it."""
    if recused(user, application) or why_nothing_to_see(application):
        return {}
    visits = CountyVisit.objects.filter(deed__application=application).select_related("deed__by")
    registered = is_registered(application.household)
    title = _("单独登记") if registered else _("接到投诉举报")
    unseen = why_not_seen(application)
    return {
        "registered": title,
        "unseen": unseen,
        "county_visits": [_seen(each) for each in visits.order_by("deed__number")],
    }


def _seen(visit: CountyVisit) -> Seen:
    told = {
        "day": long_day(visit.visited_on),
        "name": visit.deed.by.display_name,
        "companion": visit.companion,
        "present": visit.present,
        "signed": visit.signed_by,
    }
    lines = [
        _("%(day)s，%(name)s、%(companion)s入户") % told,
        _("在场：%(present)s。签字：%(signed)s") % told,
    ]
    return Seen(_("县级入户"), [*lines, str(visit.finding)])


def seen_check(application: Application, waits_for_the_county: bool) -> list[Check]:
    """Among what is looked at before a decision; nothing where the county need not go to the home."""
    if why_nothing_to_see(application):
        return []
    seen = not waits_for_the_county
    if complaint_about(application):
        return [Check(_("接到投诉举报，县级已经入户") if seen else _("接到投诉举报，县级还没有入户"), seen)]
    return [Check(_("单独登记，县级已经入户") if seen else _("单独登记，县级还没有入户"), seen)]
