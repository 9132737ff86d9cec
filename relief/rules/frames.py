"""One household as plain dicts: the reference frame, and the one that explains.

A frame holds what is declared of one row (a household, a member, an income) and its groups.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from relief.rules.codes import IncomeKind
from relief.rules.language import (
    MET,
    NOT_MET,
    UNBOUNDED,
    UNKNOWN,
    Amount,
    Criterion,
    Number,
    Range,
    Test,
    Truth,
)
from relief.rules.parameters import Figures

if TYPE_CHECKING:
    from relief.rules.findings import Finding


class One:
    """A row's facts. `paths` says what to name for each undeclared fact; `key` where the row stands.

    It remembers what nodes came to here (`seen`), the paths of the facts for which they wait (`missing`),
    and what was found of criteria.
    """

    def __init__(self, figures: Figures, key: tuple[str, ...] = (), parent: One | None = None) -> None:
        self.figures, self.key, self.parent = figures, key, parent
        self.other: One | None = None
        self.facts: dict[str, Any] = {}
        self.paths: dict[str, tuple[str, ...]] = {}
        self.groups: dict[str, list[One] | None] = {}
        self.seen: dict[Test | Amount, Any] = figures.answers.copy()
        self.missing: dict[Test | Amount, tuple[str, ...]] = {}
        self.findings: dict[Criterion, Finding] = {}

    def add_row(self, group: str, name: str) -> One:
        """A new row of a group of this one."""
        row = One(self.figures, (*self.key, group, name), self)
        rows = self.groups.setdefault(group, [])
        assert rows is not None, f"{group} is undeclared"
        rows.append(row)
        return row

    def rows(self, group: str) -> list[One]:
        """The rows of a group; none while it is undeclared."""
        return self.groups[group] or []

    def kind(self) -> str | None:
        """The kind of an income, while it is one; None while it can be several."""
        candidates: int = self.facts["kind"]
        return IncomeKind.codes()[candidates.bit_length() - 1] if candidates.bit_count() == 1 else None

    def above(self) -> One:
        """The row this one belongs to; TypeError for the household, which belongs to nothing."""
        if self.parent is None:
            raise TypeError("the household belongs to nothing")
        return self.parent

    def beside(self) -> One:
        """The second of two members; TypeError for a row that is not a pair."""
        if self.other is None:
            raise TypeError("only a pair of members has another")
        return self.other

    def walk(self) -> Iterator[One]:
        """This frame and every row below it."""
        yield self
        for rows in self.groups.values():
            for row in rows or []:
                yield from row.walk()

    # What the evaluator asks of a frame.

    def number(self, node: Number) -> Range:
        value: Range | None = self.facts[node.name]
        return Range(node.least, node.most) if value is None else value

    def flag(self, name: str) -> Truth:
        value: Truth = self.facts[name]
        return value

    def code(self, name: str) -> int:
        value: int = self.facts[name]
        return value

    def figure(self, name: str) -> Range:
        return self.figures.figure(name)

    def figure_flag(self, name: str) -> Truth:
        return self.figures.flag(name)

    def figure_codes(self, name: str) -> int:
        return self.figures.codes(name)

    def on_days(self, since: date, until: date | None) -> Truth:
        day = self.figures.day
        return MET if since <= day and (until is None or day <= until) else NOT_MET

    def truth_of_parent(self, ask: Callable[[One], Truth]) -> Truth:
        return ask(self.above())

    def range_of_parent(self, ask: Callable[[One], Range]) -> Range:
        return ask(self.above())

    def any_over(self, group: str, test: Callable[[One], Truth]) -> Truth:
        rows = self.groups[group]
        if rows is None:
            return UNKNOWN
        found = NOT_MET
        for row in rows:
            truth = test(row)
            if truth.certain:
                return MET
            if truth.possible:
                found = UNKNOWN
        return found

    def sum_over(self, group: str, terms: Callable[[One], tuple[Range, Truth]]) -> Range:
        if self.groups[group] is None:
            return Range(0, UNBOUNDED)
        low = high = 0
        for row in self.rows(group):
            each, where = terms(row)
            low += each.low if where.certain else 0
            high += each.high if where.possible else 0
        return Range(low, high)

    def truth_of_other(self, ask: Callable[[One], Truth]) -> Truth:
        return ask(self.beside())

    def plus(self, a: Range, b: Range) -> Range:
        return Range(a.low + b.low, a.high + b.high)

    def less(self, a: Range, b: Range) -> Range:
        return Range(max(0, a.low - b.high), max(0, a.high - b.low))

    def times(self, a: Range, b: Range) -> Range:
        return Range(a.low * b.low, a.high * b.high)

    def smaller(self, a: Range, b: Range) -> Range:
        return Range(min(a.low, b.low), min(a.high, b.high))
