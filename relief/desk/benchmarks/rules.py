"""The rules by themselves: one household with reasons, and very many in columns beside numpy by hand."""

import resource
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from statistics import median
from time import process_time
from typing import Any

import numpy as np
from django.core.management import CommandError

from relief.households.published import FOLDER, published_cases
from relief.rules.answers import screen
from relief.rules.cases import Case
from relief.rules.columns import VERDICTS, Tables, verdicts
from relief.rules.parameters import Figures
from relief.rules.places import read_place
from relief.rules.programmes import BY_CODE, PROGRAMMES

from .by_hand import ByHand
from .population import invent

BATCH = 50_000
DAY, PLACE = date(2026, 11, 23), "demo-county"
TWO = (BY_CODE["dibao"], BY_CODE["tekun"])
WAYS = ("all programmes", "two", "two by hand")
KIB_OF_A_MIB = 1024


def measure(rounds: int, households: int) -> Iterator[str]:
    """One household at a time, in so many rounds; then so many in columns, once."""
    yield _one_at_a_time(rounds)
    measured = Measured()
    for begin in range(0, households, BATCH):
        measured.take(invent(min(BATCH, households - begin), DAY, seed=begin))
    yield from measured.lines(households)


@cache
def _places() -> dict[str, Any]:
    """The places of the published cases, by the names that these use."""
    files = (FOLDER / "places").glob("*.yaml")
    return {path.stem: read_place(path.read_text(encoding="utf-8"), path.name) for path in files}


def _one_at_a_time(rounds: int) -> str:
    """Every published case, all programmes, with reasons."""
    cases = [case for case in published_cases() if isinstance(case, Case) and case.place in _places()]
    asked = [(case.household, Figures(_places()[case.place], case.area, case.day)) for case in cases]
    seconds = [_timed(*each) for _round in range(rounds) for each in asked]
    return (
        f"one household, all programmes with reasons: {1e6 * median(seconds):.0f} µs,"
        f" the median of {len(asked)} published cases"
    )


def _timed(household: Any, figures: Figures) -> float:
    begun = process_time()
    screen(household, figures)
    return process_time() - begun


@dataclass
class Measured:
    """Seconds of the processor for each way, batch by batch."""

    seconds: dict[str, float] = field(default_factory=lambda: dict.fromkeys(WAYS, 0.0))
    eligible: Counter[str] = field(default_factory=Counter)

    def take(self, tables: Tables) -> None:
        """One batch. CommandError when the rules and numpy by hand do not answer alike."""
        figures, place = Figures(_places()[PLACE], "urban", DAY), np.zeros(tables["households"].count, int)
        begun = process_time()
        verdicts(tables, [figures], place, PROGRAMMES)
        all_done = process_time()
        found = verdicts(tables, [figures], place, TWO)
        two_done = process_time()
        hand = ByHand(tables, figures)
        by_hand = np.stack([hand.dibao(), hand.tekun()], axis=1)
        took = (all_done - begun, two_done - all_done, process_time() - two_done)
        for way, seconds in zip(WAYS, took, strict=True):
            self.seconds[way] += seconds
        if not np.array_equal(found, by_hand):
            raise CommandError("the rules and numpy by hand do not answer alike")
        for programme, column in zip(TWO, found.T, strict=True):
            self.eligible[programme.code] += int((column == VERDICTS.index("eligible")).sum())

    def lines(self, households: int) -> Iterator[str]:
        """What each came to."""
        together, two, by_hand = self.seconds.values()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB_OF_A_MIB
        shares = (f"{code} {100 * count / households:.1f} %" for code, count in self.eligible.items())
        yield f"{households:,} households, all programmes: {households / together:,.0f} a second"
        yield f"dibao and tekun: {two:.2f} s; by hand: {by_hand:.2f} s; {two / by_hand:.1f} times as long"
        yield f"the same answers both ways; eligible: {', '.join(shares)}"
        yield f"peak memory: {peak:,} MiB"
