"""建户: a case becomes a household, once, in the caseworker's own community."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from relief.audit.queries import events_about
from relief.households.models import Entry, Household, Member
from relief.households.services import Contradiction, bring_case_file, require_caseworker, store_household
from relief.offices.access import acting
from relief.offices.models import Role
from tests.households.case_files import case_from, case_named
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def store(by, area, case=None, **fields):
    with acting(by):
        return store_household(by=by, area=area, case=case or case_named("dibao-one-yuan-below"), **fields)


def test_the_household_stands_with_its_day_place_and_members(world):
    made = store(world.lin_xiaoman, world.liushu)

    with acting(world.lin_xiaoman):
        household = Household.objects.get(pk=made.pk)
        assert (household.area, household.entered_by) == (world.liushu, world.lin_xiaoman)
        assert household.facts_on.isoformat() == "2026-11-23"
        assert (household.place, household.area_kind) == ("990100", "rural")
        assert household.case == "dibao-one-yuan-below"
        keys = household.members.values_list("key", "relation", "joined_on")
        relations = {key: relation for key, relation, _ in keys}
        assert relations == {"a": "head", "b": "spouse", "c": "child"}
        assert {joined for *_, joined in keys} == {household.facts_on}


def test_the_number_names_the_township_and_runs_nowhere(world):
    numbers = {store(world.lin_xiaoman, world.liushu).number for _ in range(5)}

    assert len(numbers) == 5
    assert all(re.fullmatch(r"QX-\d{4}-\d{6}", number) for number in numbers)
    assert sorted(numbers) != [f"QX-2026-{number:06}" for number in range(1, 6)]


def test_who_entered_it_and_when_is_written_twice(world):
    made = store(world.lin_xiaoman, world.liushu)

    with acting(world.he_jing):
        entry = Entry.objects.get()
        assert (entry.household, entry.entered_by, entry.part) == (made, world.lin_xiaoman, "case_file")
        event = events_about(made).get()
    assert (event.action, event.actor_id, event.area) == (
        "households.entered",
        world.lin_xiaoman.pk,
        world.liushu.number,
    )
    assert event.details == {"facts_on": "2026-11-23", "place": "990100"}


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CASEWORKER])
def test_only_a_caseworker_enters(world, role):
    with pytest.raises(PermissionDenied):
        store(world.by_role[role], world.liushu)


def test_a_caseworker_enters_in_no_other_community(world):
    for area in (world.qianjin, world.hepingli, world.qingxi):
        with pytest.raises(PermissionDenied):
            store(world.lin_xiaoman, area)


def test_a_household_belongs_to_a_community(world):
    """Even where a caseworker stood above one."""
    world.lin_xiaoman.area = world.qingxi
    with pytest.raises(PermissionDenied), acting_everywhere():
        store_household(by=world.lin_xiaoman, area=world.qingxi, case=case_from("  {}\n"))
    require_caseworker(world.lin_xiaoman, world.qingxi.number)


def test_the_database_puts_no_household_into_another_area(world):
    made = store(world.lin_xiaoman, world.liushu)
    with acting(world.zhou_ting), pytest.raises(ProgrammingError, match="row-level security"):
        Household.objects.create(
            number="QX-2026-000001",
            area=world.liushu,
            area_kind="urban",
            facts_on=made.facts_on,
            entered_by=world.zhou_ting,
        )


def test_the_same_case_of_a_file_makes_one_household(world):
    with acting(world.lin_xiaoman):
        brought = bring_case_file(by=world.lin_xiaoman, name="公布的案例", text=None)
    first, second = (
        store(world.lin_xiaoman, world.liushu, case_file=brought, case_number=2) for _ in range(2)
    )

    assert first == second
    with acting(world.lin_xiaoman):
        assert Household.objects.count() == 1
        assert Member.objects.count() == 3
        assert events_about(first).count() == 1


def test_without_a_file_the_same_case_is_another_household(world):
    assert store(world.lin_xiaoman, world.liushu) != store(world.lin_xiaoman, world.liushu)


@pytest.mark.parametrize(
    ("member", "key"),
    [
        ("{id: a, away_since: 2020-01-01}", "household.members[a].away_since"),
        ("{id: a, away: none, away_since: 2020-01-01}", "household.members[a].away_since"),
        ("{id: a, born_on: 1980-01-01, died_on: 1979-12-31}", "household.members[a].died_on"),
        (f"{{id: {'a' * 61}}}", f"household.members[{'a' * 61}]"),
        (f"{{id: a, incomes: [{', '.join(['{}'] * 501)}]}}", "household.members[a].incomes"),
    ],
)
def test_what_no_household_can_be_is_named_and_not_stored(world, member, key):
    case = case_from(f"  members:\n    - {member}\n")
    with pytest.raises(Contradiction) as refused:
        store(world.lin_xiaoman, world.liushu, case)

    assert [problem.key for problem in refused.value.problems] == [key]
    with acting_everywhere():
        assert not Household.objects.exists()


def test_names_of_a_file_cannot_break_the_row(world):
    case = case_from("  {}\n")
    object.__setattr__(case, "title", "一" * 400 + "\0\n")
    object.__setattr__(case, "name", "a\0b")

    made = store(world.lin_xiaoman, world.liushu, case)

    assert (made.case, len(made.title)) == ("a b", 300)


def test_nothing_is_left_when_a_row_is_refused(world, monkeypatch):
    def refuse(**_):
        raise RuntimeError

    monkeypatch.setattr("relief.households.services.entering.record", refuse)
    with pytest.raises(RuntimeError), transaction.atomic():
        store(world.lin_xiaoman, world.liushu)

    with acting_everywhere():
        assert not Household.objects.exists()
