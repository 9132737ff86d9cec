"""How far each value lies from its line, exactly, on totals: what a criterion compares, row by row.

Only what matters is measured: a comparison beside something that settles the matter anyway is left out. So is
one that another criterion makes and this one needs as a whole; the alternatives among which one is enough
are this criterion's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial
from typing import NamedTuple

from relief.rules.evaluation import evaluate
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
from relief.rules.worlds import Worlds

OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}


@dataclass(frozen=True, slots=True)
class Distance:
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
        ends = {_satisfies(self.sign, end) for end in self.gap}
        return "unknown" if len(ends) > 1 else "met" if ends.pop() else "not_met"

    @property
    def share(self) -> Fraction:
        """How far the nearer end is from the line, as a share of the line."""
        low, high = (abs(Fraction(end)) for end in self.gap)
        return min(low, high) / max(1, abs(int(self.line.low)))


def _satisfies(sign: str, gap: Fraction | int) -> bool:
    if gap == 0:
        return sign.endswith("=")
    return (gap < 0) == sign.startswith("<")


class _Asked(NamedTuple):
    compare: Compare
    sign: str
    frame: One


def distances(criterion: Criterion, frame: One, worlds: Worlds) -> tuple[Distance, ...]:
    """Every comparison of a criterion that matters, asked of a row of the base frame, in the rule's order."""
    asked = {}
    for each in _search(criterion.test, frame, worlds, True):
        # Where a place includes the line, "up to" stands second and takes the place of "below".
        asked[each.compare.left, each.compare.right, each.frame.key, each.sign[0]] = each
    return tuple(_measured(each, worlds) for each in asked.values())


def nearest(found: tuple[Distance, ...], verdict: str) -> Distance | None:
    """The one to show: what says the same as the criterion, or lacks something while that is open."""
    for wanted in (verdict, "not_met" if verdict == "unknown" else verdict):
        agreeing = [each for each in found if each.verdict == wanted]
        if agreeing:
            return agreeing[0] if len(agreeing) == 1 else min(agreeing, key=lambda each: each.share)
    return None


def _search(node: Test, frame: One, worlds: Worlds, wanted: bool) -> Iterator[_Asked]:
    match node:
        case Compare(sign):
            yield _Asked(node, sign if wanted else OPPOSITE[sign], frame)
        case Not(part):
            yield from _search(part, frame, worlds, not wanted)
        case All() | AnyOf():
            yield from _search_parts(node, frame, worlds, wanted)
        case Up(test):
            yield from _search(test, frame.above(), worlds, wanted)
        case Other(test):
            yield from _search(test, frame.beside(), worlds, wanted)
        case AnyOver(group, test):
            for row in frame.rows(group):
                yield from _search(test, row, worlds, wanted)


def _search_parts(node: All | AnyOf, frame: One, worlds: Worlds, wanted: bool) -> Iterator[_Asked]:
    """Part by part, unless one in which there is no number to measure settles them all."""
    plain, comparing = _parted(node)
    settled = MET if isinstance(node, AnyOf) else NOT_MET
    if any(worlds.truth(part, frame) == settled for part in plain):
        return
    found = [(part, list(_search(part, frame, worlds, wanted))) for part in comparing]
    if not any(not inside and worlds.truth(part, frame) == settled for part, inside in found):
        for _, inside in found:
            yield from inside


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


def _measured(asked: _Asked, worlds: Worlds) -> Distance:
    """Asked of every world alone, for what is the most in one and the least in another is not so in any."""
    compare, frame = asked.compare, asked.frame
    assert compare.unit is not None, "a comparison is counted in something"
    value, line = worlds.range(compare.left, frame), worlds.range(compare.right, frame)
    if compare.heads is None and value.low == value.high and line.low == line.high:
        gap = Range(value.low - line.low, value.low - line.low)
        return Distance(frame.key, asked.sign, value, line, gap, compare.unit)
    found = [_whole(worlds.reckon(partial(side, compare), frame)) for side in (_value, _line, _gap)]
    return Distance(frame.key, asked.sign, found[0], found[1], found[2], compare.unit)


def _value(compare: Compare, frame: One) -> Range:
    return _share_of(compare, evaluate(compare.left, frame), frame)


def _line(compare: Compare, frame: One) -> Range:
    return _share_of(compare, evaluate(compare.right, frame), frame)


def _gap(compare: Compare, frame: One) -> Range:
    value, line = evaluate(compare.left, frame), evaluate(compare.right, frame)
    gap = Range(
        -UNBOUNDED if line.high >= UNBOUNDED else value.low - line.high,
        UNBOUNDED if value.high >= UNBOUNDED else value.high - line.low,
    )
    return _share_of(compare, gap, frame)


def _share_of(compare: Compare, total: Range, frame: One) -> Range:
    """Of a total that carries so many heads, what falls to each; all of one that carries none."""
    if compare.heads is None:
        return total
    heads = [max(1, end) for end in evaluate(compare.heads, frame)]
    return Range(
        min(_shared(total.low, each) for each in heads), max(_shared(total.high, each) for each in heads)
    )


def _shared(total: int, heads: int) -> Fraction:
    """What has no end has none when it is shared."""
    return Fraction(total) if abs(total) >= UNBOUNDED else Fraction(total, heads)


def _whole(found: Range) -> Range:
    """Whatever has no end is UNBOUNDED, and what is a whole number is told as one."""
    low, high = (max(-UNBOUNDED, min(end, UNBOUNDED)) for end in found)
    return Range(*(end.numerator if end.denominator == 1 else end for end in (low, high)))
