"""Small print that no case file reaches: each of these was once changed without any case noticing."""

from datetime import date
from decimal import Decimal

import pytest

from relief.rules.amounts import UNIT, dibao_amount, rounded
from relief.rules.answers import screen
from relief.rules.codes import GRADES, DisabilityKind
from relief.rules.language import Range
from relief.rules.parameters import Figures
from relief.rules.programmes import PROGRAMMES
from relief.rules.reading import read_household
from tests.rules.published import place

DAY = date(2026, 11, 23)
COUNTY = place("demo-county")
ALONE = {
    "id": "a",
    "relation": "head",
    "born_on": date(1974, 3, 1),
    "away": "none",
    "schooling": "none",
    "disability": "none",
    "incomes": [],
    "obligors": [],
    "chose_child_allowance": False,
}
ON_THE_LIST = {
    *(("intellectual", grade) for grade in (1, 2, 3)),
    *(("mental", grade) for grade in (1, 2, 3)),
    *(("physical", grade) for grade in (1, 2)),
    ("visual", 1),
}
"""民发〔2021〕43号第五条, as rule 6 of the case file settles it."""


def home(members):
    return {"members": members, "incomes": [], "assets": "within_limits", "receiving": []}


def figures(**changes):
    return Figures({**COUNTY, "figures": [{**COUNTY["figures"][0], **changes}]}, "urban", DAY)


@pytest.mark.parametrize("kind", DisabilityKind.codes())
@pytest.mark.parametrize("grade", GRADES)
def test_no_capacity_to_work_by_each_kind_and_grade(kind, grade):
    disabled = {**ALONE, "disability": {"kind": kind, "grade": grade}}
    verdict = screen(home([disabled]), figures())["tekun"].verdict
    assert verdict == ("eligible" if (kind, grade) in ON_THE_LIST else "ineligible")


@pytest.mark.parametrize(("income", "verdict"), [("799.99", "eligible"), ("800", "ineligible")])
def test_who_does_not_count_is_held_to_the_line_by_their_own_income(income, verdict):
    child = {
        **ALONE,
        "id": "c",
        "relation": "child",
        "lives_with": False,
        "can_live_independently": True,
        "disability": {"kind": "mental", "grade": 1},
        "incomes": [{"kind": "wage", "amount": Decimal(income)}],
    }
    poor_parent = {**ALONE, "born_on": date(1950, 1, 1)}
    assert screen(home([poor_parent, child]), figures())["tekun"].persons["c"].verdict == verdict


def test_above_every_tier_nothing_is_paid_and_no_top_up_either():
    tiers = [{"below": Decimal(400), "amount": Decimal(500)}]
    elder = {**ALONE, "born_on": date(1950, 1, 1), "incomes": [{"kind": "wage", "amount": Decimal(400)}]}
    at = figures(dibao_tiers=tiers, dibao_top_ups={"elder": {"amount": Decimal(50)}})
    assert dibao_amount(read_household(home([elder]), at)) == Range(0, 0)
    below = {**elder, "incomes": [{"kind": "wage", "amount": Decimal("399.99")}]}
    assert dibao_amount(read_household(home([below]), at)) == Range(55_000 * UNIT, 55_000 * UNIT)


def test_whoever_does_not_count_adds_not_the_least_to_the_amount():
    away = {**ALONE, "id": "b", "relation": "spouse", "away": "imprisoned"}
    at = figures(dibao_top_ups={"elder": {"amount": Decimal(50)}})
    assert dibao_amount(read_household(home([ALONE, away]), at)) == Range(80_000 * UNIT, 80_000 * UNIT)


def test_the_smallest_rest_is_rounded_up_where_the_place_rounds_up():
    up = {"to": Decimal(1), "mode": "up"}
    assert [rounded(100 * UNIT + rest, up) for rest in (0, 1)] == [100, 200]


def test_the_programmes_whose_answer_says_where_the_application_belongs():
    belonging = {"dibao", "dibao_individual", "dibao_margin", "rigid_expenditure", "tekun"}
    assert {each.code for each in PROGRAMMES if each.belongs} == belonging
