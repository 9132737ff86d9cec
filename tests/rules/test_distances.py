"""How far from its line: for every criterion that compares, a household worked out by hand.

The county pays 800 yuan of dibao, its average income is 3,000; each row says value, line and gap as people
speak of them: yuan a month for incomes, yuan in all for money, else years, months, people, per cent or days.
"""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from relief.rules.distances import distances, nearest, own_comparisons
from relief.rules.language import UNBOUNDED, Criterion, Range
from relief.rules.parameters import Figures
from relief.rules.programmes import PROGRAMMES
from relief.rules.quantities import gap_text, quantity, shown
from relief.rules.worlds import Worlds
from tests.rules.nodes import made_of
from tests.rules.published import place

DAY = date(2026, 11, 23)
COUNTY = place("demo-county")
HEAD = {
    "id": "a",
    "relation": "head",
    "born_on": date(1974, 3, 1),
    "lives_with": True,
    "away": "none",
    "schooling": "none",
    "disability": "none",
    "serious_illness": False,
    "working": True,
    "incomes": [{"kind": "wage", "amount": Decimal("1000.01")}],
    "obligors": [],
}
CHILD = {**HEAD, "id": "c", "relation": "child", "born_on": date(2015, 11, 23), "incomes": []}
CHILD |= {"lives_with": False, "can_live_independently": True}
LISTED = {
    "financial": Decimal(40000),
    "dwellings": 2,
    "vehicles": 1,
    "non_residential_property": False,
    "business_capital": Decimal("0.01"),
}
SPENT = {
    "medical_self_paid": Decimal("7200.60"),
    "tuition": Decimal(0),
    "tuition_public_rate": Decimal(0),
    "rehabilitation": Decimal("2000.00"),
}
HOME = {
    "members": [HEAD, CHILD],
    "incomes": [{"kind": "property", "amount": Decimal(1200), "per": "year"}],
    "assets": LISTED,
    "spending": SPENT,
    "hardship": {"requested": Decimal("1599.99")},
    "change": {"kind": "employment", "day": date(2026, 8, 31)},
    "receiving": [],
    "relief_history": [],
    "recognised_as": [],
}
OBLIGOR = {"born_on": date(1980, 1, 1), "monthly_income": Decimal(3500), "assets": "within_limits"}
ABLE = OBLIGOR | {"status": "none", "legal_state": "none", "disability": {"kind": "visual", "grade": 2}}


def home(members=None, a=None, c=None, **changes):
    people = [{**HEAD, **(a or {})}, {**CHILD, **(c or {})}] if members is None else members
    return {**deepcopy(HOME), "members": people, **changes}


def figures(day=DAY, **changes):
    entry = {**COUNTY["figures"][0], **changes}
    return Figures({**COUNTY, "figures": [entry]}, "urban", day)


CRITERIA = {
    node.code: node
    for programme in reversed(PROGRAMMES)
    for node in reversed([*made_of(programme.test)])
    if isinstance(node, Criterion) and own_comparisons(node.test)
}
"""The first of each code in the order of the programmes."""
ALONE = [{**HEAD, "born_on": date(1960, 1, 1)}]
CLERGY = {"away": "religious", "away_since": date(2023, 11, 24)}
SHARED = ("1050.01", "800", "250.01")
MINOR_AWARD = [{"programme": "tekun", "monthly": Decimal(1), "since": date(2020, 1, 1)}]
OVER_18 = {"born_on": date(2008, 11, 24), "schooling": "senior_secondary"}
JOBLESS = {"unemployment": {"months_without_income": 2}}
PRICES = {"price_linkage": [{"month": "2026-10", "cpi": Decimal("3.4"), "food_cpi": Decimal("-1.5")}]}
DAYS = {
    "one_time_supplement": [
        {"register_day": date(2026, 10, 31), "pay_by": date(2026, 12, 31), "dibao": 500, "tekun": 600}
    ]
}
AWARDED = [{"programme": "dibao", "monthly": Decimal(1), "since": date(2026, 11, 2), "members": ["a"]}]
IN_PRISON = [{**ABLE, "legal_state": "imprisoned"}]

