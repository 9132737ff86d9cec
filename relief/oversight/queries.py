"""Whose household is whose own case, and what was opened."""

from collections.abc import Collection, Iterator
from datetime import datetime, time
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from relief.casework.models import KEPT, Application
from relief.casework.queue import GIVEN_SOON
from relief.casework.workflow import DECIDERS, GIVEN, OPEN, DeedKind, State
from relief.households.models import Household
from relief.households.queries import head_name_of
from relief.offices.models import Role, User

from .models import Affected, Opening

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
    """Those that wait for this person's step or are due to be reviewed; and those that did so today and
    that a colleague has moved on.

    Whoever has one before them when somebody else is first must read who it was, not be asked what for.
    """
    morning = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    own = Q(deeds__role=user.role, deeds__at__gte=morning)
    if waits := [state for state, role in DECIDERS.items() if role == user.role]:
        own |= Q(state__in=waits)
    if user.role == Role.COUNTY_OFFICER:
        check = Q(deeds__deed=DeedKind.REQUEST_CHECK, deeds__answer=None)
        own |= check & Q(state=State.INVESTIGATING)
    if user.role == Role.APPROVER:
        own |= KEPT & Q(due_on__lte=timezone.localdate() + GIVEN_SOON)
    return Application.objects.filter(own, household=OuterRef("pk"))


RESTS_ON = {
    "screening_id": Q(state__in=OPEN),
    "decision__screening_id": Q(state__in=GIVEN),
}
"""Which screening an application rests on: that of its submission while it is open, then its decision's."""


def resting_on(screenings: Collection[UUID]) -> Iterator[tuple[Application, UUID]]:
    """Open and approved applications that rest on one of these screenings, each with it."""
    for name, state in RESTS_ON.items():
        rows = Application.objects.filter(state, **{f"{name}__in": list(screenings)})
        for each in rows.annotate(rests_on=F(name)).order_by("submitted_at", "id"):
            yield each, each.rests_on


def affected() -> QuerySet[Affected]:
    """需要复核: found last first, with `head_name`; without those that by now rest on another screening."""
    still = Q()
    for name, state in RESTS_ON.items():
        here = {"pk": OuterRef("application"), name: OuterRef("screening")}
        still |= Q(Exists(Application.objects.filter(state, **here)))
    rows = Affected.objects.filter(still).select_related("application__household__area")
    rows = rows.annotate(head_name=head_name_of("application__household"))
    return rows.order_by("-found_at", "-pk")
