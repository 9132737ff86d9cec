"""The one evaluator: the Truth of a test or the Range of an amount, over any frame.

It uses only operators that plain numbers and arrays share, so one household and a million are read alike.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from operator import and_, ge, gt, le, lt, or_
from typing import Any, Protocol, overload

from relief.rules.language import (
    MET,
    NOT_MET,
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
    truth,
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
    found: Truth | Range | None = frame.seen.get(node)
    if found is None:
        try:
            ask = ASKED[type(node)]
        except KeyError:
            raise TypeError(f"neither a test nor an amount: {node!r}") from None
        found = frame.seen[node] = ask(node, frame)
    return found


def _is_in(node: IsIn, frame: Frame) -> Truth:
    candidates, codes = frame.code(node.name), node.codes
    wanted = codes if isinstance(codes, int) else frame.figure_codes(codes.name)
    return truth((candidates & ~wanted) == 0, (candidates & wanted) != 0)


def _any_over(node: AnyOver, frame: Frame) -> Truth:
    return frame.any_over(node.group, partial(evaluate, node.test))


def _sum_over(node: SumOver, frame: Frame) -> Range:
    return frame.sum_over(node.group, lambda rows: (evaluate(node.each, rows), evaluate(node.where, rows)))


# Where nothing is uncertain both sides are one and the same column, which is then reckoned once. What is met,
# or not met, of every row changes nothing or settles the matter; so does every part of one household.


def _all(node: All, frame: Frame) -> Truth:
    found = MET
    for part in node.parts:
        each = frame.seen.get(part) or evaluate(part, frame)
        if each is NOT_MET:
            return each
        if found is MET:
            found = each
        elif each is not MET and each is not found:
            found = _joined(and_, found, each)
    return found


def _any_of(node: AnyOf, frame: Frame) -> Truth:
    found = NOT_MET
    for part in node.parts:
        each = frame.seen.get(part) or evaluate(part, frame)
        if each is MET:
            return each
        if found is NOT_MET:
            found = each
        elif each is not NOT_MET and each is not found:
            found = _joined(or_, found, each)
    return found


def _joined(join: Callable[[Any, Any], Any], one: Truth, other: Truth) -> Truth:
    certain = join(one.certain, other.certain)
    exact = one.certain is one.possible and other.certain is other.possible
    return Truth(certain, certain if exact else join(one.possible, other.possible))


def _not(node: Not, frame: Frame) -> Truth:
    certain, possible = evaluate(node.part, frame)
    turned = True ^ possible
    return truth(turned, turned if certain is possible else True ^ certain)


LOW, HIGH = 0, 1
SIGNS: dict[str, tuple[Callable[[Any, Any], Any], int, int]] = {
    "<": (lt, HIGH, LOW),
    "<=": (le, HIGH, LOW),
    ">": (gt, LOW, HIGH),
    ">=": (ge, LOW, HIGH),
}
"""The ends, left and right, that must pass for it to be certain; it is possible when the others do."""


def _compare(node: Compare, frame: Frame) -> Truth:
    if node.sign not in SIGNS:
        raise TypeError(f"not a comparison: {node.sign!r}")
    compare, left, right = SIGNS[node.sign]
    a, b = evaluate(node.left, frame), evaluate(node.right, frame)
    certain = compare(a[left], b[right])
    exact = a.low is a.high and b.low is b.high
    return truth(certain, certain if exact else compare(a[right], b[left]))


ASKED: dict[type, Callable[[Any, Any], Any]] = {
    Criterion: lambda node, frame: evaluate(node.test, frame),
    All: _all,
    AnyOf: _any_of,
    Not: _not,
    Compare: _compare,
    Flag: lambda node, frame: frame.flag(node.name),
    FigureFlag: lambda node, frame: frame.figure_flag(node.name),
    IsIn: _is_in,
    OnDays: lambda node, frame: frame.on_days(node.since, node.until),
    AnyOver: _any_over,
    Up: lambda node, frame: frame.truth_of_parent(partial(evaluate, node.test)),
    Other: lambda node, frame: frame.truth_of_other(partial(evaluate, node.test)),
    Number: lambda node, frame: frame.number(node),
    Figure: lambda node, frame: frame.figure(node.name),
    Const: lambda node, frame: Range(node.value, node.value),
    SumOver: _sum_over,
    UpAmount: lambda node, frame: frame.range_of_parent(partial(evaluate, node.amount)),
    Plus: lambda node, frame: frame.plus(evaluate(node.left, frame), evaluate(node.right, frame)),
    Less: lambda node, frame: frame.less(evaluate(node.left, frame), evaluate(node.right, frame)),
    Times: lambda node, frame: frame.times(evaluate(node.left, frame), evaluate(node.right, frame)),
    Smaller: lambda node, frame: frame.smaller(evaluate(node.left, frame), evaluate(node.right, frame)),
}
"""What each kind of node asks of a frame. By kind and not by `match`: a household asks a thousand times."""
