"""The verdict of every programme for many households: what `relief.rules.answers.screen` says of each.

Who counts is seen both ways here too (see `relief.rules.worlds`): a household of which it is uncertain is
copied for each way. Reasons, amounts and what is missing are for one household at a time.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from relief.rules.columns.arithmetic import Integers
from relief.rules.columns.frame import Columns
from relief.rules.columns.tables import Tables, spans
from relief.rules.evaluation import evaluate
from relief.rules.household import counts, living
from relief.rules.language import Test, Truth
from relief.rules.parameters import Figures
from relief.rules.programmes import PROGRAMMES
from relief.rules.programmes.base import Programme
from relief.rules.worlds import MOST_UNCERTAIN

VERDICTS = ("ineligible", "undetermined", "eligible", "not_offered")
INELIGIBLE, UNDETERMINED, ELIGIBLE, NOT_OFFERED = range(len(VERDICTS))
Verdicts = npt.NDArray[np.uint8]


def verdicts(
    tables: Tables,
    figures: Sequence[Figures],
    place: Integers,
    programmes: Sequence[Programme] = PROGRAMMES,
) -> Verdicts:
    """For each household a row, for each programme a column: places in `VERDICTS`.

    `place` says by which of `figures` a household is judged. ValueError for figures of several days.
    """
    worlds = ColumnWorlds(tables, figures, place)
    found = np.zeros((worlds.base.count, len(programmes)), dtype=np.uint8)
    for number, programme in enumerate(programmes):
        found[:, number] = _verdict(programme, worlds)
    for columns in (worlds.base, worlds.copies):
        columns.forget()
    return found


class ColumnWorlds:
    """Many households, and the worlds that those may turn out to be of whom it is uncertain who counts."""

    def __init__(self, tables: Tables, figures: Sequence[Figures], place: Integers) -> None:
        self.base = Columns.of_tables(tables, figures, place)
        members, owner = self.base.group("members"), tables["members"].owner
        truth = evaluate(counts, members)
        uncertain = np.broadcast_to(truth.possible ^ truth.certain, (members.count,))
        how_many = np.bincount(owner[uncertain], minlength=self.base.count)
        seen_both_ways = np.flatnonzero((how_many > 0) & (how_many <= MOST_UNCERTAIN))
        ways = 1 << how_many[seen_both_ways]
        self._households = np.repeat(seen_both_ways, ways)
        picked, self._members = tables.picked(self._households)
        self.copies = Columns.of_tables(picked, figures, place[self._households])
        # Each uncertain member of a household has one bit of the number of the way.
        way = spans(np.zeros_like(ways), ways)[picked["members"].owner]
        before = np.cumsum(uncertain) - uncertain
        bit = (before - before[tables.starts("members")[owner]])[self._members]
        counted = np.where(uncertain[self._members], (way >> bit & 1) == 1, truth.certain[self._members])
        self.copies.group("members").seen[counts] = Truth(counted, counted)

    def of_households(self, test: Test) -> Truth:
        """The test over all worlds, for each household."""
        return self._over_all(test, self.base, self.copies, self._households)

    def of_members(self, test: Test) -> Truth:
        """The test over all worlds, for each member."""
        return self._over_all(test, self.base.group("members"), self.copies.group("members"), self._members)

    @staticmethod
    def _over_all(test: Test, base: Columns, copies: Columns, was: Integers) -> Truth:
        """What holds in every world is certain, what holds in one is possible."""
        certain, possible = (np.array(np.broadcast_to(side, (base.count,))) for side in evaluate(test, base))
        if not copies.count:
            return Truth(certain, possible)
        copied = evaluate(test, copies)
        certain[was], possible[was] = True, False
        certain[was[~np.broadcast_to(copied.certain, was.shape)]] = False
        possible[was[np.broadcast_to(copied.possible, was.shape)]] = True
        return Truth(certain, possible)


def _verdict(programme: Programme, worlds: ColumnWorlds) -> Verdicts:
    """A programme's column."""
    base = worlds.base
    if base.figures and base.figures[0].day < programme.since:
        return np.full(base.count, NOT_OFFERED, dtype=np.uint8)
    if not programme.persons:
        found = _word(worlds.of_households(programme.test))
    else:
        found = _best_of_persons(programme, worlds)
    if programme.open_here is None:
        return found
    offered = Truth(*(np.broadcast_to(side, (base.count,)) for side in evaluate(programme.open_here, base)))
    if programme.persons:
        found = np.where(offered.certain, found, UNDETERMINED)
    return np.where(offered.possible, found, NOT_OFFERED).astype(np.uint8)


def _best_of_persons(programme: Programme, worlds: ColumnWorlds) -> Verdicts:
    """Eligible if any living member is, else undetermined if any is or while nobody is declared."""
    _, below = worlds.base.group("members").above()
    alive = worlds.of_members(living).certain
    found = worlds.of_members(programme.test)
    best = np.where(below.undeclared, UNDETERMINED, INELIGIBLE).astype(np.uint8)
    best[below.owner[alive & found.possible]] = UNDETERMINED
    best[below.owner[alive & found.certain]] = ELIGIBLE
    return best


def _word(truth: Truth) -> Verdicts:
    word: Verdicts = truth.certain.astype(np.uint8) + truth.possible.astype(np.uint8)
    return word
