"""How far each value lies from its line, exactly, on totals: what a criterion compares, row by row.

Only what matters is measured: a comparison beside something that settles the matter anyway is left out. So is
one that another criterion makes and this one needs as a whole; the alternatives among which one is enough
are this criterion's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cache
from typing import Any, NamedTuple

from relief.rules.evaluation import SIGNS, evaluate
from relief.rules.frames import One
from relief.rules.language import (
    MET,
    NOT_MET,
    UNBOUNDED,
    All,
    AnyOf,
    AnyOver,
    Compare,
    Criterion,
    Not,
    Other,
    Range,
    Test,
    Unit,
    Up,
)
from relief.rules.worlds import Worlds, widest

OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


class Distance(NamedTuple):
    """A value and its line, each from the least to the greatest it can be, counted in `unit`.

    `gap` is value less line: below nothing the value lies below the line. `sign` says on which side the
    criterion wants the value, `at` in which row it stands, as ("members", "a"). A share of a total may be a
    Fraction; what has no end is UNBOUNDED.
    """

    at: tuple[str, ...]
    sign: str
    value: Range
    line: Range
    gap: Range
    unit: Unit

    @property
    def verdict(self) -> str:
        """Whether the value lies where it is wanted: met, not_met or unknown."""
        passes = SIGNS[self.sign][0]
        low, high = passes(self.gap.low, 0), passes(self.gap.high, 0)
        return "unknown" if low != high else "met" if low else "not_met"

    @property
    def share(self) -> Fraction:
        """How far the nearer end is from the line, as a share of the line."""
        nearer = min(abs(self.gap.low), abs(self.gap.high))
        return Fraction(nearer, max(1, abs(int(self.line.low))))


class Asked(NamedTuple):
    """A comparison, the side on which it is wanted, and the row it is asked of."""

    compare: Compare
    sign: str
    frame: One


def distances(criterion: Criterion, frame: One, worlds: Worlds) -> tuple[Distance, ...]:
    """Every comparison of a criterion that matters, asked of a row of the base frame, in the rule's order."""
    if not own_comparisons(criterion.test):
        return ()
    asked = _search(criterion.test, frame, worlds, True)
    return tuple([_measured(each, worlds) for each in (_each_once(asked) if len(asked) > 1 else asked)])


def _each_once(asked: Sequence[Asked]) -> Iterable[Asked]:
    """Where a place includes the line, "up to" stands second and takes the place of "below"."""
    return {
        (each.compare.left, each.compare.right, each.frame, each.sign[0]): each for each in asked
    }.values()


def nearest(found: tuple[Distance, ...], verdict: str) -> Distance | None:
    """The one to show: what says the same as the criterion, or lacks something while that is open."""
    agreeing = [each for each in found if each.verdict == verdict]
    if not agreeing and verdict == "unknown":
        agreeing = [each for each in found if each.verdict == "not_met"]
    if len(agreeing) < 2:
        return agreeing[0] if agreeing else None
    return min(agreeing, key=lambda each: each.share)


def _search(node: Test, frame: One, worlds: Worlds, wanted: bool) -> Sequence[Asked]:
    """What a test with comparisons in it compares."""
    return SEARCHES[type(node)](node, frame, worlds, wanted)


def _search_compare(node: Compare, frame: One, worlds: Worlds, wanted: bool) -> Sequence[Asked]:
    return (Asked(node, node.sign if wanted else OPPOSITE[node.sign], frame),)


def _search_parts(node: All | AnyOf, frame: One, worlds: Worlds, wanted: bool) -> Sequence[Asked]:
    """Part by part, unless one in which there is no number to measure settles them all."""
    plain, comparing = _parted(node)
    settled = MET if isinstance(node, AnyOf) else NOT_MET
    may_be_settled = worlds.truth(node, frame) == settled
    if may_be_settled and any(worlds.truth(part, frame) == settled for part in plain):
        return ()
    found = [_search(part, frame, worlds, wanted) for part in comparing]
    if may_be_settled and any(
        not inside and worlds.truth(part, frame) == settled
        for part, inside in zip(comparing, found, strict=True)
    ):
        return ()
    return [each for inside in found for each in inside]


