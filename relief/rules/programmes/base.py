"""What every programme declares."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from relief.rules.citations import Cite
from relief.rules.codes import ProgrammeCode, Text
from relief.rules.frames import One
from relief.rules.language import All, Amount, Criterion, FigureFlag, OnDays, Range, Test
from relief.rules.reckoning import Line

AmountOf = Callable[[One], Range]
"""An amount in a frame, in exact fractions of a fen a month or in all; rounded once, when it is shown."""


@dataclass(frozen=True, slots=True, eq=False)
class Programme:
    """A programme: from which day it is offered, its criteria, and what it comes to.

    `persons`: whether each person is answered for. `open_while` is the figure with the place's days for it,
    `at_most` what caps it in fen, `asks_amount` whether an office approves the amount asked, `until` the day
    it ends by itself, and `belongs` whether the answer says if the application is accepted here.
    """

    code: str
    since: date
    criteria: tuple[Criterion, ...]
    persons: bool = False
    open_while: str | None = None
    amount: AmountOf | None = None
    reckoning: Callable[[One], tuple[Line, ...]] | None = None
    at_most: Amount | None = None
    asks_amount: bool = False
    period: str | None = None
    until: Callable[[One], date | None] | None = None
    belongs: bool = False
    open_clauses: tuple[tuple[tuple[Cite, ...], Text], ...] = ()
    test: All = field(init=False)
    open_here: FigureFlag | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "test", All(tuple(_while_in_force(each, self.since) for each in self.criteria))
        )
        object.__setattr__(self, "open_here", FigureFlag(self.open_while) if self.open_while else None)

    def open_clauses_on(self, day: date) -> tuple[tuple[tuple[Cite, ...], Text], ...]:
        """What the texts in force on a day leave open."""
        return tuple(
            (cites, text)
            for cites, text in self.open_clauses
            if any(each.document.in_force(day) for each in cites)
        )

    @property
    def title(self) -> Text:
        return ProgrammeCode.of(self.code).label


def _while_in_force(criterion: Criterion, since: date) -> Test:
    """A criterion that is law on only some of the programme's days asks nothing on the others."""
    if criterion.since <= since and criterion.until is None:
        return criterion
    return criterion | ~OnDays(criterion.since, criterion.until)
