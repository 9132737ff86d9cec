"""Two in the same moment, each on a connection of their own: one household, one person."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from relief.households.models import Entry, Household, Person
from relief.households.services import (
    NamingState,
    bring_case_file,
    name_member,
    store_household,
)
from relief.offices.access import acting
from tests.factories import make_household
from tests.households.case_files import case_named
from tests.households.test_name_member import document
from tests.own_database import own_database
from tests.world import acting_everywhere, make_world


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    with own_database(django_db_blocker):
        yield make_world()


def at_once(deed, *people):
    """The deed by each of these people, all from the same start. What each came to."""
    start = Barrier(len(people))

    def run(by):
        try:
            with acting(by):
                start.wait()
                return deed(by)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return list(pool.map(run, people))


def head_of(by):
    with acting(by):
        return make_household(by).members.get(key="a")


def test_one_case_pressed_twice_is_one_household(committed):
    lin, case = committed.lin_xiaoman, case_named("dibao-one-yuan-below")
    with acting(lin):
        brought = bring_case_file(by=lin, name="公布的案例", text=None)

    made = at_once(
        lambda by: store_household(by=by, area=by.area, case=case, case_file=brought, case_number=2),
        *[lin] * 4,
    )

    assert len({household.pk for household in made}) == 1
    with acting_everywhere():
        assert Household.objects.count() == 1
        assert Entry.objects.count() == 1


def test_a_number_entered_in_two_offices_at_once_is_one_person(committed):
    members = {by: head_of(by) for by in (committed.lin_xiaoman, committed.zhou_ting)}

    came_to = at_once(
        lambda by: name_member(by=by, member=members[by], name="周桂芳", document=document()), *members
    )

    assert {naming.state for naming in came_to} == {NamingState.NAMED, NamingState.KNOWN}
    with acting_everywhere():
        assert Person.objects.count() == 1
