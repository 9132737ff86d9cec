from datetime import date

import pytest
from django.utils import translation

from relief.rules.distances import Distance
from relief.rules.language import UNBOUNDED, Range
from relief.web.distance import Side, bar
from relief.web.measures import measure, quantity

FINE = 120_000


def told(value, sign, line, unit, noun=""):
    gap = Range(
        -UNBOUNDED if line.high >= UNBOUNDED else value.low - line.high,
        UNBOUNDED if value.high >= UNBOUNDED else value.high - line.low,
    )
    return measure(Distance((), sign, value, line, gap, unit), noun)


def test_a_household_whose_income_is_partly_declared():
    income, standard = Range(165000 * FINE, UNBOUNDED), Range(320000 * FINE, 320000 * FINE)
    assert told(income, "<", standard, "fine_fen_a_year") == (
        "至少1,650.00元",
        "低于3,200.00元",
        bar(165000, None, 320000, Side.BELOW),
        "还可有不到1,550.00元",
    )
    with translation.override("en"):
        said = told(income, "<", standard, "fine_fen_a_year")
        assert said.value == "at least 1,650.00 yuan"
        assert said.line == "below 3,200.00 yuan"


def test_where_nothing_is_declared_no_value_is_shown():
    assert told(Range(0, UNBOUNDED), "<=", Range(100, 100), "fen").value == ""
    assert told(Range(0, 0), "<=", Range(100, 100), "fen").value == "0.00元"


def test_a_value_between_two_ends():
    assert told(Range(100, 250), "<=", Range(300, 300), "fen").value == "1.00元至2.50元"


def test_without_a_known_line_there_is_no_bar():
    assert told(Range(100, 100), "<", Range(0, UNBOUNDED), "fen") == ("1.00元", "", None, "")


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (12 * 70000, "fen_a_year", "700.00元"),
        (FINE * 70000 + FINE // 2, "fine_fen_a_year", "700.01元"),
        (FINE * 70000 + FINE // 2 - 1, "fine_fen_a_year", "700.00元"),
        (1, "fine_fen_a_year", "不到0.01元"),
        (0, "fen_a_year", "0.00元"),
        (16, "years", "16岁"),
        (3, "months", "3个月"),
        (1, "count", "1"),
    ],
)
def test_quantities(number, unit, said):
    assert quantity(number, unit) == said


def test_an_age_that_nobody_has_declared_is_at_no_distance():
    assert told(Range(0, 150), ">=", Range(60, 60), "years") == ("", "不低于60岁", None, "")


def test_people_and_anything_at_all_are_told_without_a_bar():
    assert told(Range(4, 4), ">=", Range(1, 1), "people") == ("4人", "不低于1人", None, "高3人")
    assert told(Range(250, 250), ">", Range(0, 0), "fen") == ("2.50元", "超过0.00元", None, "高2.50元")
    assert told(Range(0, UNBOUNDED), ">", Range(0, 0), "fen") == ("", "超过0.00元", None, "")


@pytest.mark.parametrize(
    ("later", "sign", "told_line", "apart", "in_english"),
    [
        (-146, "<=", "不晚于2026年11月23日", "早146天", "146 days earlier"),
        (0, "<=", "不晚于2026年11月23日", "正好是这一天", "on that very day"),
        (1, "<=", "不晚于2026年11月23日", "晚1天", "1 day later"),
        (0, ">", "晚于2026年11月23日", "正好是这一天，不算在内", "on that very day, which does not count"),
        (-1, ">", "晚于2026年11月23日", "早1天", "1 day earlier"),
        (2, ">=", "不早于2026年11月23日", "晚2天", "2 days later"),
        (2, "<", "早于2026年11月23日", "晚2天", "2 days later"),
    ],
)
def test_a_day_is_told_by_the_days_between_it_and_its_line(later, sign, told_line, apart, in_english):
    line = date(2026, 11, 23).toordinal()
    day = Range(line + later, line + later)
    found = told(day, sign, Range(line, line), "days")
    assert found[1:] == (told_line, None, apart)
    with translation.override("en"):
        assert told(day, sign, Range(line, line), "days").distance == in_english


def test_a_day_that_nobody_has_told_is_at_no_distance():
    line = date(2026, 11, 23).toordinal()
    found = told(Range(1, date.max.toordinal()), "<=", Range(line, line), "days")
    assert found == ("", "不晚于2026年11月23日", None, "")
    assert told(Range(line, line), "<=", Range(line, line), "days").value == "2026年11月23日"


def test_prices_that_have_fallen_stand_below_their_line():
    said = told(Range(-15_000, -15_000), ">=", Range(35_000, 35_000), "fine_percent")
    assert said[:2] == ("-1.5%", "不低于3.5%")
    assert said.distance == "还差5%"


def test_a_standard_of_which_only_the_floor_is_known():
    said = told(Range(500_00, 500_00), "<", Range(800_00, UNBOUNDED), "fen")
    assert said == ("500.00元", "", None, "至少低300.00元")


def test_a_hair_below_the_line_is_not_said_to_be_on_it():
    line = 320000 * FINE
    said = told(Range(line - 1, line - 1), "<", Range(line, line), "fine_fen_a_year")
    assert said.distance == "低不到0.01元"
    assert said.bar.value < 80
