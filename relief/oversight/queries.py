"""Whose household is whose own case, and what was opened."""

from datetime import datetime, time

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from relief.casework.models import Application
from relief.casework.workflow import DECIDERS
from relief.households.models import Household
from relief.offices.models import Role, User

from .models import Opening

ASKED = (Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)
"""Who says what for. A caseworker's community is all their own cases; an administrator opens nobody."""


def unopened(user: User, households: QuerySet[Household]) -> Household | None:
    """The first of these households that this person may open only for a purpose."""
    if user.role not in ASKED:
        return None
    today = timezone.localdate()
    opened = Opening.objects.filter(household=OuterRef("pk"), opened_by=user, day=today)
    return households.filter(~Exists(opened), ~Exists(_own_cases(user))).first()


def _own_cases(user: User) -> QuerySet[Application]:
    """Those that wait for this person's step; and those that did so today and that a colleague has moved on.

    Whoever has one before them when somebody else is first must read who it was, not be asked what for.
    """
    morning = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    own = Q(deeds__role=user.role, deeds__at__gte=morning)
    if waits := [state for state, role in DECIDERS.items() if role == user.role]:
        own |= Q(state__in=waits)
    return Application.objects.filter(own, household=OuterRef("pk"))
