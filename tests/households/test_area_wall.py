"""Nobody sees or writes another area's households, whatever statement they send."""

import pytest
from django.db import ProgrammingError, connection, transaction

from relief.households.models import Person
from relief.households.services import bring_case_file
from relief.offices.access import acting
from tests.factories import make_household
from tests.households.test_name_member import document, name

pytestmark = pytest.mark.django_db

ASK = "SELECT * FROM households_ask_number(%s, %s)"
ATTACH = "SELECT households_attach_person(%s, %s, %s)"


def refused(why, statement, *values):
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match=why), transaction.atomic():
        cursor.execute(statement, values or None)


@pytest.fixture
def home(world):
    """A household of 柳树社区 with a row in each of its tables that a case fills."""
    with acting(world.lin_xiaoman):
        made = make_household(world.lin_xiaoman, "uninsured-already-on-dibao")
        bring_case_file(by=world.lin_xiaoman, name="a.yaml", text="case: a")
        return made


def counts(user, tables):
    with acting(user), connection.cursor() as cursor:
        found = []
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM households_{table}")
            found.append(cursor.fetchone()[0])
    return found


def test_a_neighbour_counts_nothing_and_the_township_all(world, home):
    with acting(world.lin_xiaoman):
        member = home.members.get()
    with acting(world.lin_xiaoman):
        type(member).objects.filter(pk=member.pk).update(born_on=None)
    name(world.lin_xiaoman, member, paper=document())
    tables = ("household", "member", "person", "award", "entry", "casefile")

    assert counts(world.lin_xiaoman, tables) == [1, 1, 1, 1, 2, 1]
    assert counts(world.he_jing, tables) == [1, 1, 1, 1, 2, 1]
    assert counts(world.zhou_ting, tables) == [0] * 6


def test_outside_any_person_nothing_is_there(home):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM households_household")
        assert cursor.fetchone() == (0,)


def test_a_neighbour_changes_nothing(world, home):
    with acting(world.zhou_ting), connection.cursor() as cursor:
        for statement in (
            "UPDATE households_household SET facts_on = '2026-11-24'",
            "UPDATE households_member SET born_on = NULL",
            "DELETE FROM households_income",
        ):
            cursor.execute(statement)
            assert cursor.rowcount == 0, statement


def test_a_person_is_written_only_through_ones_own_member(world):
    person = Person(name="周桂芳")
    with acting(world.zhou_ting), pytest.raises(ProgrammingError, match="row-level security"):
        person.save(force_insert=True)


def test_a_number_is_asked_about_only_for_ones_own_household(world, home):
    with acting(world.zhou_ting):
        refused("no such household", ASK, b"x" * 32, home.pk)
    refused("no such household", ASK, b"x" * 32, home.pk)


@pytest.mark.parametrize(
    "call",
    [
        "households_seen_area(gen_random_uuid())",
        "households_logged('a.b', gen_random_uuid(), 1, '{}')",
    ],
)
def test_the_inner_functions_are_not_the_applications(world, call):
    with acting(world.lin_xiaoman):
        refused("permission denied", f"SELECT {call}")


def test_nobody_attaches_a_person_to_anothers_member(world, home):
    with acting(world.lin_xiaoman):
        member = home.members.get()
    with acting(world.zhou_ting):
        refused("no such household", ATTACH, b"x" * 32, "周桂芳", member.pk)
