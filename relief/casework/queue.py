"""待审: which applications somebody's queue holds, by what it is narrowed and sorted.

One's own area and one's own step only. The area wall stands below; what is asked here besides is
what an index begins with, so that the page costs the same however many there are.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery

from relief.households.models import Applicant, Entry, Household
from relief.households.queries import with_heads
from relief.households.search import Typed, households_meant
from relief.offices.models import Area, Level, Role, User
from relief.offices.queries import people_who_may
from relief.recusal.queries import related_households
from relief.web.keyset import Order, moment_from

from .models import KEPT, Application, Deed
from .queries import HAD_A_HAND
from .workflow import COUNTY, TOWNSHIP, WAITING

PAGE = 50
COUNTED = 999
"""So many are counted; of more it is only said that there are more."""
DUE, LONGEST, NEWEST, AMOUNT = "due", "longest", "newest", "amount"
ORDERS = {
    DUE: Order(column="due_on", read=date.fromisoformat, then=(("submitted_at", moment_from),)),
    LONGEST: Order(column="submitted_at", read=moment_from),
    NEWEST: Order(column="submitted_at", read=moment_from, descending=True),
    AMOUNT: Order(column="sought", read=int, descending=True),
}
ME, NOBODY = "me", "nobody"
GIVEN_SOON = timedelta(days=30)
"""So long before its day a review counts as due."""
STEPS = {str(Role.APPROVER): (TOWNSHIP, "township"), str(Role.COUNTY_OFFICER): (COUNTY, "county")}
"""By the role: the states that wait for it, and the column that names the office they wait at."""
SHOWN = (
    "pk",
    "state",
    "programme",
    "verdict",
    "advised",
    "requested",
    "sought",
    "submitted_at",
    "clock",
    "clock_from",
    "clock_unit",
    "due_on",
    "submitted_by_id",
    "submitted_by__display_name",
    "household_id",
    "household__number",
    "household__entered_by_id",
    "area_id",
    "area__name",
    "owner_id",
    "owner__display_name",
    "owned_at",
)


class Narrowed(NamedTuple):
    """By what somebody narrows their queue; what is empty narrows nothing. `owner`: a key, ME or NOBODY."""

    programme: str = ""
    community: str = ""
    advice: str = ""
    owner: str = ""


class Home(NamedTuple):
    """Who stands behind an application: the head, how many they are, who applies and who acts for them."""

    head: str = ""
    size: int = 0
    applicant: str = ""
    agent: str = ""


class Tabs(NamedTuple):
    """How many there are, and of all of them how many are overdue, due today, and due soon after; of what
    is given how many are due to be reviewed.

    Each up to one more than `COUNTED`.
    """

    mine: int
    nobodys: int
    all: int
    late: int
    today: int
    soon: int
    given: int


def queue_of(user: User) -> QuerySet[Application]:
    """Everything that waits at the step and the office of somebody; an auditor sees both steps."""
    if user.role in STEPS:
        states, office = STEPS[user.role]
        rows = Application.objects.filter(state__in=states, **{office: user.area_id})
        return rows.exclude(household__in=related_households(user))
    waiting = Application.objects.filter(state__in=WAITING)
    if user.area.level == Level.TOWNSHIP:
        return waiting.filter(township=user.area_id)
    return waiting


def narrowed(rows: QuerySet[Application], by: Narrowed, user: User) -> QuerySet[Application]:
    if by.programme:
        rows = rows.filter(programme=by.programme)
    if by.community:
        rows = rows.filter(area=int(by.community))
    if by.advice:
        rows = rows.filter(verdict=by.advice)
    if by.owner == NOBODY:
        return rows.filter(owner=None)
    return rows.filter(owner=user.pk if by.owner == ME else UUID(by.owner)) if by.owner else rows


def meant(rows: QuerySet[Application], typed: Typed) -> QuerySet[Application]:
    """Those of households that somebody may mean by what they typed."""
    homes = households_meant(typed)
    return rows.filter(reduce(or_, (Q(household__in=each) for each in homes))) if homes else rows.none()


def lean(rows: QuerySet[Application]) -> QuerySet[Application, dict[str, Any]]:
    """Only what a row shows: no facts, no findings."""
    return rows.values(*SHOWN)


def homes_of(households: Collection[UUID]) -> dict[UUID, Home]:
    """Who each of these households is. One by one: behind the area wall a join would read everybody."""
    applicant = Applicant.objects.filter(household=OuterRef("pk"))
    rows = with_heads(Household.objects.filter(pk__in=households).order_by()).annotate(
        applies=Subquery(applicant.values("member__person__name")[:1]),
        acts=Subquery(applicant.values("agent_name")[:1]),
    )
    found = rows.values_list("pk", "head_name", "size", "applies", "acts")
    return {pk: Home(head or "", size or 0, name or "", agent or "") for pk, head, size, name, agent in found}


def hands_in(rows: Iterable[dict[str, Any]]) -> dict[UUID, set[UUID]]:
    """By application, whoever entered or submitted it: they neither take nor decide it."""
    rows = list(rows)
    homes, keys = {row["household_id"] for row in rows}, [row["pk"] for row in rows]
    entries = Entry.objects.filter(household__in=homes).order_by().values_list("household_id", "entered_by")
    deeds = Deed.objects.filter(HAD_A_HAND, application__in=keys).order_by()
    found: dict[UUID, set[UUID]] = {}
    for key, person in entries.union(deeds.values_list("application_id", "by")):
        found.setdefault(key, set()).add(person)
    return {
        row["pk"]: {row["household__entered_by_id"], row["submitted_by_id"]}
        | found.get(row["household_id"], set())
        | found.get(row["pk"], set())
        for row in rows
    }


def who_may_instead(
    user: User, rows: Collection[dict[str, Any]], hands: dict[UUID, set[UUID]]
) -> dict[UUID, list[str]]:
    """By application, who decides at one's own step and has no hand in it, by name."""
    deciders = list(people_who_may((Role(user.role),), user.area))
    return {
        row["pk"]: [
            person.display_name
            for person in deciders
            if person.area.contains(row["area_id"]) and person.pk not in hands[row["pk"]]
        ]
        for row in rows
    }


