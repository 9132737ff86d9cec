"""What a criterion is made of: tests that come out as a Truth, amounts that come out as a Range.

Nodes are plain data. They are compared by identity, so one declaration is evaluated once per frame.
Adding, multiplying and comparing amounts builds nodes: ``income < standard * size``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from relief.rules.citations import Cite
    from relief.rules.codes import Text

Unit = Literal[
    "finest_fen",
    "fine_fen_a_year",
    "fen_a_year",
    "fen",
    "fine_percent",
    "count",
    "people",
    "years",
    "months",
    "days",
]
"""What a comparison is counted in; "fine" is ten-thousandths, "finest" ten-thousandths of those.

Of "days" value and line are days, each by its number since the first of year 1 (`date.toordinal`).
"""

UNBOUNDED = 10**30
"""Above every lawful number: the upper end of what nobody has declared."""
MOST_YEARS = 150
LAST_DAY = date.max.toordinal()
LEAST_PERCENT = -100
"""Prices cannot fall by more."""


class Truth(NamedTuple):
    """Certainly true, possibly true: (T, T) met, (F, T) unknown, (F, F) not met."""

    certain: Any
    possible: Any


class Range(NamedTuple):
    """The least and the greatest a number can be, given what is declared."""

    low: Any
    high: Any


MET, UNKNOWN, NOT_MET = Truth(True, True), Truth(False, True), Truth(False, False)


def truth(certain: Any, possible: Any) -> Truth:
    """MET, UNKNOWN or NOT_MET of what is plainly true or false; of columns, both of them."""
    if certain is True:
        return MET
    if possible is False:
        return NOT_MET
    return UNKNOWN if certain is False and possible is True else Truth(certain, possible)


class Test:
    """A node that evaluates to a Truth."""

    def __and__(self, other: Test) -> All:
        return All((self, other))

    def __or__(self, other: Test) -> AnyOf:
        return AnyOf((self, other))

    def __invert__(self) -> Not:
        return Not(self)


class Amount:
    """A node that evaluates to a Range. What is added or multiplied is never negative."""

    unit: Unit | None = None
    """What it is counted in, where it is compared as it is declared."""

    def __lt__(self, other: Amount | int) -> Compare:
        return Compare("<", self, amount(other), self.unit)

    def __le__(self, other: Amount | int) -> Compare:
        return Compare("<=", self, amount(other), self.unit)

    def __gt__(self, other: Amount | int) -> Compare:
        return Compare(">", self, amount(other), self.unit)

    def __ge__(self, other: Amount | int) -> Compare:
        return Compare(">=", self, amount(other), self.unit)

    def __mul__(self, other: Amount | int) -> Times:
        return Times(self, amount(other))

    def __add__(self, other: Amount) -> Plus:
        return Plus(self, other)

    def __sub__(self, other: Amount) -> Less:
        return Less(self, other)


@dataclass(frozen=True, eq=False, slots=True)
class Number(Amount):
    """A declared number: its whole lawful range while nobody has declared it."""

    name: str
    least: int = 0
    most: int = UNBOUNDED
    unit: Unit | None = "fen"


@dataclass(frozen=True, eq=False, slots=True)
class Flag(Test):
    """A declared yes or no."""

    name: str


@dataclass(frozen=True, eq=False, slots=True)
class IsIn(Test):
    """A declared code is one of these (a mask of its enumeration, or a place's set of codes)."""

    name: str
    codes: int | FigureCodes


@dataclass(frozen=True, eq=False, slots=True)
class Figure(Amount):
    """A figure of the place in force on the day. While `behind` is undeclared it is not asked for."""

    name: str
    behind: str | None = None


@dataclass(frozen=True, eq=False, slots=True)
class FigureFlag(Test):
    """A yes or no that the place decides."""

    name: str
    behind: str | None = None


@dataclass(frozen=True, eq=False, slots=True)
class FigureCodes:
    """A set of codes that the place decides; never unknown."""

    name: str


@dataclass(frozen=True, eq=False, slots=True)
class Const(Amount):
    value: int


@dataclass(frozen=True, eq=False, slots=True)
class Plus(Amount):
    left: Amount
    right: Amount


@dataclass(frozen=True, eq=False, slots=True)
class Less(Amount):
    """The left less the right, never below nothing."""

    left: Amount
    right: Amount


@dataclass(frozen=True, eq=False, slots=True)
class Times(Amount):
    left: Amount
    right: Amount


@dataclass(frozen=True, eq=False, slots=True)
class Smaller(Amount):
    """The smaller of two amounts."""

    left: Amount
    right: Amount


@dataclass(frozen=True, eq=False, slots=True)
class SumOver(Amount):
    """The sum of `each` over the rows of a group for which `where` holds."""

    group: str
    each: Amount
    where: Test


@dataclass(frozen=True, eq=False, slots=True)
class AnyOver(Test):
    """Some row of a group passes the test."""

    group: str
    test: Test


@dataclass(frozen=True, eq=False, slots=True)
class Up(Test):
    """The test, asked of the row this one belongs to."""

    test: Test


@dataclass(frozen=True, eq=False, slots=True)
class UpAmount(Amount):
    """The amount, taken from the row this one belongs to."""

    amount: Amount


@dataclass(frozen=True, eq=False, slots=True)
class Other(Test):
    """Of two members: the test, asked of the second."""

    test: Test


@dataclass(frozen=True, eq=False, slots=True)
class OnDays(Test):
    """The day that is judged lies between these, both included."""

    since: date
    until: date | None = None


@dataclass(frozen=True, eq=False, slots=True)
class Compare(Test):
    """A value and its line, counted in `unit`; where both carry so many `heads`, people are told a share."""

    sign: str
    left: Amount
    right: Amount
    unit: Unit | None = None
    heads: Amount | None = None

    def counted_in(self, unit: Unit, heads: Amount | None = None) -> Compare:
        return replace(self, unit=unit, heads=heads)


@dataclass(frozen=True, eq=False, slots=True)
class All(Test):
    parts: tuple[Test, ...]

    def __and__(self, other: Test) -> All:
        """One part more, not one within another."""
        return All((*self.parts, other))


@dataclass(frozen=True, eq=False, slots=True)
class AnyOf(Test):
    parts: tuple[Test, ...]

    def __or__(self, other: Test) -> AnyOf:
        """One part more, not one within another."""
        return AnyOf((*self.parts, other))


@dataclass(frozen=True, eq=False, slots=True)
class Not(Test):
    part: Test


@dataclass(frozen=True, eq=False, slots=True)
class Criterion(Test):
    """What a text requires: a code of ours, a title, where it stands, the test, and the days it is law."""

    code: str
    title: Text
    cites: tuple[Cite, ...]
    test: Test
    since: date
    until: date | None = None

    def in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


def amount(value: Amount | int) -> Amount:
    """An Amount as it is, a number as a Const."""
    return _const(value) if isinstance(value, int) else value


@cache
def _const(value: int) -> Const:
    return Const(value)
