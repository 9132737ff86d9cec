"""Facts of rows of tables. Nothing is made before it is asked for.

What is undeclared becomes the whole range of what it can be.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import Any

import numpy as np

from relief.rules.codes import Codes
from relief.rules.columns.arithmetic import CAP, Integers
from relief.rules.columns.rows import Below
from relief.rules.columns.tables import UNDECLARED, Table
from relief.rules.facts import FactMap
from relief.rules.language import Number, Range, Truth

Made = Callable[[], Any]
YES, NO = 1, 0


class TableRows:
    """Facts by name, each with what makes its column: whole numbers with `UNDECLARED` among them."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.numbers: dict[str, Made] = {}
        self.flags: dict[str, Made] = {}
        self.codes: dict[str, Made] = {}
        self.groups: dict[str, Callable[[], Below]] = {}
        self._made: dict[str, Integers] = {}

    def number(self, node: Number) -> Range:
        if node.name not in self._made:
            self._made[node.name] = np.asarray(self.numbers[node.name](), dtype=np.int64)
        value = self._made[node.name]
        undeclared = value < 0
        if not undeclared.any():
            return Range(value, value)
        return Range(
            np.where(undeclared, node.least, value), np.where(undeclared, min(node.most, CAP), value)
        )

    def flag(self, name: str) -> Truth:
        value = self.flags[name]()
        yes = value == YES
        return Truth(yes, yes | (value < 0)) if (value < 0).any() else Truth(yes, yes)

    def code(self, name: str) -> Integers:
        found: Integers = self.codes[name]()
        return found

    def group(self, name: str) -> Below:
        return self.groups[name]()

    def read(self, table: Table, fact_map: FactMap, prefix: str = "", there: Made | None = None) -> None:
        """The facts of a map. `there`: whether it is declared; "none" is nothing of everything."""
        for fact in fact_map.facts:
            nothing = NO if fact.kind in ("flag", "money", "whole") else UNDECLARED
            value = partial(value_of, table, prefix + fact.name, there, nothing)
            if fact.kind == "flag":
                self.flags[fact.name] = value
            elif fact.codes:
                self.codes[fact.name] = partial(masks, fact.codes, value)
            else:
                self.numbers[fact.name] = value


def value_of(table: Table, column: str, there: Made | None, nothing: int) -> Any:
    if there is None:
        return table[column]
    declared = there()
    return np.where(declared == YES, table[column], np.where(declared == NO, nothing, UNDECLARED))


@cache
def _bits(enumeration: type[Codes]) -> Integers:
    """The mask of each code, and at the end, where `UNDECLARED` finds it, that of anything."""
    masks = [enumeration.mask(code) for code in enumeration.codes()]
    return np.array([*masks, enumeration.anything()], dtype=np.int32)


def masks(enumeration: type[Codes], value: Made) -> Any:
    return _bits(enumeration)[value()]
