"""A published case that is brought in gets the answers that were published with it."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.utils import timezone

from relief.households.facts import household_facts
from relief.households.published import code_of_place, published_cases
from relief.households.services import case_of, store_household
from relief.offices.access import acting
from relief.offices.models import Level, Role
from relief.offices.queries import place_for
from relief.rules.answers import screen
from relief.rules.cases import Case
from relief.rules.expectations import differences
from relief.rules.parameters import Figures
from relief.rules.programmes import PROGRAMMES
from tests.factories import make_area, make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

KNOWN = {programme.code for programme in PROGRAMMES} | {"household_size", "counted_members"}


@pytest.fixture
def homes(world):
    """A caseworker for each county that the published cases name, and the counties' figures."""
    with acting_everywhere():
        call_command("load_figures", verbosity=0)
        township = make_area(990200101000, Level.TOWNSHIP, "取整镇", world.other_county)
        community = make_area(990200101001, Level.COMMUNITY, "取整社区", township)
        return {"990100": world.lin_xiaoman, "990200": make_user(Role.CASEWORKER, community)}


def test_all_published_cases_can_be_read():
    assert [case for case in published_cases() if not isinstance(case, Case)] == []
    assert len(published_cases()) >= 34


def test_brought_in_each_gets_its_published_answer(homes):
    wrong = {}
    for case in published_cases():
        caseworker = homes[code_of_place(case.place)]
        expected = {name: value for name, value in case.expect.items() if name in KNOWN}
        with acting(caseworker):
            household = store_household(by=caseworker, area=caseworker.area, case=case)
            place = place_for(household.place, household.facts_on, timezone.now())
            figures = Figures(place, household.area_kind, household.facts_on)
            found = differences(expected, screen(household_facts(household), figures))
        if found:
            wrong[case.name] = found

    assert wrong == {}


def test_read_back_each_is_the_case_that_was_brought_in(homes):
    for case in published_cases():
        caseworker = homes[code_of_place(case.place)]
        with acting(caseworker):
            home = store_household(by=caseworker, area=caseworker.area, case=case)
            again = case_of(home, household_facts(home))

        assert again == replace(case, expect=None, line=1, place=code_of_place(case.place))
