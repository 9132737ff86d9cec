"""What pages ask of applications. The area wall stands below: nobody filters by area."""

from collections.abc import Collection
from uuid import UUID

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery

from relief.households.models import Entry, Household, Member
from relief.offices.models import Area, Role, User
from relief.offices.queries import people_who_may
from relief.web.keyset import Place

from .models import Application
from .workflow import State

PAGE = 50


def applications() -> models.QuerySet[Application]:
    """Applications with what their page says."""
    return Application.objects.select_related(
        "household__area__parent", "household__entered_by", "submitted_by", "screening", "decision__decider"
    )


def waiting() -> models.QuerySet[Application]:
    """待审."""
    return Application.objects.filter(state=State.SUBMITTED)


def queue_for(after: Place | None, most: int) -> list[Application]:
    """One page, oldest first, each with `head_name` and `size`; one more than asked says there is more."""
    rows = _with_heads(waiting().order_by("submitted_at", "id"))
    if after:
        rows = rows.filter(Q(submitted_at__gt=after.moment) | Q(submitted_at=after.moment, pk__gt=after.pk))
    return list(rows[: most + 1])


def submissions_of(user: User, most: int) -> list[Application]:
    """What somebody submitted, the newest first, with what came of it."""
    return list(_with_heads(Application.objects.filter(submitted_by=user).order_by("-submitted_at"))[:most])


def decided_by(user: User, most: int) -> list[Application]:
    """What somebody decided, the newest first."""
    rows = Application.objects.filter(decision__decider=user).order_by("-decision__decided_at")
    return list(_with_heads(rows)[:most])


def _with_heads(rows: models.QuerySet[Application]) -> models.QuerySet[Application]:
    present = Member.objects.filter(household=OuterRef("household"), left_on=None).order_by()
    head = present.filter(relation="head")
    size = present.values("household").annotate(count=Count("pk")).values("count")
    return (
        rows.select_related("household__area", "submitted_by", "screening", "decision__decider")
        .defer("screening__facts", "screening__figures")
        .annotate(head_name=Subquery(head.values("person__name")[:1]), size=Subquery(size))
    )


def applications_of(household: Household) -> list[Application]:
    """The newest first."""
    rows = Application.objects.filter(household=household).order_by("-submitted_at", "-id")
    return list(rows.select_related("submitted_by", "decision__decider"))


def newest_applications(households: Collection[UUID]) -> list[Application]:
    """Of each of these households the application that was submitted last."""
    rows = Application.objects.filter(household__in=households)
    return list(rows.order_by("household_id", "-submitted_at", "-id").distinct("household_id"))


def is_open(household: Household, programme: str) -> bool:
    return waiting().filter(household=household, programme=programme).exists()


def people_who_entered(household: Household) -> set[UUID]:
    """Everybody who entered facts of a household: none of them decides on it."""
    entered = Entry.objects.filter(household=household).values_list("entered_by", flat=True)
    return {household.entered_by_id, *entered}


def approvers_of(area: Area) -> models.QuerySet[User]:
    """The approvers of the township that an area lies in."""
    return people_who_may((Role.APPROVER,), area)


def county_officers_of(area: Area) -> models.QuerySet[User]:
    return people_who_may((Role.COUNTY_OFFICER,), area)


def households_of(persons: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Where one sees that any of these persons is or was a member: the household and the person."""
    found = Member.objects.filter(person__in=persons).order_by()
    return list(found.values_list("household_id", "person_id").distinct())


def decided_before(households: Collection[UUID], leave_out: Application) -> list[Application]:
    """What was decided on applications of these households, the newest first."""
    rows = Application.objects.filter(household__in=households, decision__isnull=False)
    rows = rows.exclude(pk=leave_out.pk).select_related("household", "decision")
    return list(rows.order_by("-decision__decided_at"))
