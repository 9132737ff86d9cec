"""Why an answer is what it is: a finding for each criterion, and the facts that could still change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, Literal, NamedTuple

from relief.rules.citations import shown_on
from relief.rules.codes import Text
from relief.rules.distances import Distance, distances, nearest, own_comparisons
from relief.rules.frames import One
from relief.rules.language import (
    All,
    Amount,
    AnyOf,
    AnyOver,
    Compare,
    Criterion,
    Figure,
    FigureFlag,
    Flag,
    IsIn,
    Less,
    Not,
    Number,
    Other,
    Plus,
    Smaller,
    SumOver,
    Test,
    Times,
    Truth,
    Up,
    UpAmount,
)
from relief.rules.worlds import Worlds

Verdict = Literal["met", "not_met", "unknown"]


def verdict_of(truth: Truth) -> Verdict:
    """The word for a truth."""
    return "met" if truth.certain else "unknown" if truth.possible else "not_met"


class Finding(NamedTuple):
    """A criterion as it stands; `distance` is the nearest of what it compares to its line, if it compares."""

    code: str
    title: Text
    citation: Text
    verdict: Verdict
    missing: tuple[str, ...] = ()
    distance: Distance | None = None


def find(criterion: Criterion, frame: One, worlds: Worlds) -> Finding:
    """The finding of a criterion, asked of a row of the base frame; one for all members who ask above."""
    row = frame.above() if isinstance(criterion.test, Up) else frame
    known = row.findings.get(criterion)
    if known is None:
        known = row.findings[criterion] = _found(criterion, frame, worlds)
    return known


def _found(criterion: Criterion, frame: One, worlds: Worlds) -> Finding:
    verdict = verdict_of(worlds.truth(criterion, frame))
    return Finding(
        criterion.code,
        criterion.title,
        _citation(criterion, frame.figures.day),
        verdict,
        missing(criterion, frame, worlds) if verdict == "unknown" else (),
        nearest(distances(criterion, frame, worlds), verdict) if own_comparisons(criterion.test) else None,
    )


@lru_cache(maxsize=4096)
def _citation(criterion: Criterion, day: date) -> Text:
    return Text(shown_on(criterion.cites, day), shown_on(criterion.cites, day, "en"))


def missing(node: Test | Amount, frame: One, worlds: Worlds) -> tuple[str, ...]:
    """The paths of the undeclared facts below nodes that are not decided, in the order of the rule."""
    known = frame.missing.get(node)
    if known is None:
        decided = worlds.decided(node, frame)
        known = frame.missing[node] = () if decided else SEARCHES[type(node)](node, frame, worlds)
    return known


def _of_place(node: Figure | FigureFlag, frame: One, worlds: Worlds) -> tuple[str, ...]:
    is_asked = node.behind is None or not frame.paths.get(node.behind)
    return (f"place.{node.name.split('.')[0]}",) if is_asked else ()


def _of_parts(node: Test | Amount, frame: One, worlds: Worlds) -> tuple[str, ...]:
    parts = parts_of(node, frame)
    if len(parts) == 1:
        return missing(*parts[0], worlds)
    return tuple({path: None for part, at in parts for path in missing(part, at, worlds)})


def _of_joined(node: All | AnyOf, frame: One, worlds: Worlds) -> tuple[str, ...]:
    """As of any parts, all of which are asked of the same row."""
    return tuple({path: None for part in node.parts for path in missing(part, frame, worlds)})


def _of_any(node: AnyOver, frame: One, worlds: Worlds) -> tuple[str, ...]:
    """Row by row."""
    if frame.groups[node.group] is None:
        return frame.paths[node.group]
    rows = frame.rows(node.group)
    return tuple({path: None for row in rows for path in missing(node.test, row, worlds)})


def _of_sum(node: SumOver, frame: One, worlds: Worlds) -> tuple[str, ...]:
    """Row by row; a row that adds nothing whatever it turns out to be has nothing to tell."""
    if frame.groups[node.group] is None:
        return frame.paths[node.group]
    adding = [
        row
        for row in frame.rows(node.group)
        if worlds.range(node.each, row).high != 0 and worlds.truth(node.where, row).possible
    ]
    asked = ((part, row) for row in adding for part in (node.where, node.each))
    return tuple({path: None for part, row in asked for path in missing(part, row, worlds)})


def parts_of(node: Test | Amount, frame: One) -> list[tuple[Test | Amount, One]]:
    """The nodes a node is made of, each with the row it is asked of."""
    try:
        parts = PARTS[type(node)]
    except KeyError:
        raise TypeError(f"never undecided: {node!r}") from None
    return parts(node, frame)


PARTS: Mapping[type[Test | Amount], Callable[[Any, One], list[tuple[Test | Amount, One]]]] = {
    Criterion: lambda node, frame: [(node.test, frame)],
    **dict.fromkeys((All, AnyOf), lambda node, frame: [(part, frame) for part in node.parts]),
    Not: lambda node, frame: [(node.part, frame)],
    **dict.fromkeys(
        (Compare, Plus, Less, Times, Smaller), lambda node, frame: [(node.left, frame), (node.right, frame)]
    ),
    Up: lambda node, frame: [(node.test, frame.above())],
    UpAmount: lambda node, frame: [(node.amount, frame.above())],
    Other: lambda node, frame: [(node.test, frame.beside())],
}
SEARCHES: Mapping[type[Test | Amount], Callable[[Any, One, Worlds], tuple[str, ...]]] = {
    **dict.fromkeys((Flag, IsIn, Number), lambda node, frame, worlds: frame.paths[node.name]),
    **dict.fromkeys((Figure, FigureFlag), _of_place),
    SumOver: _of_sum,
    AnyOver: _of_any,
    **dict.fromkeys(PARTS, _of_parts),
    **dict.fromkeys((All, AnyOf), _of_joined),
}
"""Where each kind of node that is not decided looks for what is missing."""
