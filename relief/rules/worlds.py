"""A household of which it is uncertain who counts, seen both ways.

A sum's high and a size's low cannot both hold, so each way of counting is a world of its own, at most 2⁴;
what holds in every world is certain, what holds in one is possible. Beyond four uncertain
members ranges serve.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

from relief.rules.evaluation import evaluate
from relief.rules.frames import One
from relief.rules.household import counts
from relief.rules.language import MET, NOT_MET, Amount, Range, Test, Truth
from relief.rules.parameters import Figures
from relief.rules.reading import read_household

MOST_UNCERTAIN = 4


class Worlds:
    """A household's frame (`base`) and the worlds it may turn out to be."""

    def __init__(self, household: Mapping[str, Any], figures: Figures) -> None:
        self.base = read_household(household, figures)
        uncertain = [
            number
            for number, member in enumerate(self.base.rows("members"))
            if evaluate(counts, member) not in (MET, NOT_MET)
        ]
        self.worlds = [self.base]
        if 0 < len(uncertain) <= MOST_UNCERTAIN:
            self.worlds = [
                self._world(household, figures, dict(zip(uncertain, ways, strict=True)))
                for ways in product((MET, NOT_MET), repeat=len(uncertain))
            ]
        self._frames: list[dict[tuple[str, ...], One]] = [
            {frame.key: frame for frame in world.walk()} for world in self.worlds
        ]
        # Rules share their parts, and every member asks again about the household: each is asked once.
        self._truths: dict[tuple[Test, tuple[str, ...]], Truth] = {}
        self._ranges: dict[tuple[Amount, tuple[str, ...]], Range] = {}
        self.missing: dict[tuple[Test | Amount, tuple[str, ...]], tuple[str, ...]] = {}

    @staticmethod
    def _world(household: Mapping[str, Any], figures: Figures, ways: dict[int, Truth]) -> One:
        world = read_household(household, figures)
        for number, way in ways.items():
            world.rows("members")[number].seen[counts] = way
        return world

    def truth(self, test: Test, frame: One) -> Truth:
        """The test over all worlds, asked of the row that stands where `frame` stands in the base."""
        asked = test, frame.key
        if asked not in self._truths:
            truths = [evaluate(test, frames[frame.key]) for frames in self._frames]
            certain, possible = all(each.certain for each in truths), any(each.possible for each in truths)
            self._truths[asked] = Truth(certain, possible)
        return self._truths[asked]

    def range(self, amount: Amount, frame: One) -> Range:
        """The amount over all worlds."""
        asked = amount, frame.key
        if asked not in self._ranges:
            self._ranges[asked] = self.reckon(lambda each: evaluate(amount, each), frame)
        return self._ranges[asked]

    def reckon(self, reckoning: Callable[[One], Range], frame: One) -> Range:
        """What a reckoning comes to over all worlds."""
        ranges = [reckoning(frames[frame.key]) for frames in self._frames]
        return Range(min(each.low for each in ranges), max(each.high for each in ranges))
