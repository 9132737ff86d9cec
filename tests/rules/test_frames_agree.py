"""The rules over columns of households say what the rules say of each household alone."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relief.rules.columns import CAP, Columns, TooLarge
from relief.rules.evaluation import evaluate
from relief.rules.frames import One
from relief.rules.language import All, Flag, Number, Other, Range, SumOver, Up
from relief.rules.parameters import Figures
from relief.rules.programmes import PROGRAMMES
from relief.rules.programmes.dibao import dibao
from relief.rules.reading import read_household
from tests.rules.households import Situation, days, situations, thorough
from tests.rules.published import all_cases, figures_of, place


@st.composite
def batches(draw: st.DrawFn) -> list[Situation]:
    """Several households that are judged on one day."""
    day = draw(days)
    return draw(st.lists(situations(day, most=3), min_size=1, max_size=5))


@thorough
@given(batches())
def test_columns_agree_with_one_household_at_a_time(batch: list[Situation]) -> None:
    agree([read_household(each.seen(), each.figures) for each in batch])


def test_columns_agree_on_all_published_cases_of_a_day() -> None:
    by_day: dict[date, list[One]] = {}
    for case in all_cases():
        by_day.setdefault(case.day, []).append(read_household(case.household, figures_of(case)))
    for households in by_day.values():
        agree(households)


def test_no_household_at_all_is_a_batch_too() -> None:
    agree([])


def test_households_of_different_days_are_refused() -> None:
    with pytest.raises(ValueError, match="one day"):
        Columns.of([_plain(date(2024, 1, 1)), _plain(date(2024, 1, 2))])


def test_an_income_that_the_columns_cannot_carry_is_refused_and_never_wraps() -> None:
    household = _plain(date(2024, 1, 1), wage=Decimal(10**12))
    with pytest.raises(TooLarge):
        evaluate(dibao.test, Columns.of([household]))


def test_a_sum_past_what_columns_carry_has_no_upper_end() -> None:
    household = One(Figures(place("demo-county"), "urban", date(2024, 1, 1)))
    household.groups["incomes"] = []
    for number in "ab":
        household.add_row("incomes", number).facts["amount"] = Range(0, CAP - 1)
    total = SumOver("incomes", Number("amount"), All(()))
    low, high = evaluate(total, Columns.of([household]))
    assert (low.tolist(), high.tolist()) == ([0], [CAP])


def test_what_is_asked_of_the_wrong_rows_is_a_mistake_of_the_rule() -> None:
    columns = Columns.of([_plain(date(2024, 1, 1))])
    with pytest.raises(TypeError, match="belong to nothing"):
        evaluate(Up(Flag("dead")), columns)
    with pytest.raises(TypeError, match="only pairs"):
        evaluate(Other(Flag("dead")), columns.group("members"))


def agree(households: list[One]) -> None:
    """Everything the columns came to on their way is what each row alone comes to."""
    columns = Columns.of(households)
    for programme in PROGRAMMES:
        evaluate(programme.test, columns.group("members") if programme.persons else columns)
    for frame in _frames(columns):
        for node, found in list(frame.seen.items()):
            alone = [evaluate(node, one) for one in frame.rows.ones]
            expected = [_capped(each) if isinstance(each, Range) else each for each in alone]
            assert _rows(found, frame.count) == [tuple(map(int, each)) for each in expected], node


def _frames(columns: Columns) -> Iterator[Columns]:
    yield columns
    for below in columns._groups.values():
        yield from _frames(below)


def _rows(found, count: int) -> list[tuple[int, int]]:
    ends = [[int(each) for each in np.broadcast_to(side, (count,))] for side in found]
    return list(zip(*ends, strict=True))


def _capped(found: Range) -> Range:
    return Range(found.low, min(found.high, CAP))


def _plain(day: date, wage: Decimal = Decimal(0)) -> One:
    head = {"id": "a", "relation": "head", "away": "none", "incomes": [{"kind": "wage", "amount": wage}]}
    household = {"members": [head], "incomes": []}
    return read_household(household, Figures(place("demo-county"), "urban", day))
