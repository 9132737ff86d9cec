"""经过: what happened to a household and its applications, over the rooms, the newest first."""

from collections.abc import Collection, Container, Iterator, Mapping
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.audit.queries import events_about
from relief.funds.actions import FundsAction
from relief.households.actions import HouseholdAction
from relief.households.models import Household
from relief.households.page import STEPS
from relief.offices.models import User
from relief.screening.actions import ScreeningAction
from relief.screening.models import OutcomeKind
from relief.screening.queries import outcomes_of, screenings_of
from relief.web.components import Step
from relief.web.days import long_day, moment

from . import queries
from .actions import CaseworkAction
from .awards import awards_of
from .delegation import change_forwarded_by, forwarded_by
from .models import Application
from .queries import Which
from .words import deed_words, programme_title
from .workflow import ACTIONS, COUNTY, DECIDERS, DeedKind, State, roles_of

TOLD = {*STEPS, *ScreeningAction, *FundsAction, *CaseworkAction}
NEXT = {
    State.SUBMITTED: DeedKind.ACCEPT,
    State.ACCEPTED: DeedKind.INVESTIGATE,
    State.INVESTIGATING: DeedKind.PROPOSE,
    State.TO_CHANGE: DeedKind.CONFIRM_CHANGE,
    State.TO_CHANGE_HERE: DeedKind.CONFIRM_CHANGE,
    State.MOVING: DeedKind.TAKE_IN,
}


class Done(NamedTuple):
    """One thing that somebody did, and what they said with it."""

    title: str
    who: str
    at: datetime
    words: str


def steps(household: Household, applications: Collection[Application]) -> list[Step]:
    """The steps of the household and of these applications."""
    programmes = {str(each.pk): each.programme for each in applications}
    # Whoever submitted has said by it that the household applies.
    said = Q(kind=OutcomeKind.APPLIES, programme__in=programmes.values())
    agreed = outcomes_of(household).exclude(said).select_related(None).only("pk")
    rows = (*screenings_of(household).only("pk"), *agreed, *applications, *awards_of(applications).only("pk"))
    about = events_about(household, *rows)
    events = sorted(about.filter(action__in=TOLD), key=lambda event: event.at, reverse=True)
    people = User.objects.in_bulk({event.actor_id for event in events if event.actor_id})
    words = queries.words_by_deed(applications)
    done = [
        Done(
            _deed(event.action, programmes.get(event.subject_id), event.details),
            str(people.get(event.actor_id, _("系统"))),
            event.at,
            words.get(_which(event), ""),
        )
        for event in events
    ]
    done += _done_elsewhere(applications, {_which(event) for event in events}, words)
    done.sort(key=attrgetter("at"), reverse=True)
    return [_step(list(each)) for _kind, each in groupby(done, key=_alike)]


def _alike(done: Done) -> tuple[str, ...]:
    """What one person does over and over on one day is one step; what was said with it stands alone."""
    return done.title, done.who, str(timezone.localdate(done.at)), done.words


def _step(done: list[Done]) -> Step:
    """申报，6次. The note says when it was done last."""
    newest, times = done[0], len(done)
    title = newest.title
    if times > 1:
        title = ngettext("%(step)s，%(count)d次", "%(step)s，%(count)d次", times) % {
            "step": title,
            "count": times,
        }
    note = _("%(moment)s，%(name)s") % {"moment": moment(newest.at), "name": newest.who}
    return Step(title, note, words=newest.words)


def _which(event: Any) -> Which:
    """Each deed has one row in the audit, which names it by its number."""
    number = event.details.get("deed") if event.action in CaseworkAction.values else None
    return event.subject_id, number or 0


def _done_elsewhere(
    applications: Collection[Application], told: Container[Which], words: Mapping[Which, str]
) -> Iterator[Done]:
    """What was done in another office before the household came here: its log stays there."""
    for each in applications:
        key = str(each.pk)
        if all((key, number) in told for number in range(1, each.steps + 1)):
            continue
        for deed in queries.deeds_of(each):
            if (key, deed.number) not in told:
                title = _deed(ACTIONS[DeedKind(deed.deed)].value, each.programme, {})
                yield Done(title, deed.by.display_name, deed.at, words.get((key, deed.number), ""))


def with_next(application: Application) -> list[Step]:
    """The steps of one application; while it waits, what is to come stands first."""
    done = steps(application.household, [application])
    coming = _next(application)
    return [coming, *done] if coming else done


def _next(application: Application) -> Step | None:
    if application.state == State.RETURNED:
        return Step(_("补正后重新提交"), _("由社区（村）的协理员办"), is_next=True)
    if application.state == State.RELIEVED:
        return Step(_("补齐手续"), _("由社区（村）的协理员或审批人办"), is_next=True)
    if application.state not in DECIDERS:
        return None
    coming = _coming(application)
    if application.owner:
        return Step(coming, _("由%(name)s办") % {"name": application.owner.display_name}, is_next=True)
    if application.state in COUNTY:
        return Step(coming, _("由县级民政部门经办人办"), is_next=True)
    return Step(coming, _("由乡镇（街道）审批人办"), is_next=True)


def _coming(application: Application) -> str:
    """What its state waits for; of what is investigated the next step on the way to who confirms."""
    if roles_of(DeedKind.APPROVE, application.state, application.programme):
        return _("决定")
    if application.state == State.PUBLISHED:
        return str(forwarded_by(application).label)
    if application.state == State.CHANGING:
        return str(change_forwarded_by(application).label)
    return str(NEXT[State(application.state)].label)


def _deed(action: str, programme: str | None, details: dict[str, str]) -> str:
    if action in FundsAction.values:
        return _given(action, details)
    if action == ScreeningAction.OUTCOME:
        return _agreed(details)
    if programme:
        told = {"deed": deed_words(action), "programme": programme_title(programme)}
        return _("%(deed)s：%(programme)s") % told
    kind = ScreeningAction if action in ScreeningAction.values else HouseholdAction
    return str(kind(action).label)


def _given(action: str, details: dict[str, str]) -> str:
    """发放起2026年12月1日：低保; an end names the programme alone."""
    told = {"deed": FundsAction(action).label, "programme": programme_title(details["programme"])}
    if action == FundsAction.ENDED:
        return _("%(deed)s：%(programme)s") % told
    told["day"] = long_day(date.fromisoformat(details["since"]))
    return _("%(deed)s%(day)s：%(programme)s") % told


def _agreed(details: dict[str, str]) -> str:
    """改天再来：低保"""
    told = {"deed": OutcomeKind(details["kind"]).label, "programme": programme_title(details["programme"])}
    return _("%(deed)s：%(programme)s") % told
