"""What the database finds of double help, over every wall, and what of it has been answered."""

from typing import NamedTuple
from uuid import UUID

from django.db import connection

from relief.funds.models import Award
from relief.households.models import Household
from relief.offices.models import Role, User
from relief.recusal.queries import is_related

from .models import Answer, Kind, Step

RELIEF = (Kind.RELIEVED, Kind.DECLARED)
ANY = ""
"""While facts are entered nobody has said yet for which programme."""


class Found(NamedTuple):
    """One thing found. `source`: the household or award that it is about, where one sees it."""

    kind: Kind
    member: UUID | None
    about: UUID
    office: str
    telephone: str
    source: UUID | None


def found_for(household: Household, programme: str, step: Step) -> list[Found]:
    """Everything there is to ask about, answered or not. The database writes the question down itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, member, about, office, telephone, source FROM cautions_ask(%s, %s, %s)",
            [household.pk, programme, step],
        )
        return [Found(Kind(kind), *rest) for kind, *rest in cursor.fetchall()]


def found_at_entry(household: Household) -> list[Found]:
    """Relief given before is asked about once there is a hardship to relieve."""
    rows = found_for(household, ANY, Step.ENTRY)
    return [each for each in rows if household.hardship_declared or each.kind not in RELIEF]


def answers_of(household: Household) -> dict[UUID, Answer]:
    """What has been answered, by what it is about."""
    rows = Answer.objects.filter(household=household).select_related("by", "member__person")
    return {each.about: each for each in rows}


def unanswered(household: Household, programme: str, step: Step) -> list[Found]:
    """What still has to be asked about before this step."""
    answered = answers_of(household)
    return [each for each in found_for(household, programme, step) if each.about not in answered]


def awards_seen(found: list[Found]) -> dict[UUID, Award]:
    """The awards among what was found; the wall lets none of another office by."""
    keys = [each.source for each in found if each.source and each.kind in (Kind.OTHER_AWARD, Kind.RELIEVED)]
    rows = Award.objects.filter(pk__in=keys).select_related("household") if keys else Award.objects.none()
    return {each.pk: each for each in rows}


def households_seen(found: list[Found]) -> dict[UUID, Household]:
    keys = [each.source for each in found if each.source and each.kind == Kind.TWO_HOUSEHOLDS]
    return Household.objects.in_bulk(keys) if keys else {}


def keeps_away(by: User, household: Household) -> bool:
    """回避: whoever may decide asks nothing of their own family; the caseworker speaks for the household."""
    return by.role != Role.CASEWORKER and is_related(by, household)
