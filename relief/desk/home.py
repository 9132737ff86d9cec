"""What the first page shows to each role."""

from typing import Any

from django.utils import timezone

from relief.casework.queries import (
    decided_by,
    how_many_wait,
    nobody_s,
    on_ones_desk,
    submissions_of,
    waiting_for,
)
from relief.households.queries import newest_households
from relief.offices.figure_notices import figure_notices
from relief.offices.models import Role, User
from relief.oversight.queries import affected

from .todays_work import MOST, todays_work
from .work import waits, works

FEW, SOME = 5, 10


def home_page(user: User) -> dict[str, Any]:
    """The context of `desk/home.html`: lists by what they are called, none that the role does not have."""
    return {"date": timezone.localdate()} | _lists(user)


def _lists(user: User) -> dict[str, Any]:
    match user.role:
        case Role.CASEWORKER:
            return _caseworker(user)
        case Role.APPROVER:
            return _approver(user)
        case Role.COUNTY_OFFICER | Role.AUDITOR:
            return _county(user)
    return {"manages": True}


def _caseworker(user: User) -> dict[str, Any]:
    today = todays_work(user)
    return {
        "today": today[:MOST],
        "more": len(today) > MOST,
        "submitted": works(submissions_of(user, FEW)),
        "households": newest_households(most=FEW)[:FEW],
    }


def _approver(user: User) -> dict[str, Any]:
    return _desk(user) | {"decided": works(decided_by(user, FEW))}


def _county(user: User) -> dict[str, Any]:
    """An auditor has no desk and no figures to keep."""
    newest = {"households": newest_households(most=FEW)[:FEW], "affected": affected().count()}
    if user.role != Role.COUNTY_OFFICER:
        return newest | {"waiting": waiting_for(user).count()}
    return _approver(user) | newest | {"notices": figure_notices(user.area)}


def _desk(user: User) -> dict[str, Any]:
    """What one has taken, then what nobody has, and how much is left."""
    counts = how_many_wait(user)
    free = nobody_s(user, SOME)
    return {
        "counts": counts,
        "waiting": sum(counts.values()),
        "mine": waits(on_ones_desk(user, MOST)),
        "free": waits(free),
        "left": counts["nobody_s"] - len(free),
    }
