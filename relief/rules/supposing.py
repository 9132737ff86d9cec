"""What the programmes would say if one more thing were declared, reckoned anew only where it matters.

A node of a rule rests on an undeclared fact exactly when the fact is among what the node is missing: all else
is asked of the household as it is. So one supposition costs a small part of judging the household.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from relief.rules.evaluation import evaluate
from relief.rules.frames import One
from relief.rules.household import counts
from relief.rules.language import UNKNOWN, Amount, Test, Truth
from relief.rules.programmes import PROGRAMMES
from relief.rules.reading import read_household
from relief.rules.worlds import Ways, Worlds, rows_by_key, together

Nodes = AbstractSet[Test | Amount]
Rows = Mapping[tuple[str, ...], One]
Memory = dict[tuple[str, ...], dict[Test | Amount, Any]]
"""By the key of a row, what it was asked and what was answered."""
Resting = Mapping[tuple[str, ...], Nodes]
"""By the key of a row, the nodes asked of it that rest on a fact."""


def resting(worlds: Worlds) -> Mapping[str, Resting]:
    """By each missing fact's path what rests on it, once all has been asked of these worlds."""
    found: dict[str, dict[tuple[str, ...], set[Test | Amount]]] = {}
    for row in worlds.base.walk():
        for node, paths in row.missing.items():
            for path in paths:
                found.setdefault(path, {}).setdefault(row.key, set()).add(node)
    return found


class Supposing:
    """A household of which everything has been asked, and what it would be with one more fact declared."""

    def __init__(self, worlds: Worlds) -> None:
        self.worlds, self._resting = worlds, resting(worlds)
        self.base = rows_by_key(worlds.base)
        self._others = [rows_by_key(world) for world in worlds.worlds if world is not worlds.base]
        self._asked: set[int] = set()

    def nodes(self, path: str) -> Resting:
        """What rests on the fact that is missing at this path."""
        return self._resting.get(path, {})

    def with_more(self, path: str, household: Mapping[str, Any]) -> Supposed:
        """This household, in which what is missing at this path is declared."""
        return Supposed(self, self.nodes(path), household)

    def possible(self, who_counts: Callable[[int], Truth]) -> Iterator[tuple[Rows, Ways]]:
        """The worlds, where there are several, that leave as it is who certainly counts and who does not."""
        for number, rows in enumerate(self._others):
            ways = self.worlds.ways[number]
            if all(who_counts(member) in (UNKNOWN, way) for member, way in ways.items()):
                if number not in self._asked:
                    self._asked.add(number)
                    _ask_everything(rows[()])
                yield rows, ways


def _ask_everything(household: One) -> None:
    for programme in PROGRAMMES:
        for row in household.rows("members") if programme.persons else [household]:
            evaluate(programme.test, row)


class Supposed:
    """A household with one more fact declared: `base` and `truth` as in Worlds.

    It is read once: its worlds differ in nothing but what its rows remember. Where more are uncertain
    than Worlds sees both ways, it looks at ranges, also when fewer are left.
    """

    def __init__(self, before: Supposing, resting: Resting, household: Mapping[str, Any]) -> None:
        self._resting = resting
        self.base = read_household(household, before.worlds.base.figures)
        self._rows = rows_by_key(self.base)
        self._plain = self._memory(before.base, {})
        self._remember(self._plain)
        counted = {
            member: evaluate(counts, self.base.rows("members")[member]) for member in before.worlds.ways[0]
        }
        self._to_see, self._seen = before.possible(counted.__getitem__), list[Memory]()

    def truth(self, test: Test, frame: One) -> Truth:
        """The test over all worlds that are still possible, asked of a row of the base."""
        first = next(self._worlds(), self._plain)
        truth = self._asked(test, frame, first)
        if truth == UNKNOWN or first is self._plain:
            return truth
        plain = self._asked(test, frame, self._plain)
        if plain != UNKNOWN:
            return plain
        return together(self._asked(test, frame, world) for world in self._worlds())

    def _asked(self, test: Test, frame: One, memory: Memory) -> Truth:
        self._remember(memory)
        return evaluate(test, frame)

    def _remember(self, memory: Memory) -> None:
        for key, row in self._rows.items():
            row.seen = memory[key]

    def _worlds(self) -> Iterator[Memory]:
        """Each world, made when it is first looked at."""
        yield from self._seen
        for rows, ways in self._to_see:
            self._seen.append(self._memory(rows, ways))
            yield self._seen[-1]

    def _memory(self, before: Rows, ways: Ways) -> Memory:
        """What was asked before and does not rest on the fact, and who counts."""
        memory: Memory = {key: before[key].seen.copy() if key in before else {} for key in self._rows}
        for key, nodes in self._resting.items():
            for node in nodes:
                memory[key].pop(node, None)
        for member, way in ways.items():
            memory[self.base.rows("members")[member].key][counts] = way
        return memory
