"""Small print that no case file reaches: each of these was once changed without any case noticing."""

from datetime import date
from decimal import Decimal

import pytest

from relief.rules.amounts import UNIT, dibao_amount, rounded
from relief.rules.answers import screen
from relief.rules.citations import LAW, cite
from relief.rules.codes import GRADES, DisabilityKind, Text
from relief.rules.evaluation import evaluate
from relief.rules.language import MET, NOT_MET, Criterion, Flag, Range
from relief.rules.parameters import Figures
from relief.rules.programmes import PROGRAMMES
from relief.rules.programmes.base import Programme
from relief.rules.reading import read_household
from relief.rules.subsidies import price_amount, supplement_amount
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


PAID = {"register_day": date(2026, 10, 31), "pay_by": date(2026, 12, 31), "dibao": 500, "tekun": 600}
PRICES = {"month": "2026-10", "cpi": Decimal(4), "food_cpi": Decimal(1), "scpi": Decimal(3)}
BOTH = [ALONE, {**ALONE, "id": "b", "relation": "spouse"}]


def subsidised(awards, **paid):
    at = Figures(
        {**COUNTY, "one_time_supplement": [{**PAID, **paid}], "price_linkage": [PRICES]}, "urban", DAY
    )
    return read_household({**home(BOTH), "receiving": awards}, at)


def award(programme, **more):
    return {"programme": programme, "monthly": Decimal(1), "since": date(2020, 1, 1), **more}


def test_whoever_was_not_registered_adds_not_the_least_to_a_supplement():
    assert supplement_amount(subsidised([])) == Range(0, 0)
    assert supplement_amount(subsidised([award("dibao", members=["b"])])) == Range(
        50_000 * UNIT, 50_000 * UNIT
    )


def test_of_a_supplement_that_is_not_certain_the_least_is_nothing_and_the_most_is_whole():
    unsaid = award("dibao", members=["b"]) | {"since": None}
    assert supplement_amount(subsidised([unsaid])) == Range(0, 50_000 * UNIT)
    surely = award("tekun", members=["b"])
    assert supplement_amount(subsidised([unsaid, surely])) == Range(60_000 * UNIT, 60_000 * UNIT)
    assert supplement_amount(subsidised([unsaid, surely], dibao=700)) == Range(60_000 * UNIT, 70_000 * UNIT)


def test_a_price_subsidy_is_for_each_who_draws_and_for_nobody_else():
    """3 per cent of 800 yuan; what nobody has said may be for nobody or for both."""
    each = 2_400 * UNIT
    assert price_amount(subsidised([])) == Range(0, 0)
    assert price_amount(subsidised([award("dibao", members=["b"])])) == Range(each, each)
    assert price_amount(subsidised(None)) == Range(0, 2 * each)


def test_a_criterion_asks_nothing_on_the_days_on_which_it_is_no_law():
    first, last = date(2025, 1, 1), date(2025, 12, 31)
    later = Criterion("x.y", Text("甲", "a"), cite(LAW, "第十八条"), Flag("hardship"), first, last)
    programme = Programme("x", date(2021, 7, 1), (later,))
    days = (first.replace(year=2024), date(2024, 12, 31), first, last, date(2026, 1, 1))
    asked = [read_household({"hardship": "none"}, Figures(COUNTY, "urban", day)) for day in days]
    found = [evaluate(programme.test, each) for each in asked]
    assert found == [MET, MET, NOT_MET, NOT_MET, MET]
    for_ever = Programme(
        "x", date(2021, 7, 1), (Criterion(later.code, later.title, later.cites, later.test, first),)
    )
    assert [evaluate(for_ever.test, each) for each in asked] == [MET, MET, NOT_MET, NOT_MET, NOT_MET]


@pytest.mark.parametrize(
    ("day", "drawn"),
    [
        (date(2022, 8, 31), 0),
        (date(2022, 9, 1), 1),
        (date(2023, 3, 31), 1),
        (date(2023, 4, 1), 0),
        (date(2021, 10, 1), 0),
    ],
)
def test_an_edge_family_draws_the_price_subsidy_from_the_first_to_the_last_of_its_days(day, drawn):
    """Whoever counts, by the place's floor while it has stated no rise of prices for the poor."""
    at = Figures({**COUNTY, "figures": [{**COUNTY["figures"][0], "from": date(2021, 7, 1)}]}, "urban", day)
    edge = {**home([ALONE]), "recognised_as": ["dibao_margin"]}
    low, high = price_amount(read_household(edge, at))
    floor = at.figure("price_floor").low
    assert floor > 0
    assert low == drawn * floor * UNIT
    assert (high > 0) == bool(drawn)