TABLE = [
    ("household.somebody_counts", home(), "", [("", ">=", 2, 1, 1)]),
    ("household.family", home(), "c", [("c", "<", 11, 18, -7)]),
    ("household.excluded", home(a=CLERGY), "a", [("a", ">=", 2, 3, -1)]),
    ("household.clergy_for_years", home(a=CLERGY), "a", [("a", ">=", 2, 3, -1)]),
    ("dibao.income_below_standard", home(), "", [("", "<", "1100.01", 1600, "-499.99")]),
    ("dibao.financial", home(), "", [("", "<=", 40000, 38400, 1600)]),
    ("dibao.dwellings", home(), "", [("", "<=", 2, 1, 1)]),
    ("dibao.vehicles", home(), "", [("", "<=", 1, 0, 1)]),
    ("dibao.business_capital", home(), "", [("", "<=", "0.01", 0, "0.01")]),
    ("dibao_margin.income_below_edge", home(), "", [("", "<", "1100.01", 2400, "-1299.99")]),
    ("dibao_margin.financial", home(), "", [("", "<=", 40000, 57600, -17600)]),
    ("dibao_margin.dwellings", home(), "", [("", "<=", 2, 1, 1)]),
    ("dibao_margin.vehicles", home(), "", [("", "<=", 1, 0, 1)]),
    ("dibao_margin.business_capital", home(), "", [("", "<=", "0.01", 0, "0.01")]),
    ("dibao_individual.own_income_below_standard", home(), "a", [("a", "<", "1000.01", 800, "200.01")]),
    ("dibao_individual.clergy", home(a=CLERGY), "a", [("a", ">=", 2, 3, -1)]),
    (
        "dibao_individual.disabled_without_work",
        home(a={"working": False, "disability": {"kind": "hearing", "grade": 1}}),
        "a",
        [("a", ">=", 52, 18, 34)],
    ),
    (
        "dibao_individual.may_apply_alone",
        home(c={"working": False, "disability": {"kind": "hearing", "grade": 1}}),
        "c",
        [("c", ">=", 11, 18, -7)],
    ),
    ("tekun.no_work_capacity", home(), "a", [("a", ">=", 52, 60, -8), ("a", "<", 52, 16, 36)]),
    (
        "tekun.stays_as_minor",
        home(members=[{**HEAD, **OVER_18}], receiving=MINOR_AWARD),
        "a",
        [("a/awards/0", "<", 11, 18, -7)],
    ),
    ("tekun.income_below_standard", home(), "a", [("a", "<", *SHARED)]),
    ("tekun.financial", home(), "a", [("", "<=", 40000, 19200, 20800)]),
    ("tekun.dwellings", home(), "a", [("", "<=", 2, 1, 1)]),
    ("tekun.vehicles", home(), "a", [("", "<=", 1, 0, 1)]),
    ("tekun.business_capital", home(), "a", [("", "<=", "0.01", 0, "0.01")]),
    (
        "tekun.no_obligor_able",
        home(members=[{**HEAD, "obligors": [ABLE]}]),
        "a",
        [("a/obligors/0", "<", 46, 18, 28), ("a/obligors/0", "<", 3500, 3000, 500)],
    ),
    (
        "rigid_expenditure.income_below_average",
        home(),
        "",
        [("", "<", "1100.01", 6000, "-4899.99")],
    ),
    ("rigid_expenditure.financial", home(), "", [("", "<=", 40000, 57600, -17600)]),
    ("rigid_expenditure.dwellings", home(), "", [("", "<=", 2, 1, 1)]),
    ("rigid_expenditure.vehicles", home(), "", [("", "<=", 1, 1, 0)]),
    ("rigid_expenditure.business_capital", home(), "", [("", "<=", "0.01", 0, "0.01")]),
    (
        "rigid_expenditure.spending_over_the_ratio",
        home(),
        "",
        [("", ">", "9200.60", "7920.072", "1280.528")],
    ),
    ("fast_relief.within_cap", home(), "", [("", "<=", "1599.99", 1600, "-0.01")]),
    ("expenditure_relief.spending", home(), "", [("", ">", "9200.60", 0, "9200.60")]),
    (
        "expenditure_relief.income_below_average",
        home(),
        "",
        [("", "<", "1100.01", 6000, "-4899.99")],
    ),
    ("expenditure_relief.financial", home(), "", [("", "<=", 40000, 38400, 1600)]),
    ("expenditure_relief.dwellings", home(), "", [("", "<=", 2, 1, 1)]),
    ("expenditure_relief.vehicles", home(), "", [("", "<=", 1, 0, 1)]),
    ("expenditure_relief.business_capital", home(), "", [("", "<=", "0.01", 0, "0.01")]),
    ("uninsured_unemployed.of_working_age", home(), "c", [("c", ">=", 11, 16, -5)]),
    ("uninsured_unemployed.months_without_income", home(a=JOBLESS), "a", [("a", ">=", 2, 3, -1)]),
    ("dibao_grace.income_above_standard", home(), "", [("", ">=", "1100.01", 1600, "-499.99")]),
    ("dibao_grace.within_grace", home(), "", [("", "<=", 3, 6, -3)]),
    (
        "price_subsidy.triggered",
        home(),
        "",
        [("", ">=", "3.4", "3.5", "-0.1"), ("", ">=", "-1.5", 6, "-7.5")],
    ),
    (
        "jobless_graduate.graduated",
        home(a={"graduated_on": date(2026, 6, 30)}),
        "a",
        [("a", "<=", date(2026, 6, 30), DAY, -146)],
    ),
    (
        "one_time_supplement.on_the_register",
        home(receiving=AWARDED),
        "",
        [("a/awards/0", "<=", date(2026, 11, 2), date(2026, 10, 31), 2)],
    ),
]


