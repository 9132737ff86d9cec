"""Why an answer is what it is: a finding for each criterion, and the facts that could still change it."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal, NamedTuple

from relief.rules.citations import shown_on
from relief.rules.codes import Text
from relief.rules.distances import Distance, distances, nearest, own_comparisons
from relief.rules.frames import One
from relief.rules.language import (
    MET,
    NOT_MET,
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
    """The finding of a criterion, asked of a row of the base frame."""
    truth = worlds.truth(criterion, frame)
    verdict = verdict_of(truth)
    return Finding(
        criterion.code,
        criterion.title,
        _citation(criterion, frame.figures.day),
        verdict,
        () if truth in (MET, NOT_MET) else missing(criterion, frame, worlds),
        nearest(distances(criterion, frame, worlds), verdict) if own_comparisons(criterion.test) else None,
    )


@lru_cache(maxsize=4096)
def _citation(criterion: Criterion, day: date) -> Text:
    return Text(shown_on(criterion.cites, day), shown_on(criterion.cites, day, "en"))


def missing(node: Test | Amount, frame: One, worlds: Worlds) -> tuple[str, ...]:
    """The paths of the undeclared facts below nodes that are not decided, in the order of the rule."""
    asked = node, frame.key
    if asked not in worlds.missing:
        found: dict[str, None] = {}
        _search(node, frame, worlds, found)
        worlds.missing[asked] = tuple(found)
    return worlds.missing[asked]


def _decided(node: Test | Amount, frame: One, worlds: Worlds) -> bool:
    if isinstance(node, Test):
        return worlds.truth(node, frame) in (MET, NOT_MET)
    low, high = worlds.range(node, frame)
    return bool(low == high)


def _search(node: Test | Amount, frame: One, worlds: Worlds, found: dict[str, None]) -> None:
    if _decided(node, frame, worlds):
        return
    match node:
        case Flag(name) | IsIn(name) | Number(name):
            found.update(dict.fromkeys(frame.paths[name]))
        case Figure(name, behind) | FigureFlag(name, behind):
            if behind is None or not frame.paths.get(behind):
                found[f"place.{name.split('.')[0]}"] = None
        case SumOver(group, each, where):
            _search_rows(group, frame, worlds, found, each, where)
        case AnyOver(group, test):
            _search_rows(group, frame, worlds, found, test)
        case _:
            for part, at in parts_of(node, frame):
                found.update(dict.fromkeys(missing(part, at, worlds)))


def parts_of(node: Test | Amount, frame: One) -> list[tuple[Test | Amount, One]]:
    """The nodes a node is made of, each with the row it is asked of."""
    match node:
        case Criterion():
            return [(node.test, frame)]
        case All(parts) | AnyOf(parts):
            return [(part, frame) for part in parts]
        case Not(part):
            return [(part, frame)]
        case (
            Compare(_, left, right)
            | Plus(left, right)
            | Less(left, right)
            | Times(left, right)
            | Smaller(left, right)
        ):
            return [(left, frame), (right, frame)]
        case Up(inner) | UpAmount(inner):
            return [(inner, frame.above())]
        case Other(test):
            return [(test, frame.beside())]
    raise TypeError(f"never undecided: {node!r}")


def _search_rows(
    group: str,
    frame: One,
    worlds: Worlds,
    found: dict[str, None],
    each: Test | Amount,
    where: Test | None = None,
) -> None:
    """Row by row; a row that adds nothing whatever it turns out to be has nothing to tell."""
    if frame.groups[group] is None:
        found.update(dict.fromkeys(frame.paths[group]))
    for row in frame.rows(group):
        if isinstance(each, Amount) and (
            worlds.range(each, row).high == 0 or not _possible(where, row, worlds)
        ):
            continue
        if where is not None:
            found.update(dict.fromkeys(missing(where, row, worlds)))
        found.update(dict.fromkeys(missing(each, row, worlds)))


def _possible(where: Test | None, row: One, worlds: Worlds) -> bool:
    return where is None or bool(worlds.truth(where, row).possible)
