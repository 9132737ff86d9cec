"""Facts of frames of one household each: what the columns are held against, and small."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from relief.rules.columns.arithmetic import CAP, Integers, TooLarge
from relief.rules.columns.rows import Below
from relief.rules.frames import One
from relief.rules.language import Number, Range, Truth


class OneRows:
    """The same rows as so many One frames."""

    def __init__(self, ones: Sequence[One]) -> None:
        self.ones, self.count = ones, len(ones)

    def number(self, node: Number) -> Range:
        return _ends(one.number(node) for one in self.ones)

    def flag(self, name: str) -> Truth:
        truths = np.array([one.flag(name) for one in self.ones], dtype=bool).reshape(-1, 2)
        return Truth(truths[:, 0], truths[:, 1])

    def code(self, name: str) -> Integers:
        return np.array([one.code(name) for one in self.ones], dtype=np.int64)

    def group(self, name: str) -> Below:
        rows = [(row, owner) for owner, one in enumerate(self.ones) for row in one.rows(name)]
        owner = np.array([owner for _, owner in rows], dtype=np.int64)
        undeclared = np.array([one.groups[name] is None for one in self.ones], dtype=bool)
        other = None
        if name == "kin":
            position = {id(one): number for number, one in enumerate(self.ones)}
            other = np.array([position[id(row.beside())] for row, _ in rows], dtype=np.int64)
        return Below(OneRows([row for row, _ in rows]), owner, undeclared, other)


def _ends(ranges: Iterable[Range]) -> Range:
    rows = [(low, min(high, CAP)) for low, high in ranges]
    if any(low >= CAP for low, _ in rows):
        raise TooLarge("an amount is larger than columns can carry")
    array = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return Range(array[:, 0], array[:, 1])
