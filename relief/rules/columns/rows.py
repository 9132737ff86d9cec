"""What a frame of columns reads its facts from."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from relief.rules.columns.arithmetic import Booleans, Integers
from relief.rules.language import Number, Range, Truth


class Rows(Protocol):
    """Facts of many rows. A truth whose sides are one column is certain everywhere, and so is a range."""

    count: int

    def number(self, node: Number) -> Range: ...
    def flag(self, name: str) -> Truth: ...
    def code(self, name: str) -> Integers: ...
    def group(self, name: str) -> Below: ...


class Below(NamedTuple):
    """The rows of a group: to which row above each belongs, ascending; for which rows above it is undeclared.

    `other`: of pairs of members, the second.
    """

    rows: Rows
    owner: Integers
    undeclared: Booleans
    other: Integers | None = None
