"""Households that are read in tables are answered as the same households read one by one."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from relief.households.facts import household_facts
from relief.households.in_tables import FIRST, households_in_tables
from relief.households.models import Household
from relief.households.services import store_household
from relief.offices.access import acting
from relief.rules.answers import screen
from relief.rules.codes import AreaKind
from relief.rules.columns import VERDICTS, verdicts
from relief.rules.parameters import Figures
from tests.households.case_files import PUBLISHED, case_from, cases_of
from tests.households.test_round_trip import EMPTY_MAPS, EVERYTHING, NONES
from tests.rules.households import hidable, without
from tests.rules.ordinary import Ordinary
from tests.rules.published import place

pytestmark = pytest.mark.django_db
DEMONSTRATION = place("demo-county")
DAY = date(2022, 8, 5)
KINDS = AreaKind.codes()


def bring_in(world, case):
    with acting(world.lin_xiaoman):
        return store_household(by=world.lin_xiaoman, area=world.liushu, case=case)


def agree(day):
    """Every household that one sees, on this day, both ways."""
    batch = households_in_tables(FIRST, 10_000)
    figures = [Figures(DEMONSTRATION, kind, day) for kind in KINDS]
    found = verdicts(batch.tables, figures, batch.kinds)
    households = Household.objects.in_bulk(batch.keys)
    for key, area, kind, row in zip(batch.keys, batch.areas, batch.kinds, found, strict=True):
        household = households[key]
        alone = screen(household_facts(household), figures[kind])
        assert [VERDICTS[each] for each in row] == [each.verdict for each in alone.programmes], key
        assert (area, KINDS[kind]) == (household.area_id, household.area_kind)
    return len(batch.keys)


@pytest.mark.parametrize("day", [DAY, date(2026, 11, 23)])
def test_published_households_and_those_that_declare_everything_or_nothing(world, day):
    for case in (case for path in PUBLISHED for case in cases_of(path)):
        bring_in(world, case)
    for text in (EVERYTHING, NONES, EMPTY_MAPS, "  {}\n"):
        bring_in(world, case_from(text))
    with acting(world.lin_xiaoman):
        assert agree(day) > 30


def test_ordinary_households_of_which_much_or_little_is_declared(world):
    random = Ordinary(20221)
    for number in range(40):
        household = random.household(DAY)
        paths = sorted(hidable(household))
        hidden = set(random.sample(paths, random.randrange(0, len(paths), 1 + number % 3)))
        plain = case_from("  {}\n")
        bring_in(
            world,
            replace(plain, household=storable(without(household, hidden)), day=DAY, area=KINDS[number % 2]),
        )
    with acting(world.lin_xiaoman):
        assert agree(DAY) == 40


def storable(household):
    """Whom an award is for is known by the members' rows: without members it names nobody."""
    if "members" not in household:
        for item in [*household.get("receiving", ()), *household.get("relief_history", ())]:
            item.pop("members", None)
    return household


def test_the_same_cause_is_the_same_however_it_is_sealed(world):
    relieved = "  relief_history: [{programme: emergency_relief, cause: 火灾}, {cause: 洪水}, {}]\n"
    bring_in(world, case_from("  hardship: {cause: 火灾}\n" + relieved))
    bring_in(world, case_from(relieved))
    with acting(world.lin_xiaoman):
        tables = households_in_tables(FIRST, 10).tables
    for home in range(2):
        then = tables["relief"]["cause"][tables["relief"].owner == home]
        now = tables["households"]["hardship_cause"][home]
        same = [int(cause) for cause in then == now]
        assert (now >= 0, same[:2] == [1, 0]) in ((True, True), (False, False))


def test_listed_without_rows_is_not_taken_for_none(world):
    made = bring_in(world, case_from("  members: [{id: a, relation: head, incomes: [{kind: wage}]}]\n"))
    with acting(world.lin_xiaoman):
        made.incomes.all().delete()
        agree(DAY)


def test_who_has_left_is_no_member_and_no_award_is_for_them(world):
    text = (
        "  members: [{id: a, relation: head, born_on: 1950-01-01, away: none}, {id: b, relation: spouse}]\n"
        "  receiving: [{programme: dibao, since: 2022-01-01, members: [b]}]\n"
    )
    made = bring_in(world, case_from(text))
    with acting(world.lin_xiaoman):
        made.members.filter(key="b").update(left_on=made.members.get(key="b").joined_on)
        tables = households_in_tables(FIRST, 10).tables
        assert (tables["members"].count, tables["awards"].count, tables["award_members"].count) == (1, 1, 0)
        agree(DAY)


def test_batch_after_batch_until_none_is_left(world):
    keys = sorted(bring_in(world, case_from("  {}\n")).pk for _ in range(5))
    with acting(world.lin_xiaoman):
        first = households_in_tables(FIRST, 3)
        second = households_in_tables(first.keys[-1], 3)
        assert first.keys + second.keys == keys
        assert households_in_tables(second.keys[-1], 3) is None


def test_nobody_reads_households_of_another_area(world):
    bring_in(world, case_from("  {}\n"))
    with acting(world.zhou_ting):
        assert households_in_tables(FIRST, 10) is None


def test_as_many_queries_for_one_household_as_for_ten(world, django_assert_num_queries):
    with acting(world.lin_xiaoman):
        for count in (1, 10):
            for _ in range(count):
                store_household(by=world.lin_xiaoman, area=world.liushu, case=case_from(EVERYTHING))
            with django_assert_num_queries(3):
                batch = households_in_tables(FIRST, 100)
        assert len(batch.keys) == 11
        assert np.unique(batch.tables["members"].owner).tolist() == list(range(11))