def given_due_of(user: User) -> QuerySet[Application]:
    """What was approved at one's own office and has something to be done by a day."""
    rows = Application.objects.filter(KEPT)
    if user.role in STEPS:
        _states, office = STEPS[user.role]
        return rows.filter(**{office: user.area_id}).exclude(household__in=related_households(user))
    return rows.filter(township=user.area_id) if user.area.level == Level.TOWNSHIP else rows


class CountOf(Subquery):
    """How many rows a query has that ends after a few."""

    template = "(SELECT count(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def tabs_of(user: User, today: date, last_soon: date) -> Tabs:
    """Every count in one query, none of which counts to the end."""
    waiting = queue_of(user).order_by()
    several = (
        waiting.filter(owner=user.pk),
        waiting.filter(owner=None),
        waiting,
        waiting.filter(due_on__lt=today),
        waiting.filter(due_on=today),
        waiting.filter(due_on__gt=today, due_on__lte=last_soon),
        given_due_of(user).filter(due_on__lte=today + GIVEN_SOON).order_by(),
    )
    counts = [CountOf(rows.values("pk")[: COUNTED + 1]) for rows in several]
    asked = User.objects.filter(pk=user.pk).order_by()
    return Tabs(*asked.values_list(*counts).get())


def communities_of(user: User) -> list[Area]:
    """The communities that one's queue may hold applications from."""
    within = Area.objects.filter(number__gte=user.area.number, number__lte=user.area.last)
    return list(within.filter(level=Level.COMMUNITY).only("number", "name").order_by("number"))


def colleagues_of(user: User) -> list[User]:
    """Who else may have taken something out of this queue."""
    within = User.objects.filter(area__number__gte=user.area.number, area__number__lte=user.area.last)
    roles = [user.role] if user.role in STEPS else list(STEPS)
    found = within.filter(role__in=roles, is_active=True).exclude(pk=user.pk)
    return list(found.only("pk", "display_name").order_by("display_name", "pk"))
