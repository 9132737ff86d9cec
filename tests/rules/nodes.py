"""Walking a rule's tree together with the rows its nodes are asked of."""

from collections.abc import Iterator
from dataclasses import fields

from relief.rules.findings import parts_of
from relief.rules.frames import One
from relief.rules.language import (
    Amount,
    AnyOver,
    Const,
    Figure,
    FigureFlag,
    Flag,
    IsIn,
    Number,
    OnDays,
    SumOver,
    Test,
)


def below(node: Test | Amount, frame: One) -> Iterator[tuple[Test | Amount, One]]:
    """The node and all it is made of, each once a row."""
    seen: set[tuple[int, tuple[str, ...]]] = set()
    yield from _below(node, frame, seen)


def _below(node: Test | Amount, frame: One, seen: set) -> Iterator[tuple[Test | Amount, One]]:
    if (id(node), frame.key) in seen:
        return
    seen.add((id(node), frame.key))
    yield node, frame
    for part, at in _parts(node, frame):
        yield from _below(part, at, seen)


def _parts(node: Test | Amount, frame: One) -> list[tuple[Test | Amount, One]]:
    if isinstance(node, Number | Flag | IsIn | Figure | FigureFlag | Const | OnDays):
        return []
    if isinstance(node, AnyOver):
        return [(node.test, row) for row in frame.rows(node.group)]
    if isinstance(node, SumOver):
        return [(part, row) for row in frame.rows(node.group) for part in (node.each, node.where)]
    return parts_of(node, frame)


def made_of(node: Test | Amount) -> Iterator[Test | Amount]:
    """The node and all it is made of, without any household."""
    yield node
    for field in fields(node):
        value = getattr(node, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Test | Amount):
                yield from made_of(part)
