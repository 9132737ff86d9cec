"""空白表 as the page lists them."""

from typing import NamedTuple

from .kinds import PaperKind

# What hangs on a board is printed across as well.
BOTH_WAYS = (PaperKind.NOTICE,)


class BlankLine(NamedTuple):
    """One form."""

    kind: str
    title: str
    both_ways: bool


def blank_lines() -> list[BlankLine]:
    return [BlankLine(kind.value, str(kind.label), kind in BOTH_WAYS) for kind in PaperKind]


def kind_called(name: str) -> PaperKind | None:
    return PaperKind(name) if name in PaperKind.values else None
