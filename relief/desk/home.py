"""What the first page shows to each role."""

from datetime import date
from typing import Any

from relief.casework.handing_over import to_hand_over
from relief.casework.queries import (
    checks_asked_for,
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
from relief.recusal.queries import DECLARING, is_missing

from .todays_work import MOST, todays_work
from .work import waits, works

FEW, SOME = 5, 10


def home_page(user: User, today: date) -> dict[str, Any]:
    """The context of `desk/home.html`: lists by what they are called, none that the role does not have."""
    undeclared = user.role in DECLARING and is_missing(user, today.year)
    return {"date": today, "undeclared": undeclared} | _lists(user, today)


def _lists(user: User, today: date) -> dict[str, Any]:
    match user.role:
        case Role.CASEWORKER:
            return _caseworker(user)
        case Role.APPROVER:
            undelivered = waits(to_hand_over(user, SOME), today)
            return _approver(user, today) | {"undelivered": undelivered}
        case Role.COUNTY_OFFICER | Role.AUDITOR:
            return _county(user, today)
    return {"manages": True}


def _caseworker(user: User) -> dict[str, Any]:
    today = todays_work(user)
    return {
        "today": today[:MOST],
        "more": len(today) > MOST,
        "submitted": works(submissions_of(user, FEW)),
        "households": newest_households(most=FEW)[:FEW],
    }


def _approver(user: User, today: date) -> dict[str, Any]:
    return _desk(user, today) | {"decided": works(decided_by(user, FEW))}


def _county(user: User, today: date) -> dict[str, Any]:
    """An auditor has no desk and no figures to keep."""
    newest = {"households": newest_households(most=FEW)[:FEW], "affected": affected().count()}
    if user.role != Role.COUNTY_OFFICER:
        return newest | {"waiting": waiting_for(user).count()}
    checks = works(checks_asked_for()[:SOME])
    notices = {"checks": checks, "notices": figure_notices(user.area)}
    return _approver(user, today) | newest | notices


def _desk(user: User, today: date) -> dict[str, Any]:
    """What one has taken, then what nobody has, and how much is left."""
    counts = how_many_wait(user)
    free = nobody_s(user, SOME)
    return {
        "counts": counts,
        "waiting": sum(counts.values()),
        "mine": waits(on_ones_desk(user, MOST), today),
        "free": waits(free, today),
        "left": counts["nobody_s"] - len(free),
    }
