"""A household of which it is uncertain who counts, seen both ways.

A sum's high and a size's low cannot both hold, so each way of counting is a world of its own, at most 2⁴;
what holds in every world is certain, what holds in one is possible. Beyond four uncertain
members ranges serve.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING, Any

from relief.rules.evaluation import evaluate
from relief.rules.frames import One
from relief.rules.household import counts
from relief.rules.language import MET, NOT_MET, UNKNOWN, Amount, Range, Test, Truth
from relief.rules.parameters import Figures
from relief.rules.reading import read_household

if TYPE_CHECKING:
    from relief.rules.distances import Asked

MOST_UNCERTAIN = 4

Ways = dict[int, Truth]
"""Whether each uncertain member, by their place in the list, counts in a world."""


def together(truths: Iterable[Truth]) -> Truth:
    """Certain is what holds in every world, possible what holds in one; once both ways, no more are asked."""
    certain, possible = True, False
    for each in truths:
        certain, possible = certain and each.certain, possible or each.possible
        if possible and not certain:
            break
    return Truth(certain, possible)


def widest(ranges: Sequence[Range]) -> Range:
    """From the least that any of them can be to the greatest."""
    return Range(min(each.low for each in ranges), max(each.high for each in ranges))


def in_world(household: One, ways: Ways) -> One:
    """The household in which it is settled like this who counts."""
    for number, way in ways.items():
        household.rows("members")[number].seen[counts] = way
    return household


def rows_by_key(household: One) -> dict[tuple[str, ...], One]:
    """Every row of a household, itself included, by where it stands."""
    return {row.key: row for row in household.walk()}


class Worlds:
    """A household's frame (`base`) and the worlds it may turn out to be, each with its `ways`."""

    def __init__(self, household: Mapping[str, Any], figures: Figures) -> None:
        self.base = read_household(household, figures)
        uncertain = [
            number
            for number, member in enumerate(self.base.rows("members"))
            if evaluate(counts, member) not in (MET, NOT_MET)
        ]
        self.worlds, self.ways = [self.base], [Ways()]
        if 0 < len(uncertain) <= MOST_UNCERTAIN:
            both = product((MET, NOT_MET), repeat=len(uncertain))
            self.ways = [dict(zip(uncertain, each, strict=True)) for each in both]
            self.worlds = [in_world(read_household(household, figures), ways) for ways in self.ways]
        # The base then remembers its own answers.
        self.is_one = len(self.worlds) == 1
        self._frames = [] if self.is_one else [rows_by_key(world) for world in self.worlds]
        # Rules share their parts, and every member asks again about the household: each is asked once.
        self._truths: dict[tuple[Test, tuple[str, ...]], Truth] = {}
        self._ranges: dict[tuple[Amount, tuple[str, ...]], Range] = {}
        self.compared: dict[tuple[Test, One, bool], Sequence[Asked]] = {}

    def truth(self, test: Test, frame: One) -> Truth:
        """The test over all worlds, asked of a row of the base; what the base knows holds in every world."""
        if self.is_one:
            return frame.seen.get(test) or evaluate(test, frame)
        asked = test, frame.key
        if asked not in self._truths:
            truth = evaluate(test, frame)
            if truth == UNKNOWN:
                truth = together(evaluate(test, each) for each in self.everywhere(frame))
            self._truths[asked] = truth
        return self._truths[asked]

    def range(self, amount: Amount, frame: One) -> Range:
        """The amount over all worlds."""
        if self.is_one:
            return frame.seen.get(amount) or evaluate(amount, frame)
        asked = amount, frame.key
        if asked not in self._ranges:
            self._ranges[asked] = self.reckon(lambda each: evaluate(amount, each), frame)
        return self._ranges[asked]

    def decided(self, node: Test | Amount, frame: One) -> bool:
        """Whether a node comes to one thing alone over all worlds."""
        if self.is_one:
            low, high = frame.seen.get(node) or evaluate(node, frame)
        else:
            low, high = self.truth(node, frame) if isinstance(node, Test) else self.range(node, frame)
        return bool(low == high)

    def reckon(self, reckoning: Callable[[One], Range], frame: One) -> Range:
        """What a reckoning comes to over all worlds."""
        return widest([reckoning(each) for each in self.everywhere(frame)])

    def everywhere(self, frame: One) -> Sequence[One]:
        """A row of the base as it is in each world."""
        return (frame,) if self.is_one else [frames[frame.key] for frames in self._frames]