def measured(code, household, row, at=None):
    """Where, sign, value, line and gap of each distance, in what people speak of."""
    place_of_day = {**COUNTY, **PRICES, **DAYS}
    worlds = Worlds(household, at or Figures(place_of_day, "urban", DAY))
    frame = next(each for each in worlds.base.walk() if each.key == (("members", row) if row else ()))
    return [
        ("/".join(each.at[1:]), each.sign, *(_spoken(each, end) for end in (each.value, each.line, each.gap)))
        for each in distances(CRITERIA[code], frame, worlds)
    ]


def _spoken(distance, ends):
    low, high = (shown(end, distance.unit) if abs(end) < UNBOUNDED else None for end in ends)
    return low if low == high else (low, high)


def _counted(number):
    return Fraction(number.toordinal() if isinstance(number, date) else number)


@pytest.mark.parametrize(("code", "household", "row", "expected"), TABLE, ids=[each[0] for each in TABLE])
def test_the_exact_distance(code, household, row, expected):
    found = measured(code, household, row)
    assert found == [(at, sign, *map(_counted, numbers)) for at, sign, *numbers in expected]


def test_every_criterion_that_compares_has_a_row():
    assert {code for code, *_ in TABLE} == set(CRITERIA)


def test_every_comparison_says_what_it_is_counted_in():
    compared = [each for criterion in CRITERIA.values() for each in own_comparisons(criterion.test)]
    assert [each for each in compared if each.unit is None] == []


def test_what_is_undeclared_leaves_a_range_with_an_exact_end():
    open_income = home(a={"incomes": [{"kind": "wage", "amount": Decimal(1)}, {"kind": "wage"}]})
    ((*_, value, line, gap),) = measured("dibao.income_below_standard", open_income, "")
    assert (value, line, gap) == ((101, None), 1600, (-1499, None))
    ((*_, value, _, gap),) = measured("household.family", home(c={"born_on": None}), "c")
    assert (value, gap) == ((0, 150), (-18, 132))


def test_a_standard_of_which_only_the_floor_is_known_leaves_the_other_end_open():
    at = figures(dibao_standard=None, dibao_standard_at_least={"urban": Decimal(800)})
    ((*_, value, line, gap),) = measured("dibao.income_below_standard", home(), "", at)
    assert (value, line, gap) == (Fraction("1100.01"), (1600, None), (None, Fraction("-499.99")))


def test_who_may_count_is_seen_both_ways_so_that_the_gap_is_no_wider_than_in_any_of_them():
    """Alone 1,000.01 + 100 against 800; with a grown child who earns 700, 1,800.01 against 1,600."""
    child = {"born_on": date(1999, 1, 1), "can_live_independently": True, "lives_with": None}
    earning = home(c={**child, "incomes": [{"kind": "wage", "amount": Decimal(700)}]})
    ((*_, value, line, gap),) = measured("dibao.income_below_standard", earning, "")
    assert value == (Fraction("1100.01"), Fraction("1800.01"))
    assert line == (800, 1600)
    assert gap == (Fraction("200.01"), Fraction("300.01"))


def test_a_share_of_what_is_common_is_told_a_head_and_exactly():
    three = home(
        members=[*HOME["members"], {**CHILD, "id": "d"}], incomes=[{"kind": "property", "amount": 100}]
    )
    ((*_, value, line, gap),) = measured("tekun.income_below_standard", three, "c")
    assert (value, line, gap) == (Fraction(100, 3), 800, Fraction(100, 3) - 800)


def test_what_has_no_end_has_none_a_head():
    two = home(a={"incomes": None})
    ((*_, value, line, gap),) = measured("tekun.income_below_standard", two, "a")
    assert (value, line, gap) == ((50, None), 800, (-750, None))


def test_where_the_place_includes_the_line_there_is_one_line_and_not_two():
    ((_, sign, *_),) = measured("dibao_margin.income_below_edge", home(), "", figures(margin_inclusive=True))
    assert sign == "<="
    told = measured("rigid_expenditure.spending_over_the_ratio", home(), "", figures(rigid_inclusive=True))
    assert [sign for _, sign, *_ in told] == [">=", ">"]


