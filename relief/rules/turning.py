"""What would turn a decision: the one declared fact whose being otherwise changes it, and by how little.

Said so that an official looks at that fact with care; nobody is told what to declare. Facts are ranked by how
small the change is (`Turn.share`). Of a number or a day it is the difference as a share of the larger one,
a day counting as the days between it and the day that is judged. Another code, or the other of yes and no, is
a whole step, 1, and looked for only where no smaller change turns the answer. What is equally small stands in
the order in which it is declared, whole steps first.

A fact matters to a firm answer only if the answer is open without it. Thresholds are exact, to the fen and to
the day: nothing turns between two values with which all comparisons that rest on the fact come out the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from relief.rules.answers import Verdict, lacking, verdict
from relief.rules.evaluation import evaluate
from relief.rules.language import Compare, Truth
from relief.rules.parameters import Figures
from relief.rules.paths import declaring, steps
from relief.rules.programmes.base import Programme
from relief.rules.varying import Varied, varied
from relief.rules.worlds import Worlds, rows_by_key

OTHER: Mapping[Verdict, Verdict] = {"eligible": "ineligible", "ineligible": "eligible"}
READ_WITH = {"per": "amount"}
"""What is plain when left out, and the fact without which it says nothing."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A declared fact, and with which values the answer would be `verdict`: of a number or a day the nearest.

    Path and values are those of the case file. `share`: how small the change is, over nothing up to 1.
    """

    path: str
    declared: Any
    values: tuple[Any, ...]
    verdict: Verdict
    share: Fraction


class _Asked(NamedTuple):
    """The answer with one value, and for each comparison that rests on it: the truth, and value less line."""

    verdict: Verdict
    truths: tuple[Truth, ...]
    gaps: tuple[int, ...]


def turns(programme: Programme, household: Mapping[str, Any], figures: Figures, most: int = 2) -> list[Turn]:
    """The facts that would turn a firm answer, the smallest change first; none for an open one."""
    now = verdict(programme, Worlds(household, figures))
    if now not in OTHER:
        return []
    facts = varied(household, figures.day)
    trials = [_Trial(programme, household, figures, each, OTHER[now]) for each in facts]
    found = [turn for trial in trials if not trial.tried.others for turn in trial.of_number()]
    if not any(turn.share < 1 for turn in found):
        found = [turn for trial in trials if trial.tried.others for turn in trial.of_code()] + found
    return sorted(found, key=lambda turn: turn.share)[:most]


class _Trial:
    """One declared fact of a household, tried with other values."""

    def __init__(
        self,
        programme: Programme,
        household: Mapping[str, Any],
        figures: Figures,
        tried: Varied,
        wanted: Verdict,
    ) -> None:
        self.programme, self.household, self.figures = programme, household, figures
        self.tried, self.wanted = tried, wanted
        self.at = steps(tried.path, [member["id"] for member in household.get("members") or []])
        self._asked: dict[int, _Asked] = {}
        self._rests: list[tuple[Compare, tuple[str, ...]]] = []

    def of_code(self) -> Iterator[Turn]:
        """All the codes that turn the answer, or the other of yes and no."""
        values = self._turning() if self._matters() else ()
        if values:
            yield Turn(self.tried.path, self.tried.value, values, self.wanted, Fraction(1))

    def _turning(self) -> tuple[Any, ...]:
        return tuple(
            other for other in self.tried.others if verdict(self.programme, self._with(other)) == self.wanted
        )

    def of_number(self) -> Iterator[Turn]:
        """The nearest number, or day, below or above with which the answer turns."""
        if not self._matters():
            return
        now = self.tried.number
        ends = [end for end in (self.tried.least, self.tried.most) if end != now]
        found = [each for each in (self._first(now, end) for end in ends) if each is not None]
        if found:
            share, nearest = min((self._share(now, each), each) for each in found)
            yield Turn(self.tried.path, self.tried.value, (self.tried.said(nearest),), self.wanted, share)

    def _share(self, now: int, then: int) -> Fraction:
        zero = self.figures.day.toordinal() if self.tried.kind == "date" else 0
        return Fraction(abs(then - now), max(abs(now - zero), abs(then - zero), 1))

    def _matters(self) -> bool:
        """Whether the answer is open without the fact; then it is known which comparisons rest on it."""
        *around, name = self.at
        if name == "support_disregarded":
            without = self._with(self.tried.value)
            _hide(without, name)
        else:
            without = self._with(None, [*around, READ_WITH.get(str(name), name)])
        if verdict(self.programme, without) != "undetermined":
            return False
        lacking(self.programme, without)
        self._rests = [
            (node, row.key)
            for row in without.base.walk()
            for node in row.missing
            if isinstance(node, Compare)
        ]
        return True

    def _with(self, value: Any, at: list[str | int] | None = None) -> Worlds:
        return Worlds(declaring(self.household, at or self.at, value), self.figures)

    def _first(self, near: int, far: int, turn: int = 0) -> int | None:
        """The first number, on the way from one that does not turn the answer, that turns it."""
        here, there = self._ask(near), self._ask(far)
        if (here.verdict, here.truths) == (there.verdict, there.truths):
            return None
        if abs(far - near) == 1:
            return far if there.verdict == self.wanted else None
        middle = self._between(near, far) if turn % 3 < 2 else (near + far) // 2
        found = self._first(near, middle, turn + 1)
        if found is not None:
            return found
        return middle if self._ask(middle).verdict == self.wanted else self._first(middle, far, turn + 1)

    def _between(self, near: int, far: int) -> int:
        """Where a straight line would bring the first comparison to turn onto its line; never an end."""
        here, there = self._ask(near), self._ask(far)
        sides = zip(here.truths, there.truths, here.gaps, there.gaps, strict=True)
        crossed = [
            Fraction(gap, gap - then) for one, other, gap, then in sides if one != other and gap != then
        ]
        part = min((each for each in crossed if 0 <= each <= 1), default=Fraction(1, 2))
        low, high = sorted((near, far))
        return min(max(near + round(part * (far - near)), low + 1), high - 1)

    def _ask(self, number: int) -> _Asked:
        if number not in self._asked:
            worlds = self._with(self.tried.said(number))
            rows = [rows_by_key(world) for world in worlds.worlds]
            found = [(node, each[key]) for node, key in self._rests for each in rows]
            self._asked[number] = _Asked(
                verdict(self.programme, worlds),
                tuple(evaluate(node, row) for node, row in found),
                tuple(evaluate(node.left, row).low - evaluate(node.right, row).low for node, row in found),
            )
        return self._asked[number]


def _hide(worlds: Worlds, name: str) -> None:
    """What is none when it is left out is hidden where it has been read."""
    for world in worlds.worlds:
        world.facts[name], world.paths[name] = None, (name,)
