"""Many households as arrays: the same questions as of one, answered a column at a time.

A group of rows is a frame of its own; `owner` says to which row above each belongs. Money is int64: what has
no upper end is `CAP`, sums and products saturate there, and a lower end that would pass it is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from relief.rules.frames import One
from relief.rules.language import Amount, Number, Range, Test, Truth

CAP = 4 * 10**18
"""Stands for "no upper end" in int64, with room for one more step."""

Integers = npt.NDArray[np.int64]


class TooLarge(OverflowError):
    """A certain amount is larger than int64 can carry."""


def _ends(ranges: Iterable[Range]) -> Range:
    rows = [(low, min(high, CAP)) for low, high in ranges]
    if any(low >= CAP for low, _ in rows):
        raise TooLarge("an amount is larger than columns can carry")
    array = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return Range(array[:, 0], array[:, 1])


def _truths(truths: Iterable[Truth]) -> Truth:
    array = np.array(list(truths), dtype=bool).reshape(-1, 2)
    return Truth(array[:, 0], array[:, 1])


class Columns:
    """The same rows as so many One frames. All are judged on one day; figures may differ from row to row."""

    def __init__(
        self, ones: Sequence[One], parent: Columns | None = None, owner: Integers | None = None
    ) -> None:
        self.ones, self.parent, self.owner = ones, parent, owner
        self.other: tuple[Columns, Integers] | None = None
        self.seen: dict[Test | Amount, Any] = {}
        self._groups: dict[str, Columns] = {}
        self._facts: dict[str, Any] = {}

    @classmethod
    def of(cls, households: Sequence[One]) -> Columns:
        """The columns of these households. ValueError when they are judged on different days."""
        if len({one.figures.day for one in households}) > 1:
            raise ValueError("columns are judged on one day")
        return cls(households)

    def group(self, name: str) -> Columns:
        """The rows of a group of all these rows."""
        if name not in self._groups:
            rows = [(row, owner) for owner, one in enumerate(self.ones) for row in one.rows(name)]
            below = Columns(
                [row for row, _ in rows], self, np.array([owner for _, owner in rows], dtype=np.int64)
            )
            if name == "kin":
                position = {id(one): number for number, one in enumerate(self.ones)}
                others = np.array([position[id(row.beside())] for row, _ in rows], dtype=np.int64)
                below.other = (self, others)
            self._groups[name] = below
        return self._groups[name]

    def _fact(self, name: str, column: Callable[[Iterable[Any]], Any], values: Iterable[Any]) -> Any:
        if name not in self._facts:
            self._facts[name] = column(values)
        return self._facts[name]

    # What the evaluator asks of a frame.

    def number(self, node: Number) -> Range:
        found: Range = self._fact(f"number {node.name}", _ends, (one.number(node) for one in self.ones))
        return found

    def flag(self, name: str) -> Truth:
        found: Truth = self._fact(name, _truths, (one.flag(name) for one in self.ones))
        return found

    def code(self, name: str) -> Integers:
        found: Integers = self._fact(
            name, lambda masks: np.array(list(masks), dtype=np.int64), (one.code(name) for one in self.ones)
        )
        return found

    def figure(self, name: str) -> Range:
        found: Range = self._fact(f"figure {name}", _ends, (one.figure(name) for one in self.ones))
        return found

    def figure_flag(self, name: str) -> Truth:
        found: Truth = self._fact(f"figure {name}", _truths, (one.figure_flag(name) for one in self.ones))
        return found

    def figure_codes(self, name: str) -> Integers:
        masks = [one.figure_codes(name) for one in self.ones]
        return np.array(masks, dtype=np.int64)

    def on_days(self, since: date, until: date | None) -> Truth:
        return _truths(one.on_days(since, until) for one in self.ones)

    def truth_of_parent(self, ask: Callable[[Columns], Truth]) -> Truth:
        above, owner = self._above()
        return Truth(*(self._spread(side, owner) for side in ask(above)))

    def range_of_parent(self, ask: Callable[[Columns], Range]) -> Range:
        above, owner = self._above()
        return Range(*(self._spread(side, owner) for side in ask(above)))

    def truth_of_other(self, ask: Callable[[Columns], Truth]) -> Truth:
        if self.other is None:
            raise TypeError("only pairs of members have another")
        members, others = self.other
        return Truth(*(self._spread(side, others) for side in ask(members)))

    def any_over(self, group: str, test: Callable[[Columns], Truth]) -> Truth:
        below = self.group(group)
        undeclared = np.array([one.groups[group] is None for one in self.ones], dtype=bool)
        certain, possible = (self._count(side, below) > 0 for side in test(below))
        return Truth(certain, possible | undeclared)

    def sum_over(self, group: str, terms: Callable[[Columns], tuple[Range, Truth]]) -> Range:
        below = self.group(group)
        undeclared = np.array([one.groups[group] is None for one in self.ones], dtype=bool)
        each, where = terms(below)
        low = self._sum(np.where(where.certain, each.low, 0), below)
        high = self._sum(np.where(where.possible, each.high, 0), below)
        return _checked(low, np.where(undeclared, CAP, high))

    def plus(self, a: Range, b: Range) -> Range:
        return _checked(_saturated(np.add, a.low, b.low), _saturated(np.add, a.high, b.high))

    def times(self, a: Range, b: Range) -> Range:
        return _checked(_saturated(np.multiply, a.low, b.low), _saturated(np.multiply, a.high, b.high))

    def smaller(self, a: Range, b: Range) -> Range:
        return Range(np.minimum(a.low, b.low), np.minimum(a.high, b.high))

    def less(self, a: Range, b: Range) -> Range:
        high = np.maximum(0, np.subtract(a.high, b.low))
        return Range(
            np.maximum(0, np.subtract(a.low, b.high)), np.where(np.asarray(a.high) >= CAP, CAP, high)
        )

    def _above(self) -> tuple[Columns, Integers]:
        if self.parent is None or self.owner is None:
            raise TypeError("households belong to nothing")
        return self.parent, self.owner

    @staticmethod
    def _spread(side: Any, owner: Integers) -> Any:
        """A column of the rows above, one for each of these rows; what is one for all stays so."""
        return side if np.ndim(side) == 0 else side[owner]

    def _count(self, side: Any, below: Columns) -> Integers:
        return self._sum(np.broadcast_to(side, (len(below.ones),)).astype(np.int64), below)

    def _sum(self, values: Any, below: Columns) -> Integers:
        """The values summed by the row they belong to, exactly; past the cap they stay there."""
        column = np.broadcast_to(values, (len(below.ones),))
        assert below.owner is not None, "a group has owners"
        rough = np.bincount(below.owner, weights=column.astype(np.float64), minlength=len(self.ones))
        exact = np.zeros(len(self.ones), dtype=np.int64)
        np.add.at(exact, below.owner, np.where(column >= CAP, 0, column))
        return np.where(rough >= CAP, CAP, exact)


def _saturated(operation: np.ufunc, a: Any, b: Any) -> Integers:
    """The operation in int64; where it would pass the cap, the cap. Floats only decide where."""
    rough = operation(np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64))
    with np.errstate(over="ignore"):
        return np.where(
            rough >= CAP, CAP, operation(np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64))
        )


def _checked(low: Integers, high: Integers) -> Range:
    if np.any(low >= CAP):
        raise TooLarge("an amount is larger than columns can carry")
    return Range(low, high)
