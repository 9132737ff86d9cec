"""Which answers to a missing fact are tried."""

from datetime import date
from decimal import Decimal

import pytest

from relief.rules.codes import Hukou, Recognition
from relief.rules.facts import MOST_FEN
from relief.rules.lawful import lawful_answers, years_ago
from relief.rules.parameters import Figures
from relief.rules.questions import waiting_in
from relief.rules.supposing import Supposing
from relief.rules.worlds import Worlds
from tests.rules.published import place

DAY = date(2026, 11, 23)
LONG_AGO = date(1926, 11, 23)


def answers(path, day=DAY, county="demo-county", **household):
    """What is tried for a fact of a household of one."""
    worlds = Worlds(household, Figures(place(county), "urban", day))
    assert path in waiting_in(worlds)
    return lawful_answers(path, household, Supposing(worlds))


def alone(**more):
    """A head of 46 with nothing, as far as nothing else is said; None takes a fact away."""
    known = {
        "id": "a",
        "relation": "head",
        "born_on": date(1980, 3, 1),
        "away": "none",
        "schooling": "none",
        "disability": "none",
        "serious_illness": False,
        "working": False,
        "chose_child_allowance": False,
        "incomes": [],
        "obligors": [],
    }
    return [{name: value for name, value in (known | more).items() if value is not None}]


def test_a_yes_or_no_and_every_code():
    assert answers("members[a].working", members=alone(working=None, disability=None)) == [True, False]
    assert answers("members[a].hukou", members=alone()) == list(Hukou.codes())


@pytest.mark.parametrize(("per", "months"), [("month", 1), ("year", 12)])
def test_money_is_tried_at_its_bounds_and_around_every_line(per, months):
    wage = [{"kind": "wage", "per": per}]
    found = answers("members[a].incomes[0].amount", members=alone(incomes=wage), incomes=[])

    cent = Decimal("0.01")
    assert found[0] == 0
    assert found[-1] == Decimal(MOST_FEN) / 100
    for line in (800, 1200, 3000):
        at = Decimal(line) * months
        assert {at - cent, at, at + cent} <= set(found)


def test_a_line_is_where_both_sides_meet_given_all_else_that_is_declared():
    incomes = [{"kind": "wage"}, {"kind": "transfer", "amount": Decimal(250)}]
    found = answers("members[a].incomes[0].amount", members=alone(incomes=incomes), incomes=[])

    assert {Decimal("549.99"), Decimal(550), Decimal("550.01"), Decimal(950)} <= set(found)
    assert Decimal(800) not in found


def test_of_a_line_that_is_not_known_what_is_known_of_it_is_tried():
    """Here a standard from 700 upwards, and no average income at all."""
    wage = [{"kind": "wage"}]
    found = answers("members[a].incomes[0].amount", county="floor-county", members=alone(incomes=wage))
    assert [f"{each:.2f}" for each in found] == [
        *("0.00", "0.01", "699.99", "700.00", "700.01", "1049.99", "1050.00", "1050.01"),
        f"{Decimal(MOST_FEN) / 100:.2f}",
    ]


def test_a_count_is_tried_around_its_limits_and_a_small_one_in_full():
    listed = {"financial": Decimal(0), "non_residential_property": False, "business_capital": Decimal(0)}
    found = answers("assets.vehicles", members=alone(), incomes=[], assets={**listed, "dwellings": 1})
    assert found == [0, 1, 2, 1000]
    graded = alone(disability={"kind": "mental"})
    assert answers("members[a].disability.grade", members=graded) == [1, 2, 3, 4]


def test_a_birthday_is_tried_on_both_sides_of_every_age_that_matters():
    found = answers("members[a].born_on", members=alone(born_on=None))

    assert {DAY, LONG_AGO} <= set(found)
    for age in (16, 60):
        assert {date(2026 - age, 11, 23), date(2026 - age, 11, 24)} <= set(found)


def test_a_birthday_on_which_a_family_s_size_rests_is_tried_on_both_sides_of_that_age_alone():
    away_from_home = {"lives_with": False, "can_live_independently": True}
    child = alone(id="b", relation="child", born_on=None, **away_from_home)
    found = answers("members[b].born_on", members=[*alone(), *child], incomes=[], assets="within_limits")

    assert {date(2008, 11, 23), date(2008, 11, 24)} <= set(found)
    assert all((day.month, day.day) in ((11, 23), (11, 24)) for day in found)


def test_a_day_without_an_age_is_today_or_long_ago_and_never_where_that_can_be():
    found = answers(
        "members[a].graduated_on",
        day=date(2023, 3, 1),
        members=alone(seeking_work=True),
        hardship={"basic_living_difficulty": True, "place_of_emergency": "here"},
    )
    assert found == ["none", date(1923, 3, 1), date(2023, 3, 1)]


def test_a_cause_is_one_of_those_named_or_another():
    past = [{"programme": "emergency_relief", "cause": "flood"}, {"programme": "fast_relief"}]
    known = {"urgent": True, "basic_living_difficulty": True, "place_of_emergency": "here", "new_bill": False}

    assert answers("hardship.cause", members=alone(), hardship=known, relief_history=past) == ["flood", "-"]
    now = {**known, "cause": "fire"}
    found = answers("relief_history[1].cause", members=alone(), hardship=now, relief_history=past)
    assert found == ["fire", "flood", "-"]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("assets", ["within_limits", "over_limits"]),
        ("recognised_as", [[], *([code] for code in Recognition.codes())]),
        ("hardship", ["none", {}]),
        ("incomes", [[], [{"kind": "wage", "amount": Decimal(1)}]]),
        ("receiving", [[], [{"programme": "dibao", "since": date(2025, 11, 23)}]]),
        ("change", ["none", {"kind": "employment", "day": DAY}]),
    ],
)
def test_of_a_list_or_map_none_and_what_is_typical(path, found):
    award = {} if path in ("receiving", "recognised_as") else {"receiving": [{"programme": "dibao"}]}
    assert answers(path, members=alone(), **award)[: len(found)] == found


def test_a_household_of_which_nothing_is_known_has_somebody():
    assert answers("members") == [[{"id": "-", "relation": "head"}]]


def test_a_year_without_the_29th_of_february_has_the_day_after():
    assert years_ago(date(2024, 2, 29), 1) == date(2023, 3, 1)
    assert years_ago(date(2024, 2, 29), 4) == date(2020, 2, 29)
