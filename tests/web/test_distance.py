import pytest
from hypothesis import given
from hypothesis import strategies as st

from relief.web.distance import LINE_AT, WIDTH, Side, bar, verdict, words
from relief.web.money import money

AMOUNTS = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("low", "high", "line", "side", "said"),
    [
        (3860000, 3860000, 7680000, "<=", "低38,200.00元"),
        (100, 100, 100, "<=", "正好在标准上"),
        (320000, 320000, 320000, "<", "正好等于，要低于才符合"),
        (615000, 615000, 480000, "<", "高1,350.00元"),
        (165000, None, 320000, "<", "还可有不到1,550.00元"),
        (165000, None, 320000, "<=", "还可有1,550.00元"),
        (100, 200, 300, "<", "低1.00元至2.00元"),
        (400, None, 300, "<", "至少高1.00元"),
        (50, 50, 100, ">=", "还差0.50元"),
        (0, 50, 100, ">=", "还差0.50元至1.00元"),
        (100, 100, 100, ">=", "正好在标准上"),
        (100, 100, 100, ">", "正好等于，要超过才符合"),
        (150, 150, 100, ">", "高0.50元"),
        (150, None, 100, ">=", "至少高0.50元"),
        (50, None, 100, ">", "还要有0.50元以上"),
        (50, 250, 100, "<", "可能低0.50元，也可能高1.50元"),
        (100, 250, 100, ">=", "高0.00元至1.50元"),
        (50, None, 100, ">=", "还要有0.50元"),
    ],
)
def test_the_distance_in_words(low, high, line, side, said):
    assert words(low - line, None if high is None else high - line, Side(side), money) == said


@pytest.mark.parametrize(
    ("high", "side", "said"),
    [(-50, "<", "至少低0.50元"), (-50, ">=", "至少还差0.50元"), (0, "<", ""), (50, "<=", "")],
)
def test_a_line_that_may_be_anywhere_above(high, side, said):
    assert words(None, high, Side(side), money) == said


@given(AMOUNTS, AMOUNTS, st.sampled_from(Side))
def test_only_what_equals_the_line_stands_on_it(value, line, side):
    drawn = bar(value, value, line, side)
    assert drawn.maybe is None
    assert (drawn.value == LINE_AT) == (value == line)
    assert (drawn.value > LINE_AT) == (value > line)
    assert 0 <= drawn.value <= WIDTH


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.sampled_from(Side))
def test_an_open_value_is_unknown_exactly_when_its_ends_disagree(one, other, line, side):
    low, high = sorted((one, other))
    ends = {verdict(low, low, line, side), verdict(high, high, line, side)}
    assert verdict(low, high, line, side) == (ends.pop() if len(ends) == 1 else "unknown")
    assert words(low - line, high - line, side, money)


def test_the_lawful_side_and_what_may_still_come():
    open_income = bar(165000, None, 320000, Side.BELOW)
    assert open_income == (41, WIDTH, 0, LINE_AT, True)
    old_enough = bar(61, 61, 60, Side.AT_LEAST)
    assert (old_enough.lawful_from, old_enough.lawful_width) == (LINE_AT, WIDTH - LINE_AT)
    assert not bar(1, 1, 0, Side.AT_MOST).is_met


def test_a_line_of_nothing():
    assert bar(0, 0, 0, Side.AT_MOST).value == LINE_AT
    assert bar(1, 1, 0, Side.AT_MOST).value == WIDTH
