"""The one evaluator: the Truth of a test or the Range of an amount, over any frame.

It uses only operators that plain numbers and arrays share, so one household and a million are read alike.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from operator import and_, ge, gt, le, lt, or_
from typing import Any, Protocol, overload

from relief.rules.language import (
    All,
    Amount,
    AnyOf,
    AnyOver,
    Compare,
    Const,
    Criterion,
    Figure,
    FigureFlag,
    Flag,
    IsIn,
    Less,
    Not,
    Number,
    OnDays,
    Other,
    Plus,
    Range,
    Smaller,
    SumOver,
    Test,
    Times,
    Truth,
    Up,
    UpAmount,
)


class Frame(Protocol):
    """What a row of facts answers: one row's (One) or a column's worth of rows (Columns)."""

    seen: dict[Test | Amount, Any]

    def flag(self, name: str) -> Truth: ...
    def code(self, name: str) -> Any: ...
    def number(self, node: Number) -> Range: ...
    def figure(self, name: str) -> Range: ...
    def figure_flag(self, name: str) -> Truth: ...
    def figure_codes(self, name: str) -> Any: ...
    def on_days(self, since: date, until: date | None) -> Truth: ...
    def any_over(self, group: str, test: Callable[[Any], Truth]) -> Truth: ...
    def sum_over(self, group: str, terms: Callable[[Any], tuple[Range, Truth]]) -> Range: ...
    def truth_of_parent(self, ask: Callable[[Any], Truth]) -> Truth: ...
    def range_of_parent(self, ask: Callable[[Any], Range]) -> Range: ...
    def truth_of_other(self, ask: Callable[[Any], Truth]) -> Truth: ...
    def plus(self, a: Range, b: Range) -> Range: ...
    def less(self, a: Range, b: Range) -> Range: ...
    def times(self, a: Range, b: Range) -> Range: ...
    def smaller(self, a: Range, b: Range) -> Range: ...


@overload
def evaluate(node: Test, frame: Frame) -> Truth: ...
@overload
def evaluate(node: Amount, frame: Frame) -> Range: ...
def evaluate(node: Test | Amount, frame: Frame) -> Truth | Range:
    """What `node` comes to over `frame`, remembered there. TypeError for a node nobody declared."""
    if node not in frame.seen:
        frame.seen[node] = _truth(node, frame) if isinstance(node, Test) else _range(node, frame)
    found: Truth | Range = frame.seen[node]
    return found


def _truth(node: Test, frame: Frame) -> Truth:
    match node:
        case Criterion():
            return evaluate(node.test, frame)
        case Flag() | FigureFlag() | IsIn() | OnDays():
            return _declared(node, frame)
        case AnyOver(group, test):
            return frame.any_over(group, lambda rows: evaluate(test, rows))
        case Up(test):
            return frame.truth_of_parent(lambda parent: evaluate(test, parent))
        case Other(test):
            return frame.truth_of_other(lambda other: evaluate(test, other))
    return _joined(node, frame)


def _declared(node: Flag | FigureFlag | IsIn | OnDays, frame: Frame) -> Truth:
    match node:
        case Flag(name):
            return frame.flag(name)
        case FigureFlag(name):
            return frame.figure_flag(name)
        case OnDays(since, until):
            return frame.on_days(since, until)
        case IsIn(name, codes):
            candidates, wanted = (
                frame.code(name),
                codes if isinstance(codes, int) else frame.figure_codes(codes.name),
            )
            return Truth((candidates & ~wanted) == 0, (candidates & wanted) != 0)


def _joined(node: Test, frame: Frame) -> Truth:
    match node:
        case All(parts):
            return _chained(and_, True, parts, frame)
        case AnyOf(parts):
            return _chained(or_, False, parts, frame)
        case Not(part):
            certain, possible = evaluate(part, frame)
            turned = True ^ possible
            return Truth(turned, turned if certain is possible else True ^ certain)
        case Compare(sign, left, right):
            return _compared(sign, evaluate(left, frame), evaluate(right, frame))
    raise TypeError(f"not a test: {node!r}")


def _chained(joined: Callable[[Any, Any], Any], start: bool, parts: tuple[Test, ...], frame: Frame) -> Truth:
    """Where nothing is uncertain the two sides are one and the same column, and are joined once."""
    certain: Any = start
    possible: Any = start
    for part in parts:
        truth = evaluate(part, frame)
        settled = certain is possible and truth.certain is truth.possible
        certain = joined(certain, truth.certain)
        possible = certain if settled else joined(possible, truth.possible)
    return Truth(certain, possible)


LOW, HIGH = 0, 1
SIGNS: dict[str, tuple[Callable[[Any, Any], Any], int, int]] = {
    "<": (lt, HIGH, LOW),
    "<=": (le, HIGH, LOW),
    ">": (gt, LOW, HIGH),
    ">=": (ge, LOW, HIGH),
}
"""The ends, left and right, that must pass for it to be certain; it is possible when the others do."""


def _compared(sign: str, a: Range, b: Range) -> Truth:
    if sign not in SIGNS:
        raise TypeError(f"not a comparison: {sign!r}")
    compare, left, right = SIGNS[sign]
    certain = compare(a[left], b[right])
    exact = a.low is a.high and b.low is b.high
    return Truth(certain, certain if exact else compare(a[right], b[left]))


def _range(node: Amount, frame: Frame) -> Range:
    match node:
        case Number():
            return frame.number(node)
        case Figure(name):
            return frame.figure(name)
        case Const(value):
            return Range(value, value)
        case SumOver(group, each, where):
            return frame.sum_over(group, lambda rows: (evaluate(each, rows), evaluate(where, rows)))
        case UpAmount(inner):
            return frame.range_of_parent(lambda parent: evaluate(inner, parent))
    return _reckoned(node, frame)


def _reckoned(node: Amount, frame: Frame) -> Range:
    match node:
        case Plus(left, right):
            return frame.plus(evaluate(left, frame), evaluate(right, frame))
        case Less(left, right):
            return frame.less(evaluate(left, frame), evaluate(right, frame))
        case Times(left, right):
            return frame.times(evaluate(left, frame), evaluate(right, frame))
        case Smaller(left, right):
            return frame.smaller(evaluate(left, frame), evaluate(right, frame))
    raise TypeError(f"not an amount: {node!r}")
