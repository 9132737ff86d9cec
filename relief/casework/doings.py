"""下一步: what somebody may do next with an application at a page of its own, and what that still lacks."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from django.urls import reverse

from relief.offices.models import User

from .delegation import forwarded_by
from .draws import why_no_spot_check
from .extending import why_not_extended
from .guards import Guard, who_may_not, who_may_not_give
from .investigation import (
    Progress,
    why_no_check,
    why_no_opinion,
    why_not_begun,
    why_not_forwarded,
    why_not_handed_over,
    why_nothing_to_tell,
)
from .models import Application
from .noticing import why_no_objection, why_not_published
from .objections import why_objected
from .recusing import recused, why_not_registered, why_not_seen, why_nothing_to_see
from .relieving import why_not_given_here, why_not_relieved
from .words import deed_words
from .workflow import ACTIONS, FORWARDING, TRANSFERRING, WAITING, DeedKind, State, move_of

ONE_CLICK = (
    DeedKind.ACCEPT,
    DeedKind.INVESTIGATE,
    DeedKind.REQUEST_CHECK,
    DeedKind.BEGIN_CHECK,
    *FORWARDING,
    DeedKind.TAKE_IN,
)
STEPS = (
    DeedKind.TAKE_IN,
    DeedKind.TURN_AWAY,
    DeedKind.RELIEVE_FIRST,
    DeedKind.COMMUNITY_RELIEF,
    DeedKind.ACCEPT,
    DeedKind.INVESTIGATE,
    DeedKind.RECORD_VISIT,
    DeedKind.REQUEST_CHECK,
    DeedKind.BEGIN_CHECK,
    DeedKind.RECORD_CHECK,
    DeedKind.TELL_CHECK,
    DeedKind.ASSESS,
    DeedKind.PROPOSE,
    *FORWARDING,
    DeedKind.SPOT_CHECK,
    DeedKind.PUBLISH_RELIEF,
    DeedKind.OBJECT,
    DeedKind.NOTIFY,
    DeedKind.COMPLETE_PAPERS,
)
"""What has a page or a button of its own, in the order of the procedure."""
BESIDES = (
    DeedKind.ASSIGN,
    DeedKind.COUNTY_VISIT,
    DeedKind.BRING_UP,
    DeedKind.COMPLAIN,
    DeedKind.DELIBERATE,
    DeedKind.EXTEND,
    DeedKind.MOVE_ON,
    DeedKind.TERMINATE,
    DeedKind.VOID,
)
"""What leads nowhere by itself, and stands aside."""
WHOSE_DESK = (
    DeedKind.BEGIN_CHECK,
    DeedKind.RECORD_CHECK,
    DeedKind.OBJECT,
    DeedKind.NOTIFY,
    DeedKind.EXTEND,
    DeedKind.NOTIFY_CHANGE,
    DeedKind.ASSIGN,
    DeedKind.COUNTY_VISIT,
    DeedKind.SPOT_CHECK,
    *TRANSFERRING,
    DeedKind.PUBLISH_RELIEF,
    DeedKind.COMPLAIN,
)
"""These do not depend on who has the application on the desk."""
OF_THE_REGISTERED = (DeedKind.ASSIGN, DeedKind.COUNTY_VISIT)
HIDDEN = (
    DeedKind.BEGIN_CHECK,
    DeedKind.RECORD_CHECK,
    DeedKind.TELL_CHECK,
    DeedKind.NOTIFY,
    DeedKind.EXTEND,
    DeedKind.SPOT_CHECK,
    DeedKind.COMMUNITY_RELIEF,
    DeedKind.OBJECT,
    *OF_THE_REGISTERED,
)
"""While something is lacking they are not spoken of."""


class Doing(NamedTuple):
    """One thing that may be done next. `why` says what it still lacks; `at_once`: a button does it."""

    label: str
    url: str
    why: str
    at_once: bool
    beside: bool = False


class Found(NamedTuple):
    """One thing that was found out: what it is, and in lines what it says."""

    title: str
    lines: list[str]


def doings(application: Application, user: User, progress: Progress, on: date) -> Iterator[Doing]:
    elsewhere = _elsewhere(application)
    for deed in (*STEPS, *BESIDES):
        if (
            deed == elsewhere
            or not may_do(deed, application, user)
            or who_may_not_do(deed, application, user)
        ):
            continue
        if deed == DeedKind.ASSESS and application.state not in WAITING:
            continue
        why = why_not(deed, application, progress, on)
        if deed in HIDDEN and why:
            continue
        url = reverse("step", args=[application.pk, deed.value])
        yield Doing(deed_words(ACTIONS[deed]), url, why, deed in ONE_CLICK, deed in BESIDES)


def _elsewhere(application: Application) -> DeedKind | None:
    """Of what is published: where it is not forwarded to."""
    if application.state != State.PUBLISHED:
        return None
    return next(each for each in FORWARDING if each != forwarded_by(application))


def may_do(deed: DeedKind, application: Application, user: User) -> bool:
    step = move_of(deed, application.state, user.role, application.programme)
    return step is not None and user.area.contains(application.area_id)


def who_may_not_do(deed: DeedKind, application: Application, user: User) -> Guard | None:
    """Whether this person is the wrong one for a step that depends on whose it is."""
    if deed == DeedKind.COMMUNITY_RELIEF:
        return who_may_not_give(user, application)
    if application.state not in WAITING or deed in WHOSE_DESK:
        return recused(user, application)
    return who_may_not(user, application)


OF_ITSELF: dict[DeedKind, Callable[[Application], str]] = {
    DeedKind.ASSIGN: why_not_registered,
    DeedKind.COMPLETE_PAPERS: why_not_seen,
    DeedKind.COUNTY_VISIT: why_nothing_to_see,
    DeedKind.EXTEND: why_not_extended,
    DeedKind.RELIEVE_FIRST: why_not_relieved,
    DeedKind.SPOT_CHECK: why_no_spot_check,
}
"""What these lack the application says alone."""
OF_PROGRESS: dict[DeedKind, Callable[[Application, Progress], str]] = {
    DeedKind.PROPOSE: why_no_opinion,
    DeedKind.NOTIFY: why_not_handed_over,
}
"""These with how far it has come."""
OF_TODAY: dict[DeedKind, Callable[[Application, date], str]] = {
    DeedKind.COMMUNITY_RELIEF: why_not_given_here,
    DeedKind.PUBLISH_RELIEF: why_not_published,
    DeedKind.OBJECT: why_no_objection,
}
"""And these with the day."""


def why_not(deed: DeedKind, application: Application, progress: Progress, on: date) -> str:
    """What a deed still lacks; empty where it can be done."""
    match deed:
        case DeedKind.REQUEST_CHECK:
            return why_no_check(application, progress, on)
        case DeedKind.BEGIN_CHECK | DeedKind.RECORD_CHECK:
            return why_not_begun(progress, deed)
        case DeedKind.TELL_CHECK:
            return why_nothing_to_tell(progress)
        case DeedKind.FORWARD | DeedKind.FORWARD_HERE:
            return why_not_forwarded(progress, on) or why_objected(application)
    if deed in OF_PROGRESS:
        return OF_PROGRESS[deed](application, progress)
    if deed in OF_TODAY:
        return OF_TODAY[deed](application, on)
    return OF_ITSELF[deed](application) if deed in OF_ITSELF else ""
