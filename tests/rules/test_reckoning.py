"""How an amount came about, line by line, worked out by hand."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from relief.rules.answers import screen
from relief.rules.parameters import Figures
from relief.rules.quantities import shown
from relief.rules.reckoning import LABELS, Line
from tests.rules.published import all_cases, case_named, figures_of

DAY = date(2024, 5, 6)
FIGURES = {
    "from": date(2021, 7, 1),
    "dibao_standard": {"urban": Decimal(900), "rural": Decimal(900)},
    "minimum_wage": Decimal(2000),
    "work_cost_rate": Decimal("0.3"),
    "dibao_top_ups": {"elder": {"age": 70, "amount": Decimal(100)}, "minor": {"rate": Decimal("0.1")}},
    "rounding": {"to": Decimal(1), "mode": "up"},
    "tekun_basic": {"urban": Decimal(1170), "rural": Decimal(1170)},
    "tekun_care": {"able": Decimal(200), "partial": Decimal(300), "full": Decimal(500)},
}


def person(name, relation, born, *incomes, **facts):
    return {
        "id": name,
        "relation": relation,
        "born_on": born,
        "lives_with": True,
        "away": "none",
        "incomes": [{"kind": kind, "amount": Decimal(amount), "per": per} for kind, amount, per in incomes],
        **facts,
    }


def lines(household, programme, **figures):
    """Each line of a programme's reckoning, in yuan a month."""
    answer = screen(household, Figures({"figures": [{**FIGURES, **figures}]}, "urban", DAY))[programme]
    return [_in_yuan(each) for each in answer.reckoning], answer.amount


def _in_yuan(line: Line):
    yuan = shown(line.amount, "fine_fen_a_year")
    return line.code, yuan, line.member, line.times, line.kind


FAMILY = {
    "members": [
        person("a", "head", date(1980, 3, 1), ("wage", 1500, "month"), ("social_assistance", 120, "month")),
        person("g", "parent", date(1950, 3, 1), ("basic_pension", 200, "month"), owed_support=True),
        person("c", "child", date(2015, 3, 1)),
    ],
    "incomes": [{"kind": "farm_subsidy", "amount": Decimal(1000), "per": "year"}],
    "support_disregarded": Decimal(50),
    "assets": "within_limits",
}


def test_a_familys_dibao_is_the_standard_less_what_it_has_and_what_comes_on_top():
    """3 × 900 − (1500 − 600) − 1000 ÷ 12 + 50 + 100 + 90 = 1956.67, up to 1957."""
    found, amount = lines(FAMILY, "dibao")
    assert found == [
        ("standard", 2700, None, 3, None),
        ("own_income", -900, "a", None, None),
        ("common_income", -Fraction(1000, 12), None, None, None),
        ("disregarded", 50, None, None, None),
        ("top_up", 100, "g", None, None),
        ("top_up", 90, "c", None, None),
        ("not_counted", 120, "a", None, "social_assistance"),
        ("not_counted", 200, "g", None, "basic_pension"),
        ("rounded", 1957 - (2700 - 900 - Fraction(1000, 12) + 50 + 100 + 90), None, None, None),
    ]
    assert amount == 1957_00


def test_support_that_is_disregarded_adds_back_no_more_than_there_was():
    found, amount = lines({**FAMILY, "support_disregarded": Decimal(5000)}, "dibao")
    assert [each for each in found if each[0] in ("own_income", "common_income", "disregarded")] == [
        ("own_income", -900, "a", None, None),
        ("common_income", -Fraction(1000, 12), None, None, None),
        ("disregarded", 900 + Fraction(1000, 12), None, None, None),
    ]
    assert amount == (2700 + 100 + 90) * 100


def test_a_tier_stands_in_place_of_the_difference():
    """933.33 for three people lies below 400 a head: 450 for each, and what comes on top."""
    tiers = [{"below": Decimal(below), "amount": Decimal(paid)} for below, paid in ((200, 600), (400, 450))]
    found, amount = lines(FAMILY, "dibao", dibao_tiers=tiers)
    assert [line[:4] for line in found if line[0] != "not_counted"] == [
        ("tier", 1350, None, 3),
        ("top_up", 100, "g", None),
        ("top_up", 90, "c", None),
    ]
    assert amount == 1540_00


def test_one_persons_dibao_alone_is_the_standard_less_their_own():
    """No tier and no top-up: 900 − 300.50, up to 600."""
    disabled = person("b", "child", date(1950, 3, 1), ("transfer", "300.50", "month"))
    disabled |= {"disability": {"kind": "mental", "grade": 1}, "working": False, "schooling": "none"}
    parents = [person("a", "head", date(1930, 3, 1), ("property", 9000, "month"))]
    household = {"members": [*parents, disabled], "incomes": [], "assets": "within_limits"}
    found, amount = lines(household, "dibao_individual")
    assert [line[:3] for line in found] == [
        ("own_standard", 900, "b"),
        ("own_income", -Fraction("300.50"), "b"),
        ("rounded", Fraction("0.50"), None),
    ]
    assert amount == 600_00


def test_two_persons_on_tekun_have_the_basic_standard_and_their_own_care():
    facts = {"disability": "none", "obligors": [], "chose_child_allowance": False, "schooling": "none"}
    household = {
        "members": [
            person("a", "head", date(1950, 3, 1), **facts, self_care_failed=0),
            person("b", "sibling", date(1952, 3, 1), **facts, self_care_failed=3, owed_support=True),
        ],
        "incomes": [],
        "assets": "within_limits",
        "receiving": [],
    }
    found, amount = lines(household, "tekun")
    assert found == [
        ("basic", 1170, "a", None, None),
        ("care", 200, "a", None, "able"),
        ("basic", 1170, "b", None, None),
        ("care", 300, "b", None, "partial"),
    ]
    assert amount == 2840_00


def test_there_are_no_lines_while_no_amount_is_known():
    case = case_named("dibao-assets-not-declared")
    assert screen(case.household, figures_of(case))["dibao"].reckoning == ()


def test_every_line_has_words_and_every_word_a_line():
    used = {
        line.code
        for case in all_cases()
        for answer in screen(case.household, figures_of(case)).programmes
        for line in answer.reckoning
    }
    assert used == set(LABELS)
