"""The evaluator is exact: what it says of ranges is what all the numbers in them say together."""

import operator
from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from relief.rules.columns import Columns
from relief.rules.evaluation import evaluate
from relief.rules.frames import One
from relief.rules.language import (
    MET,
    NOT_MET,
    UNKNOWN,
    AnyOver,
    Compare,
    Const,
    Flag,
    IsIn,
    Less,
    Number,
    OnDays,
    Plus,
    Range,
    SumOver,
    Times,
    Truth,
)
from relief.rules.parameters import Figures

FIGURES = Figures({}, "urban", date(2024, 5, 6))
RANGES = [Range(low, high) for low in range(4) for high in range(low, 4)]
TRUTHS = [MET, UNKNOWN, NOT_MET]
SIGNS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}
a, b, p, q = Number("a"), Number("b"), Flag("p"), Flag("q")


def row(**facts) -> One:
    frame = One(FIGURES)
    frame.facts |= facts
    return frame


def both_ways(node, frame: One):
    """What a node comes to, by the frame alone and by its columns, which must agree."""
    alone, (low, high) = evaluate(node, frame), evaluate(node, Columns.of([frame]))
    assert tuple(alone) == (low, high)
    return alone


def numbers(within: Range) -> range:
    return range(within.low, within.high + 1)


def values(truth: Truth) -> list[bool]:
    return {MET: [True], NOT_MET: [False], UNKNOWN: [True, False]}[truth]


def truth_of(outcomes: Iterator[bool]) -> Truth:
    found = list(outcomes)
    return Truth(all(found), any(found))


@pytest.mark.parametrize("sign", SIGNS)
def test_comparisons(sign):
    for left, right in product(RANGES, RANGES):
        found = both_ways(Compare(sign, a, b), row(a=left, b=right))
        assert found == truth_of(SIGNS[sign](x, y) for x in numbers(left) for y in numbers(right))


def test_amounts():
    kinds = {Plus: operator.add, Times: operator.mul, Less: lambda x, y: max(0, x - y)}
    for (kind, of), left, right in product(kinds.items(), RANGES, RANGES):
        outcomes = [of(x, y) for x in numbers(left) for y in numbers(right)]
        found = both_ways(kind(a, b), row(a=left, b=right))
        assert found == Range(min(outcomes), max(outcomes)), kind


def test_and_or_and_not():
    for left, right in product(TRUTHS, TRUTHS):
        frame = row(p=left, q=right)
        pairs = list(product(values(left), values(right)))
        assert both_ways(p & q, frame) == truth_of(x and y for x, y in pairs)
        assert both_ways(p | q, frame) == truth_of(x or y for x, y in pairs)
        assert both_ways(~p, frame) == truth_of(not x for x in values(left))


def test_codes():
    for candidates, wanted in product(range(1, 8), range(8)):
        outcomes = (bool(1 << bit & wanted) for bit in range(3) if 1 << bit & candidates)
        assert both_ways(IsIn("code", wanted), row(code=candidates)) == truth_of(outcomes)


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ((2024, 5, 6), None, MET),
        ((2024, 5, 7), None, NOT_MET),
        ((2021, 7, 1), (2024, 5, 6), MET),
        ((2021, 7, 1), (2024, 5, 5), NOT_MET),
    ],
)
def test_days(since, until, found):
    node = OnDays(date(*since), until and date(*until))
    assert both_ways(node, row()) == found


def test_rows():
    for facts in product(product(TRUTHS, (Range(1, 2), Range(0, 3))), repeat=2):
        frame = row()
        for number, (truth, amount) in enumerate(facts):
            frame.add_row("rows", str(number)).facts |= {"p": truth, "a": amount}
        truths = list(product(*(values(truth) for truth, _ in facts)))
        assert both_ways(AnyOver("rows", p), frame) == truth_of(any(each) for each in truths)
        sums = [
            sum(x for x, counted in zip(each, ways, strict=True) if counted)
            for ways in truths
            for each in product(*(numbers(amount) for _, amount in facts))
        ]
        assert both_ways(SumOver("rows", a, p), frame) == Range(min(sums), max(sums))


def test_rows_that_nobody_declared_could_be_any():
    frame = row()
    frame.groups["rows"] = None
    assert both_ways(AnyOver("rows", p), frame) == UNKNOWN
    assert evaluate(SumOver("rows", Const(1), p) >= 1, frame) == UNKNOWN
    frame.groups["rows"] = []
    frame.seen.clear()
    assert both_ways(AnyOver("rows", p), frame) == NOT_MET
    assert both_ways(SumOver("rows", a, p), frame) == Range(0, 0)


def test_a_node_that_nobody_wrote_is_refused():
    with pytest.raises(TypeError):
        evaluate("income < standard", row())
    with pytest.raises(TypeError):
        evaluate(Compare("=", a, b), row(a=Range(1, 1), b=Range(1, 1)))


def test_a_chain_of_parts_is_one_node():
    everything, anything = p & q & ~p, p | q | ~p
    assert everything.parts[:2] == anything.parts[:2] == (p, q)
    assert [len(each.parts) for each in (everything, anything)] == [3, 3]
