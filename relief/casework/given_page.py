"""待遇管理 on the page of an application: what runs, what was done about it, what somebody may do next."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django.urls import reverse

from relief.funds.models import Award, Kind
from relief.offices.models import Role, User
from relief.screening.queries import is_of_today, latest_screening
from relief.web.days import long_day

from .delegation import change_forwarded_by
from .doings import Doing, may_do, who_may_not_do
from .given import (
    Course,
    course_of,
    running_award,
    why_no_change,
    why_not_confirmed,
    why_not_forwarded,
    why_not_handed_over,
)
from .given_told import told_of
from .models import Application
from .objections import why_objected
from .queries import is_open
from .words import deed_words
from .workflow import ACTIONS, FORWARDING_CHANGE, LASTING, DeedKind, State


class Renewal(NamedTuple):
    """续办: until when the standing holds, and where it is asked for again."""

    until: str
    url: str


ONE_CLICK = (*FORWARDING_CHANGE, DeedKind.RUN_OUT)
STEPS = (
    DeedKind.HEAR,
    *ONE_CLICK,
    DeedKind.CONFIRM_CHANGE,
    DeedKind.END,
    DeedKind.NOTIFY_CHANGE,
    DeedKind.REVIEW,
    DeedKind.SETTLE_DEATH,
    DeedKind.ASSESS,
    DeedKind.REPORT_CHANGE,
    DeedKind.REPORT_DEATH,
    DeedKind.REPORT_ABILITY,
    DeedKind.PROPOSE_CHANGE,
    DeedKind.DROP_CHANGE,
)
"""What has a page or a button of its own, in the order of the page."""
STATES = (State.APPROVED, State.CHANGING, State.TO_CHANGE, State.TO_CHANGE_HERE, State.MOVING, State.ENDED)


def given_page(application: Application, user: User, on: date) -> dict[str, Any]:
    """The context of `casework/_given.html`; of what is given once, or not at all, nothing."""
    if application.programme not in LASTING or application.state not in STATES:
        return {}
    course, award = course_of(application), running_award(application, on)
    latest = latest_screening(application.household)
    steps = list(doings(application, user, course, award, on))
    rests = (Role.APPROVER, Role.COUNTY_OFFICER)
    return {
        "keeps": True,
        "course": list(told_of(course)),
        "givings": steps,
        "renews": _renewal(application, award, user),
        "screen_again": bool(steps) and user.role in rests and not (latest and is_of_today(latest)),
    }


def _renewal(application: Application, award: Award | None, user: User) -> Renewal | None:
    """A standing that ends may be asked for again before its last day."""
    if award is None or award.kind != Kind.STANDING or award.until is None:
        return None
    url = reverse("submit", args=[application.household_id, application.programme])
    asks = user.role == Role.CASEWORKER and not is_open(application.household, application.programme)
    return Renewal(long_day(award.until), url if asks else "")


def doings(
    application: Application, user: User, course: Course, award: Award | None, on: date
) -> Iterator[Doing]:
    elsewhere = _elsewhere(application)
    for deed in STEPS:
        barred = not may_do(deed, application, user) or who_may_not_do(deed, application, user)
        if barred or deed == elsewhere or not _is_asked(deed, course, award):
            continue
        why = why_not(deed, application, course, award, on)
        url = reverse("step", args=[application.pk, deed.value])
        yield Doing(deed_words(ACTIONS[deed]), url, why, deed in ONE_CLICK)


def _elsewhere(application: Application) -> DeedKind | None:
    """Where a change is not forwarded to."""
    if application.state != State.CHANGING:
        return None
    return next(each for each in FORWARDING_CHANGE if each != change_forwarded_by(application))


def _is_asked(deed: DeedKind, course: Course, award: Award | None) -> bool:
    """Whether it is a question at all: nobody is heard of what is raised."""
    proposal = course.proposal
    match deed:
        case DeedKind.HEAR:
            return bool(proposal and proposal.is_heard_first)
        case DeedKind.CONFIRM_CHANGE | DeedKind.END:
            return proposal is not None and (proposal.amount is None) == (deed == DeedKind.END)
        case DeedKind.NOTIFY_CHANGE:
            return course.to_hand_over is not None
        case DeedKind.SETTLE_DEATH:
            return course.unsettled is not None
        case DeedKind.ASSESS:
            return course.to_assess
        case DeedKind.RUN_OUT:
            return award is None
    return True


def why_not(deed: DeedKind, application: Application, course: Course, award: Award | None, on: date) -> str:
    match deed:
        case DeedKind.REVIEW if award is None:
            return why_no_change(application, award)
        case DeedKind.PROPOSE_CHANGE:
            return why_no_change(application, award)
        case DeedKind.FORWARD_CHANGE | DeedKind.FORWARD_CHANGE_HERE:
            return why_not_forwarded(course, on) or why_objected(application, DeedKind.PROPOSE_CHANGE)
        case DeedKind.CONFIRM_CHANGE | DeedKind.END:
            return why_not_confirmed(course, deed)
        case DeedKind.NOTIFY_CHANGE:
            return why_not_handed_over(course)
    return ""
