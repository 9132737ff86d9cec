"""What to ask next: the missing fact that settles most programmes, whatever the answer turns out to be.

Each lawful answer (lawful.py) is tried, and the programmes that it makes firm are counted. The fact whose
worst answer settles most comes first, then the one that settles most on average over its answers, then the
easy one. Where no answer settles anything, the fact comes first that most programmes wait for.

So that a page can ask at every save, only the `MOST_TRIED` facts that most programmes wait for are tried, and
`MOST_TRIED_UNCERTAIN` while it is uncertain who counts, when nearly all rests on each. The rest follow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from relief.rules.answers import lacking, verdict
from relief.rules.facts import Fact
from relief.rules.household import counts
from relief.rules.language import UNKNOWN
from relief.rules.lawful import lawful_answers
from relief.rules.parameters import Figures
from relief.rules.paths import declaring, meaning, steps
from relief.rules.programmes import PROGRAMMES
from relief.rules.programmes.base import Programme
from relief.rules.supposing import Supposing
from relief.rules.worlds import Worlds

MOST_TRIED, MOST_TRIED_UNCERTAIN = 24, 8
OF_THE_PLACE = "place."
EASY, PLAIN, HARD = range(3)
EASY_TO_SAY = frozenset({"relation", "born_on"})


@dataclass(frozen=True, slots=True)
class Question:
    """A missing fact, the programmes that wait for it, and those that each answer tried would make firm."""

    path: str
    waiting: tuple[Programme, ...]
    ease: int
    settled: tuple[tuple[Programme, ...], ...] = ()

    @property
    def least(self) -> int:
        """How many programmes become firm whatever the answer is."""
        return min((len(each) for each in self.settled), default=0)

    @property
    def mean(self) -> Fraction:
        """How many become firm, over all answers tried."""
        return Fraction(sum(len(each) for each in self.settled), len(self.settled) or 1)

    @property
    def rank(self) -> tuple[int, Fraction, int, int]:
        """The best is the smallest."""
        after = (self.ease, -len(self.waiting)) if self.mean else (-len(self.waiting), self.ease)
        return (-self.least, -self.mean, *after)


def questions(household: Mapping[str, Any], figures: Figures) -> list[Question]:
    """What could be asked of a declared household, the best first; nothing once every programme is firm.

    What the county has not set is nobody's to answer at the table.
    """
    worlds = Worlds(household, figures)
    keys = [member["id"] for member in household.get("members") or []]
    waiting = [
        Question(path, tuple(programmes), ease(path, keys))
        for path, programmes in waiting_in(worlds).items()
        if not path.startswith(OF_THE_PLACE)
    ]
    waiting.sort(key=lambda each: each.rank)
    uncertain = any(worlds.truth(counts, row) == UNKNOWN for row in worlds.base.rows("members"))
    most = MOST_TRIED_UNCERTAIN if uncertain else MOST_TRIED
    supposing = Supposing(worlds)
    tried = [_tried(each, keys, household, supposing) for each in waiting[:most]]
    return sorted([*tried, *waiting[most:]], key=lambda each: each.rank)


def waiting_in(worlds: Worlds) -> dict[str, list[Programme]]:
    """By each missing fact, the programmes that wait for it, both in the order of the rules."""
    found: dict[str, list[Programme]] = {}
    for programme in PROGRAMMES:
        for path in lacking(programme, worlds) if verdict(programme, worlds) == "undetermined" else ():
            found.setdefault(path, []).append(programme)
    return found


def _tried(
    question: Question, keys: list[str], household: Mapping[str, Any], supposing: Supposing
) -> Question:
    at = steps(question.path, keys)

    def settled() -> Iterator[tuple[Programme, ...]]:
        for answer in lawful_answers(question.path, household, supposing):
            supposed = supposing.with_more(question.path, declaring(household, at, answer))
            yield tuple(each for each in question.waiting if verdict(each, supposed) != "undetermined")

    return Question(question.path, question.waiting, question.ease, tuple(settled()))


def ease(path: str, keys: list[str]) -> int:
    """Age, relation and a yes or no are quickly said; money and assets have to be looked for."""
    at = steps(path, keys)
    name, fact = at[-1], meaning(at)
    kind = fact.kind if isinstance(fact, Fact) else ""
    if name in EASY_TO_SAY or kind == "flag":
        return EASY
    return HARD if kind == "money" or at[0] == "assets" or name in ("incomes", "spending") else PLAIN