@pytest.mark.parametrize(
    ("code", "household", "row"),
    [
        ("dibao.financial", home(assets="within_limits"), ""),
        ("dibao.dwellings", home(assets="over_limits"), ""),
        ("tekun.no_work_capacity", home(a={"disability": {"kind": "mental", "grade": 1}}), "a"),
        ("household.family", home(c={"schooling": "compulsory"}), "c"),
        ("household.clergy_for_years", home(), "a"),
    ],
)
def test_what_is_settled_otherwise_is_at_no_distance(code, household, row):
    assert measured(code, household, row) == []


def test_of_another_member_who_owes_support_the_member_is_named():
    spouse = {**HEAD, "id": "b", "relation": "spouse", "born_on": date(1950, 1, 1)}
    found = measured("tekun.no_obligor_able", home([HEAD, spouse], assets="within_limits"), "a")
    assert ("b", ">=", 76, 70, 6) in found
    assert ("b", "<", *map(Fraction, ("1050.01", "3000", "-1949.99"))) in found


def test_who_died_is_measured_from_the_register_day_unless_no_award_covers_them():
    """Dead on the register day itself is on the line, and does not get it."""
    register = date(2026, 10, 31).toordinal()
    for later, died in ((0, date(2026, 10, 31)), (1, date(2026, 11, 1)), (-1, date(2026, 10, 30))):
        found = measured(
            "one_time_supplement.on_the_register", home(a={"died_on": died}, receiving=AWARDED), ""
        )
        assert found[0] == ("a", ">", register + later, register, later)
    unnamed = [{**AWARDED[0], "members": []}, {**AWARDED[0], "programme": "price_subsidy"}]
    assert measured("one_time_supplement.on_the_register", home(receiving=unnamed), "") == []


def test_a_day_that_nobody_has_told_may_be_any():
    open_day = home(a={"graduated_on": None})
    ((*_, value, line, gap),) = measured("jobless_graduate.graduated", open_day, "a")
    assert (value, line) == ((1, date.max.toordinal()), DAY.toordinal())
    assert gap == (1 - DAY.toordinal(), date.max.toordinal() - DAY.toordinal())
    assert measured("jobless_graduate.graduated", home(a={"graduated_on": "none"}), "a") == []


def test_where_no_supplement_is_paid_nobody_is_measured_from_its_register_day():
    awarded = home(a={"died_on": date(2026, 11, 1)}, receiving=AWARDED)
    assert measured("one_time_supplement.on_the_register", awarded, "", figures()) == []


def asked(code, household, row, verdict):
    worlds = Worlds(household, figures())
    frame = next(each for each in worlds.base.walk() if each.key == (("members", row) if row else ()))
    return nearest(distances(CRITERIA[code], frame, worlds), verdict)


def test_the_nearest_that_says_the_same_is_shown():
    assert asked("tekun.no_work_capacity", home(), "a", "not_met").line == Range(60, 60)
    assert asked("tekun.no_work_capacity", home(), "c", "met").line == Range(16, 16)
    assert asked("tekun.no_work_capacity", home(a={"disability": None}), "a", "unknown").line == Range(60, 60)
    assert asked("dibao.dwellings", home(), "", "met") is None


@pytest.mark.parametrize(
    ("gap", "unit", "text"),
    [
        (Range(-1, -1), "fen", "-0.01"),
        (Range(120_000 * 70_000, 120_000 * 70_000), "fine_fen_a_year", "+700.00"),
        (Range(-2, 1), "years", "-2…+1"),
        (Range(0, 0), "people", "0"),
        (Range(-146, -146), "days", "-146"),
        (Range(-100, UNBOUNDED), "fen", "≥-1.00"),
        (Range(-UNBOUNDED, -100), "fen", "≤-1.00"),
        (Range(-UNBOUNDED, UNBOUNDED), "fen", ""),
    ],
)
def test_a_gap_is_signed(gap, unit, text):
    assert gap_text(gap, unit) == text


def test_a_quantity_is_exact_to_the_fen_and_half_a_fen_is_rounded_up():
    assert quantity(Range(6, 6), "fen_a_year") == "0.01"
    assert quantity(Range(5, 5), "fen_a_year") == "0.00"
    assert quantity(Range(10**19 + 1, 10**19 + 1), "fen") == "100000000000000000.01"
    assert quantity(Range(0, 150), "years") == "?"
    assert quantity(Range(DAY.toordinal(), DAY.toordinal()), "days") == "2026-11-23"
    assert quantity(Range(1, date.max.toordinal()), "days") == "?"
