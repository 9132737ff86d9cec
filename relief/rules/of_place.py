"""What the place and the day decide alone is the same for every row of every household, and asked once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Any

from relief.rules.evaluation import evaluate
from relief.rules.frames import One
from relief.rules.language import (
    Amount,
    AnyOver,
    Flag,
    IsIn,
    Number,
    Other,
    SumOver,
    Test,
    Up,
    UpAmount,
)
from relief.rules.parameters import Figures
from relief.rules.programmes import PROGRAMMES

DECLARED = (Number, Flag, IsIn, SumOver, AnyOver)
"""Nodes that read what a household declares."""
ELSEWHERE = (Up, UpAmount, Other)
"""Nodes that ask another row."""


def ask_place(figures: Figures) -> None:
    """Asks of these figures once whatever the rules ask of them alone; their rows then remember it."""
    if not figures.answers:
        row = One(figures)
        for node in _nodes():
            evaluate(node, row)
        figures.answers = row.seen


@cache
def _nodes() -> tuple[Test | Amount, ...]:
    found: dict[Test | Amount, None] = {}
    for programme in PROGRAMMES:
        _gather(programme.test, found)
    return tuple(filter(_is_of_place, found))


def _gather(node: Test | Amount, found: dict[Test | Amount, None]) -> None:
    if node not in found:
        found[node] = None
        for part in _parts(node):
            _gather(part, found)


@cache
def _is_of_place(node: Test | Amount) -> bool:
    return not isinstance(node, DECLARED + ELSEWHERE) and all(map(_is_of_place, _parts(node)))


def _parts(node: Any) -> Iterator[Test | Amount]:
    for field in fields(node):
        value = getattr(node, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Test | Amount):
                yield part
