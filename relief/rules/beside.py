"""The law beside the rule: every criterion of a programme, and which figures of the place it reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import date
from itertools import groupby
from typing import Any

from relief.rules import household, means
from relief.rules.citations import Cite
from relief.rules.conflicts import Conflict, conflicts
from relief.rules.language import Amount, Criterion, Figure, FigureCodes, FigureFlag, Test
from relief.rules.places import SECTIONS
from relief.rules.programmes.base import Programme

WHO_COUNTS = (
    household.counts,
    household.family,
    household.excluded,
    household.clergy_for_years,
    household.somebody_counts,
)
"""Who counts as a member of the family; every programme for families stands on it."""
WHAT_COUNTS = (means.counted_kind,)
"""Which income counts."""
SHARED = frozenset({"household", "means"})
LOCAL = frozenset({*SECTIONS["figures"].keys, *SECTIONS})


def criteria_of(programme: Programme) -> list[Criterion]:
    """What a programme asks, with what stands inside its own criteria; each once, in order."""
    found: dict[str, Criterion] = {}
    for criterion in programme.criteria:
        found.setdefault(criterion.code, criterion)
        for node in _within(criterion, frozenset({programme.code})):
            if isinstance(node, Criterion):
                found.setdefault(node.code, node)
    return list(found.values())


def alike(criteria: Iterable[Criterion]) -> list[list[Criterion]]:
    """Neighbours that stand on the same articles for the same days, together."""
    same = groupby(criteria, key=lambda each: (each.cites, each.since, each.until))
    return [list(group) for _key, group in same]


def carried(criterion: Criterion, cite: Cite) -> tuple[date, date | None]:
    """From which day until which a citation carries a criterion."""
    ends = [each for each in (criterion.until, cite.document.until) if each]
    return max(criterion.since, cite.document.since), min(ends, default=None)


def place_figures(criterion: Criterion) -> list[str]:
    """The figures of the place that a criterion reads, not those of other programmes' criteria in it."""
    read = SHARED | {room_of(criterion)}
    names = (
        node.name.partition(".")[0]
        for node in _within(criterion, read)
        if isinstance(node, Figure | FigureFlag | FigureCodes)
    )
    return list(dict.fromkeys(name for name in names if name in LOCAL))


def conflicts_of(criterion: Criterion) -> list[Conflict]:
    """The disagreements that touch a criterion."""
    return [each for each in conflicts() if criterion.code in each.criteria]


def room_of(criterion: Criterion) -> str:
    """The programme, or the shared part of the law, whose own a criterion is."""
    return criterion.code.partition(".")[0]


def _within(node: Any, rooms: frozenset[str]) -> Iterator[Test | Amount | FigureCodes]:
    """What a node is made of, without the criteria of other rooms."""
    for field in fields(node):
        value = getattr(node, field.name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Criterion) and room_of(part) not in rooms:
                continue
            if isinstance(part, Test | Amount | FigureCodes):
                yield part
                yield from _within(part, rooms)
