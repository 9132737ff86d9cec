"""Giving a household back as a case file."""

from django.db import transaction

from relief.audit.services import record
from relief.offices.models import User
from relief.rules.cases import Case
from relief.rules.writing import write_case

from ..actions import HouseholdAction
from ..facts import Facts
from ..models import Household


def case_of(household: Household, facts: Facts) -> Case:
    """These facts of the household as a case, under its own number where it came of no case."""
    return Case(
        name=household.case or household.number,
        title=household.title,
        source=household.source,
        day=household.facts_on,
        place=household.place,
        area=household.area_kind,
        household=facts,
    )


@transaction.atomic
def read_back(*, by: User, household: Household, facts: Facts) -> str:
    """存回案例文件. No name and no number is in it; that it was taken out is written down all the same."""
    text = write_case(case_of(household, facts))
    record(by=by, action=HouseholdAction.READ_BACK, subject=household, area=household.area_id)
    return text