def _search_once(node: Test, frame: One, worlds: Worlds, wanted: bool) -> Sequence[Asked]:
    """Of another row: whoever asks about it finds the same."""
    asked = node, frame, wanted
    if asked not in worlds.compared:
        worlds.compared[asked] = _search(node, frame, worlds, wanted)
    return worlds.compared[asked]


def _search_rows(node: AnyOver, frame: One, worlds: Worlds, wanted: bool) -> Sequence[Asked]:
    return [each for row in frame.rows(node.group) for each in _search(node.test, row, worlds, wanted)]


SEARCHES: Mapping[type[Test], Callable[[Any, One, Worlds, bool], Sequence[Asked]]] = {
    Compare: _search_compare,
    All: _search_parts,
    AnyOf: _search_parts,
    Not: lambda node, frame, worlds, wanted: _search(node.part, frame, worlds, not wanted),
    Up: lambda node, frame, worlds, wanted: _search_once(node.test, frame.above(), worlds, wanted),
    Other: lambda node, frame, worlds, wanted: _search_once(node.test, frame.beside(), worlds, wanted),
    AnyOver: _search_rows,
}
"""How each kind of test that compares is searched."""


@cache
def _parted(node: All | AnyOf) -> tuple[tuple[Test, ...], tuple[Test, ...]]:
    """The parts that compare no number, and those that do."""
    parts = tuple(_flat(node))
    return tuple(each for each in parts if not own_comparisons(each)), tuple(filter(own_comparisons, parts))


def _flat(node: All | AnyOf) -> Iterator[Test]:
    """The parts, and those of parts that join them in the same way; of an alternative, what it is made of."""
    for part in node.parts:
        test = part.test if isinstance(node, AnyOf) and isinstance(part, Criterion) else part
        if isinstance(test, All | AnyOf) and type(test) is type(node):
            yield from _flat(test)
        else:
            yield test


@cache
def own_comparisons(node: Test) -> tuple[Compare, ...]:
    """The numbers that are compared in a test, beside those that other criteria compare for themselves."""
    match node:
        case Compare():
            return (node,)
        case All() | AnyOf():
            return tuple(each for part in _flat(node) for each in own_comparisons(part))
        case Not(test) | Up(test) | Other(test) | AnyOver(_, test):
            return own_comparisons(test)
    return ()


def _measured(asked: Asked, worlds: Worlds) -> Distance:
    """Asked of every world alone, for what is the most in one and the least in another is not so in any."""
    compare, sign, frame = asked
    assert compare.unit is not None, "a comparison is counted in something"
    found = [_ends(compare, each) for each in worlds.everywhere(frame)]
    value, line, gap = found[0] if len(found) == 1 else map(widest, zip(*found, strict=True))
    return Distance(frame.key, sign, value, line, gap, compare.unit)


def _ends(compare: Compare, frame: One) -> tuple[Range, Range, Range]:
    """Value, line and gap; of totals that carry so many heads, what falls to each."""
    value, line = evaluate(compare.left, frame), evaluate(compare.right, frame)
    gap = Range(
        -UNBOUNDED if line.high >= UNBOUNDED else value.low - line.high,
        UNBOUNDED if value.high >= UNBOUNDED else value.high - line.low,
    )
    if compare.heads is None:
        return _bounded(value), _bounded(line), gap
    heads = evaluate(compare.heads, frame)
    return _share_of(value, heads), _share_of(line, heads), _share_of(gap, heads)


def _bounded(total: Range) -> Range:
    """What has no end is UNBOUNDED."""
    return total if total.high <= UNBOUNDED else Range(total.low, UNBOUNDED)


def _share_of(total: Range, heads: Range) -> Range:
    shares = [_shared(end, max(1, each)) for end in set(total) for each in set(heads)]
    return Range(min(shares), max(shares))


def _shared(total: int, heads: int) -> Fraction | int:
    """What has no end has none when it is shared; a whole number is told as one."""
    if abs(total) >= UNBOUNDED:
        return UNBOUNDED if total > 0 else -UNBOUNDED
    return Fraction(total, heads) if total % heads else total // heads
