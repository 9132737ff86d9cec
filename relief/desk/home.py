"""What the first page shows to each role."""

from typing import Any

from django.utils import timezone

from relief.casework.queries import decided_by, queue_for, submissions_of, waiting_for
from relief.households.queries import newest_households
from relief.offices.figure_notices import figure_notices
from relief.offices.models import Role, User

from .todays_work import MOST, todays_work
from .work import works

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
    first = queue_for(user, None, SOME)[:SOME]
    return {
        "waiting": waiting_for(user).count(),
        "first": works(first),
        "decided": works(decided_by(user, FEW)),
    }


def _county(user: User) -> dict[str, Any]:
    return {
        "waiting": waiting_for(user).count(),
        "notices": figure_notices(user.area) if user.role == Role.COUNTY_OFFICER else [],
        "households": newest_households(most=FEW)[:FEW],
    }
