"""Amounts are whole fen, never below nothing; dibao never passes the standard but by a top-up."""

from collections.abc import Iterator
from typing import Any

from hypothesis import given

from relief.rules.amounts import UNIT
from relief.rules.answers import screen
from relief.rules.parameters import fen
from relief.rules.presenting import answer_data
from relief.rules.storing import answer_to_data
from tests.rules.households import Situation, situations, thorough

ON_TOP = ("top_up", "rounded", "not_counted")


@thorough
@given(situations())
def test_no_amount_lies_below_nothing(situation: Situation) -> None:
    for each in screen(situation.seen(), situation.figures).programmes:
        for amount in (each.amount, each.at_most):
            assert amount is None or type(amount) is int and amount >= 0, each.code
        if each.amount is not None:
            assert each.verdict == "eligible", each.code


@thorough
@given(situations())
def test_dibao_never_passes_the_standard_of_the_household_but_by_top_ups(situation: Situation) -> None:
    answer = screen(situation.household, situation.figures)["dibao"]
    if answer.amount is None or situation.figures.raw("dibao_tiers") is not None:
        return
    lines = {line.code: line.amount for line in answer.reckoning if line.code == "standard"}
    base = sum(line.amount for line in answer.reckoning if line.code not in ON_TOP)
    assert 0 <= base <= lines["standard"]


@thorough
@given(situations())
def test_rounding_moves_an_amount_by_less_than_its_step(situation: Situation) -> None:
    """So no line of a reckoning is wrong and made good by the last."""
    rounding = situation.figures.raw("rounding")
    step = fen(rounding["to"]) if rounding else 1
    for each in screen(situation.household, situation.figures).programmes:
        for line in each.reckoning:
            assert line.code != "rounded" or abs(line.amount) < step * UNIT, each.code


@thorough
@given(situations())
def test_no_answer_holds_a_number_that_is_not_exact(situation: Situation) -> None:
    answer = screen(situation.seen(), situation.figures)
    assert [
        each for each in _leaves([answer_to_data(answer), answer_data(answer)]) if type(each) is float
    ] == []


def _leaves(data: Any) -> Iterator[Any]:
    if isinstance(data, dict):
        for value in data.values():
            yield from _leaves(value)
    elif isinstance(data, (list, tuple)):
        for value in data:
            yield from _leaves(value)
    else:
        yield data
