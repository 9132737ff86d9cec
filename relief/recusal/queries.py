"""What other rooms and the pages ask: who is tied to which household, and what somebody has declared."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, models
from django.db.models import Max
from django.db.models.expressions import RawSQL

from relief.households.models import Household
from relief.offices.models import Area, Role, User
from relief.offices.queries import people_in
from relief.web.remembered import remembered

from .models import CommitteeMember, Declaration, Tie

DECLARING = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER, Role.ADMINISTRATOR)
"""Who is reminded: whoever handles cases, or says who does."""


class Ground(NamedTuple):
    """One reason to recuse. `staff` or `member`: whose it is; `relation` where a relative was declared."""

    staff: UUID | None
    member: UUID | None
    tie: Tie
    relation: str


def _keys(statement: str, *values: Any) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return {key for (key,) in cursor}


def _yes(statement: str, *values: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.fetchone()[0])


@remembered
def accounts_of(person: User) -> set[UUID]:
    """Every account of the same human being, this one among them."""
    return _keys("SELECT recusal_accounts(%s)", person.pk)


def same_people(people: Collection[UUID]) -> set[UUID]:
    """These accounts with every other account of the same human beings."""
    return _keys("SELECT recusal_accounts(one) FROM unnest(%s::uuid[]) AS one", list(people))


@remembered
def is_known(person: User) -> bool:
    """Whether somebody has declared who they are: without it nobody knows whom they may not decide on."""
    return _yes("SELECT recusal_known(%s)", person.pk)


def known(people: Collection[UUID]) -> set[UUID]:
    """Of these accounts those that have declared who they are."""
    return _keys("SELECT one FROM unnest(%s::uuid[]) AS one WHERE recusal_known(one)", list(people))


def is_related(person: User, household: Household) -> bool:
    return _yes("SELECT recusal_related(%s, %s)", person.pk, household.pk)


def related_people(household: Household) -> set[UUID]:
    """Every account of whoever is tied to a household."""
    return _keys("SELECT recusal_people(%s)", household.pk)


@remembered
def is_registered(household: Household) -> bool:
    """单独登记备案: whether somebody who handles such cases, or the committee there, is a near relative."""
    return _yes("SELECT recusal_registered(%s)", household.pk)


def registered(households: Collection[UUID]) -> set[UUID]:
    """Of these households those that are registered by themselves."""
    return _keys("SELECT one FROM unnest(%s::uuid[]) AS one WHERE recusal_registered(one)", list(households))


def register() -> set[UUID]:
    """Every household that one sees and that is registered by itself."""
    return _keys("SELECT recusal_register()")


def related_households(person: User) -> RawSQL:
    """For filters: the households that one sees and is tied to. Reckoned once, not for every row."""
    return RawSQL("SELECT recusal_households(%s)", [person.pk])  # nosec B611


def grounds(person: User, household: Household) -> tuple[Ground, ...]:
    """Why somebody may not decide on a household; empty when they may."""
    accounts = accounts_of(person)
    return tuple(each for each in grounds_of(household) if each.staff in accounts)


def grounds_of(household: Household) -> tuple[Ground, ...]:
    """Everybody at work or in a committee who is tied to a household, and how."""
    return grounds_by([household.pk]).get(household.pk, ())


def grounds_by(households: Collection[UUID]) -> dict[UUID, tuple[Ground, ...]]:
    """The same of several that one sees, in one question."""
    found: dict[UUID, tuple[Ground, ...]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT one, staff, member, tie, relation FROM unnest(%s::uuid[]) AS one"
            " CROSS JOIN LATERAL recusal_grounds(one) WHERE counts ORDER BY 1, 2, 3, 4, 5",
            [list(households)],
        )
        for household, staff, member, tie, relation in cursor.fetchall():
            ground = Ground(staff, member, Tie(tie), relation)
            found[household] = (*found.get(household, ()), ground)
    return found


def declarations_of(person: User) -> models.QuerySet[Declaration]:
    """Every version that somebody declared of themselves, the newest first."""
    return Declaration.objects.filter(staff=person)


def newest_of(declarations: models.QuerySet[Declaration]) -> Declaration | None:
    return declarations.prefetch_related("relatives").first()


def is_missing(person: User, year: int) -> bool:
    """Whether this year's declaration is still to come."""
    return not Declaration.objects.filter(staff=person, year=year).exists()


def committee_of(area: Area) -> list[CommitteeMember]:
    """村（居）民委员会成员 who have not left."""
    rows = CommitteeMember.objects.filter(area__number__gte=area.number, area__last__lte=area.last)
    return list(rows.filter(left_on=None).select_related("area"))


def years_declared(members: Collection[CommitteeMember]) -> dict[UUID, int]:
    """By member, the last year that was declared for."""
    rows = Declaration.objects.filter(of_member__in=members).order_by()
    return dict(rows.values_list("of_member").annotate(last=Max("year")))


def without_declaration(area: Area, year: int) -> list[User]:
    """Whoever works in an area or below it and has not declared this year."""
    declared = Declaration.objects.filter(year=year, staff__isnull=False).values("staff")
    people = people_in(area).filter(is_active=True, role__in=DECLARING)
    return list(people.exclude(pk__in=declared))
