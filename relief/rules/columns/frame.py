"""The frame over many rows, which the one evaluator reads as it reads one household.

A group of rows is a frame of its own; `owner` says to which row above each belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np

from relief.rules.columns import arithmetic
from relief.rules.columns.arithmetic import CAP, Booleans, Integers, both
from relief.rules.columns.days import Judged
from relief.rules.columns.ones import OneRows
from relief.rules.columns.reading import household_rows
from relief.rules.columns.rows import Below, Rows
from relief.rules.columns.tables import Tables, run_ends
from relief.rules.frames import One
from relief.rules.language import MET, NOT_MET, Amount, Number, Range, Test, Truth
from relief.rules.parameters import Figures


class Columns:
    """Households, or the rows of a group of theirs, all judged on one day.

    `place` says by which of `figures` each household is judged.
    """

    def __init__(
        self,
        rows: Rows,
        figures: Sequence[Figures],
        place: Integers,
        above: tuple[Columns, Below] | None = None,
    ) -> None:
        self.rows, self.figures, self.place, self._above_it = rows, figures, place, above
        self.seen: dict[Test | Amount, Any] = {}
        self._groups: dict[str, Columns] = {}
        self._known: dict[str, Any] = {}

    @classmethod
    def of(cls, households: Sequence[One]) -> Columns:
        """The columns of these households. ValueError when they are judged on different days."""
        figures = list({id(one.figures): one.figures for one in households}.values())
        number = {id(each): place for place, each in enumerate(figures)}
        place = np.array([number[id(one.figures)] for one in households], dtype=np.int64)
        return cls(OneRows(households), _of_one_day(figures), place)

    @classmethod
    def of_tables(cls, tables: Tables, figures: Sequence[Figures], place: Integers) -> Columns:
        """The columns of households that are declared in tables. ValueError as above."""
        return cls(household_rows(tables, Judged(_of_one_day(figures))), figures, place)

    @property
    def count(self) -> int:
        return self.rows.count

    def group(self, name: str) -> Columns:
        """The rows of a group of all these rows."""
        if name not in self._groups:
            below = self.rows.group(name)
            self._groups[name] = Columns(below.rows, self.figures, self.place, (self, below))
        return self._groups[name]

    def forget(self) -> None:
        """Let go of all that was reckoned. A frame and its groups hold each other, and columns are large."""
        for below in self._groups.values():
            below.forget()
        for kept in (self._groups, self.seen, self._known):
            kept.clear()

    def above(self) -> tuple[Columns, Below]:
        """The frame these rows belong to, and how; TypeError for households, which belong to nothing."""
        if self._above_it is None:
            raise TypeError("households belong to nothing")
        return self._above_it

    # What the evaluator asks of a frame.

    def number(self, node: Number) -> Range:
        return self.rows.number(node)

    def flag(self, name: str) -> Truth:
        found: Truth = self._once(name, self.rows.flag)
        return found

    def code(self, name: str) -> Integers:
        found: Integers = self._once(name, self.rows.code)
        return found

    def figure(self, name: str) -> Range:
        return Range(*self._of_place(lambda figures: _ends(figures.figure(name))))

    def figure_flag(self, name: str) -> Truth:
        return Truth(*self._of_place(lambda figures: figures.flag(name)))

    def figure_codes(self, name: str) -> Any:
        codes, _ = self._of_place(lambda figures: (figures.codes(name),) * 2)
        return codes

    def on_days(self, since: date, until: date | None) -> Truth:
        within = (since <= each.day and (until is None or each.day <= until) for each in self.figures)
        return MET if all(within) else NOT_MET

    def truth_of_parent(self, ask: Callable[[Columns], Truth]) -> Truth:
        parent, below = self.above()
        return Truth(*both(ask(parent), lambda side: _spread(side, below.owner)))

    def range_of_parent(self, ask: Callable[[Columns], Range]) -> Range:
        parent, below = self.above()
        return Range(*both(ask(parent), lambda side: _spread(side, below.owner)))

    def truth_of_other(self, ask: Callable[[Columns], Truth]) -> Truth:
        members, below = self.above()
        if below.other is None:
            raise TypeError("only pairs of members have another")
        other = below.other
        return Truth(*both(ask(members), lambda side: _spread(side, other)))

    def any_over(self, group: str, test: Callable[[Columns], Truth]) -> Truth:
        rows = self.group(group)
        _, below = rows.above()
        found = Truth(*both(test(rows), lambda side: self._any(side, below)))
        return Truth(found.certain, found.possible | below.undeclared) if below.undeclared.any() else found

    def sum_over(self, group: str, terms: Callable[[Columns], tuple[Range, Truth]]) -> Range:
        rows = self.group(group)
        _, below = rows.above()
        ends = self._once(f"ends of {group}", lambda _name: run_ends(below.owner, self.count))
        each, where = terms(rows)

        def total(side: int) -> Integers:
            # Multiplied: choosing by a mask takes ten times as long.
            return arithmetic.summed(np.multiply(where[side], each[side]), below.owner, ends)

        low = total(0)
        high = low if each.high is each.low and where.possible is where.certain else total(1)
        if below.undeclared.any():
            high = np.where(below.undeclared, CAP, high)
        return arithmetic.checked(Range(low, high))

    def plus(self, a: Range, b: Range) -> Range:
        return arithmetic.plus(a, b)

    def less(self, a: Range, b: Range) -> Range:
        return arithmetic.less(a, b)

    def times(self, a: Range, b: Range) -> Range:
        return arithmetic.times(a, b)

    def smaller(self, a: Range, b: Range) -> Range:
        return Range(np.minimum(a.low, b.low), np.minimum(a.high, b.high))

    def _once(self, name: str, ask: Callable[[str], Any]) -> Any:
        if name not in self._known:
            self._known[name] = ask(name)
        return self._known[name]

    def _of_place(self, ask: Callable[[Figures], tuple[Any, Any]]) -> tuple[Any, Any]:
        """What each row's place says: one answer for all rows while there is one place."""
        answers = [ask(each) for each in self.figures] or [(0, 0)]
        if len(answers) == 1:
            return answers[0]
        low, high = (np.array(side)[self._places()] for side in zip(*answers, strict=True))
        return low, high

    def _places(self) -> Integers:
        if self._above_it is None:
            return self.place
        parent, below = self._above_it
        places: Integers = self._once("place", lambda _name: parent._places()[below.owner])
        return places

    def _any(self, side: Any, below: Below) -> Booleans:
        found = np.zeros(self.count, dtype=bool)
        found[below.owner[np.broadcast_to(side, below.owner.shape)]] = True
        return found


def _of_one_day(figures: Sequence[Figures]) -> Sequence[Figures]:
    if len({each.day for each in figures}) > 1:
        raise ValueError("columns are judged on one day")
    return figures


def _ends(found: Range) -> Range:
    """A figure as columns carry it; TooLarge for one that they cannot."""
    return arithmetic.checked(found if found.high < CAP else Range(found.low, CAP))


def _spread(side: Any, owner: Integers) -> Any:
    """A column of other rows, one for each of these rows; what is one for all stays so."""
    return side if np.ndim(side) == 0 else side[owner]
