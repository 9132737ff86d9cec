"""Households from tables are answered as the same households from files, one at a time."""

from collections import defaultdict
from datetime import date

import numpy as np
import pytest
from hypothesis import given

from relief.rules.answers import screen
from relief.rules.columns import VERDICTS, Columns, Tables, verdicts
from relief.rules.evaluation import evaluate
from relief.rules.parameters import Figures
from relief.rules.programmes import BY_CODE, PROGRAMMES
from relief.rules.reading import read_household
from tests.rules.households import thorough
from tests.rules.published import all_cases, figures_of, place
from tests.rules.tabled import tables_of
from tests.rules.test_frames_agree import batches

NOBODY = np.zeros(0, dtype=np.int64)


def told(households, figures):
    """The verdicts from the tables, by household and programme."""
    found = verdicts(tables_of(households), figures, np.arange(len(figures)))
    codes = [programme.code for programme in PROGRAMMES]
    return [dict(zip(codes, (VERDICTS[each] for each in row), strict=True)) for row in found]


def agree(households, figures):
    answers = [screen(*each) for each in zip(households, figures, strict=True)]
    expected = [{each.code: each.verdict for each in answer.programmes} for answer in answers]
    assert told(households, figures) == expected


@thorough
@given(batches())
def test_verdicts_from_tables_are_those_of_each_household_alone(batch):
    agree([each.seen() for each in batch], [each.figures for each in batch])


def test_verdicts_of_all_published_cases_of_a_day():
    by_day = defaultdict(list)
    for case in all_cases():
        by_day[case.day].append(case)
    for cases in by_day.values():
        agree([case.household for case in cases], [figures_of(case) for case in cases])


def test_every_part_of_every_rule_comes_to_the_same_from_tables_and_from_files():
    """Not only the verdicts, which may hide a fact that was read wrongly behind another."""
    by_day = defaultdict(list)
    for case in all_cases()[::5]:
        by_day[case.day].append(case)
    for cases in by_day.values():
        figures = [figures_of(case) for case in cases]
        ones = [read_household(case.household, each) for case, each in zip(cases, figures, strict=True)]
        from_files = Columns.of(ones)
        from_tables = Columns.of_tables(
            tables_of([case.household for case in cases]), figures, np.arange(len(cases))
        )
        for programme in PROGRAMMES:
            for columns in (from_files, from_tables):
                evaluate(programme.test, columns.group("members") if programme.persons else columns)
        same_everywhere(from_files, from_tables)


def same_everywhere(one, other):
    assert one.count == other.count
    for node, found in one.seen.items():
        for side, beside in zip(found, other.seen[node], strict=True):
            np.testing.assert_array_equal(
                np.broadcast_to(side, (one.count,)), np.broadcast_to(beside, (one.count,)), str(node)
            )
    for name, below in one._groups.items():
        same_everywhere(below, other.group(name))


def test_of_five_who_are_uncertain_ranges_serve_as_with_one_household():
    """Four are seen both ways; a fifth is not, and the answer of the two is still the same."""
    head = {"id": "a", "relation": "head", "away": "none", "incomes": []}
    others = [{"id": name, "relation": "child", "away": "none", "incomes": []} for name in "bcdef"]
    for many in (4, 5):
        household = {"members": [head, *others[:many]], "incomes": [], "assets": "within_limits"}
        figures = Figures(place("demo-county"), "urban", date(2024, 1, 1))
        agree([household], [figures])
        assert told([household], [figures])[0]["dibao"] == "eligible"


def test_no_household_at_all():
    assert verdicts(Tables({}), [], NOBODY).shape == (0, len(PROGRAMMES))


def test_only_the_programmes_that_are_asked_for():
    case = all_cases()[0]
    found = verdicts(tables_of([case.household]), [figures_of(case)], np.array([0]), [BY_CODE["dibao"]])
    alone = screen(case.household, figures_of(case))
    assert [VERDICTS[each] for each in found[0]] == [alone["dibao"].verdict]


def test_a_household_may_be_picked_several_times_with_all_that_is_its_own():
    households = [case.household for case in all_cases()[:40]]
    wanted = np.array([3, 0, 0, 39, 3])
    picked, members = tables_of(households).picked(wanted)
    again = tables_of([households[row] for row in wanted])
    for name in ("members", "member_incomes", "incomes", "obligors", "awards", "award_members"):
        assert picked[name].count == again[name].count
        np.testing.assert_array_equal(picked[name].owner, again[name].owner)
        for column in again[name].columns:
            np.testing.assert_array_equal(picked[name][column], again[name][column])
    assert len(members) == picked["members"].count


@pytest.mark.parametrize("days", [(date(2024, 1, 1), date(2024, 1, 2))])
def test_households_of_different_days_are_refused(days):
    household = all_cases()[0].household
    figures = [Figures(place("demo-county"), "urban", day) for day in days]
    with pytest.raises(ValueError, match="one day"):
        verdicts(tables_of([household] * 2), figures, np.arange(2))
