"""Households as they are declared, in tables of whole numbers: what a database or a generator hands over.

A column is named as in the data dictionary, with the map before it where the fact stands in one
(`hardship_urgent`), and `<map or list>_declared` says whether one is declared: 1, explicitly none 0.
Money is whole fen, a code its place in its enumeration, a day its number since the first of year 1
(`date.toordinal`), yes 1 and no 0; `UNDECLARED` is what nobody has said. A column that is left out is
declared by nobody. Of what has a day or "none", none is 0. `recognised_as` is a mask of its codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from relief.rules.columns.arithmetic import Integers

UNDECLARED = -1

ABOVE = {
    "members": "households",
    "incomes": "households",
    "awards": "households",
    "relief": "households",
    "member_incomes": "members",
    "obligors": "members",
    "award_members": "awards",
    "relief_members": "relief",
}
"""Every table but that of households, and the table whose rows its own belong to.

Of `award_members` and `relief_members` the column `member` is the member's place in the household.
"""


@dataclass(frozen=True, slots=True)
class Table:
    """`owner`: the row of the table above that each row belongs to, ascending."""

    count: int
    columns: Mapping[str, Any]
    owner: Integers

    def __getitem__(self, name: str) -> Any:
        found = self.columns.get(name)
        return np.broadcast_to(np.int64(UNDECLARED), (self.count,)) if found is None else found

    def picked(self, rows: Integers, owner: Integers) -> Table:
        return Table(len(rows), {name: column[rows] for name, column in self.columns.items()}, owner)


class Tables:
    """The table of households and those below it; a table that is left out has no rows."""

    def __init__(self, tables: Mapping[str, Table]) -> None:
        nothing = Table(0, {}, np.zeros(0, dtype=np.int64))
        self._tables = {name: tables.get(name, nothing) for name in ("households", *ABOVE)}
        self._starts: dict[str, Integers] = {}

    def __getitem__(self, name: str) -> Table:
        return self._tables[name]

    def starts(self, name: str) -> Integers:
        """For each row of the table above, and once more at the end, where its rows begin."""
        if name not in self._starts:
            ends = run_ends(self[name].owner, self[ABOVE[name]].count)
            self._starts[name] = np.concatenate(([0], ends))
        return self._starts[name]

    def picked(self, households: Integers) -> tuple[Tables, Integers]:
        """These households in this order, some perhaps several times; and which member each new one was."""
        rows = {"households": households}
        tables = {"households": self["households"].picked(households, households)}
        for name, above in ABOVE.items():
            starts = self.starts(name)
            begun, counts = starts[rows[above]], np.diff(starts)[rows[above]]
            rows[name] = spans(begun, counts)
            tables[name] = self[name].picked(rows[name], np.repeat(np.arange(len(counts)), counts))
        return Tables(tables), rows["members"]


def run_ends(owner: Integers, count: int) -> Integers:
    """Where the rows of each of so many rows above stop, in a column of owners that ascends."""
    return np.cumsum(np.bincount(owner, minlength=count))


def spans(begun: Integers, counts: Integers) -> Integers:
    """Numbers from each beginning on, so many of each, one run after the other."""
    ends = np.cumsum(counts)
    return np.arange(counts.sum()) + np.repeat(begun - ends + counts, counts)
