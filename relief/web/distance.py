"""How far a value is from its line: the bar, and the same in words.

A number that is not fully known is a low and a high end; a high end of None has no limit.
"""

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _

WIDTH = 120
LINE_AT = 80


Number = int | Fraction


class Side(StrEnum):
    """On which side of the line the law wants the value."""

    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="


class Bar(NamedTuple):
    """The bar's geometry in a field of 120, the line always at 80."""

    value: int
    maybe: int | None
    lawful_from: int
    lawful_width: int
    is_met: bool


def place(number: Number | None, line: Number) -> int:
    """Where a number stands. Only what equals the line stands on it."""
    if number is None:
        return WIDTH
    if number == line:
        return LINE_AT
    if number < line:
        return min(int(max(number, 0) * LINE_AT / line), LINE_AT - 2)
    if line <= 0:
        return WIDTH
    return min(max(int(number * LINE_AT / line), LINE_AT + 2), WIDTH)


def satisfies(number: Number | None, line: Number, side: Side) -> bool:
    """Whether one end of a value lies where the law wants it."""
    if number is None:
        return side in (Side.ABOVE, Side.AT_LEAST)
    if side is Side.BELOW:
        return number < line
    if side is Side.AT_MOST:
        return number <= line
    return number > line or (side is Side.AT_LEAST and number == line)


def verdict(low: Number, high: Number | None, line: Number, side: Side) -> str:
    """`met`, `not_met`, or `unknown` where the two ends disagree."""
    ends = {satisfies(low, line, side), satisfies(high, line, side)}
    if len(ends) > 1:
        return "unknown"
    return "met" if ends.pop() else "not_met"


def bar(low: Number, high: Number | None, line: Number, side: Side) -> Bar:
    """The bar of a value between two ends."""
    value, end = place(low, line), place(high, line)
    under = side in (Side.BELOW, Side.AT_MOST)
    return Bar(
        value=value,
        maybe=end if low != high and end > value else None,
        lawful_from=0 if under else LINE_AT,
        lawful_width=LINE_AT if under else WIDTH - LINE_AT,
        is_met=verdict(low, high, line, side) != "not_met",
    )


Show = Callable[[Number], str]
"""Writes a number of a unit with that unit."""


def words(low: Number | None, high: Number | None, side: Side, show: Show) -> str:
    """The distance in words. The ends say how far above its line a value is; below it, less than nothing."""
    if low == high == 0:
        return on_the_line(side)
    if high is not None and (high < 0 or (high == 0 and low is not None)):
        gap, is_all = between(-high, None if low is None else -low, show)
        return lower(gap, is_all) if side in (Side.BELOW, Side.AT_MOST) else lacking(gap, is_all)
    if low is not None and (low > 0 or (low == 0 and side is Side.AT_LEAST)):
        return higher(*between(low, high, show))
    if low is None:
        return ""
    if high is None:
        return open_words(show(-low), side)
    return _("可能低%(low)s，也可能高%(high)s") % {"low": show(-low), "high": show(high)}


def between(near: Number, far: Number | None, show: Show) -> tuple[str, bool]:
    """How far, or from how far to how far; and whether that is all, for there may be more."""
    if far is None or near == far:
        return show(near), far is not None
    return _("%(low)s至%(high)s") % {"low": show(near), "high": show(far)}, True


def open_words(room: str, side: Side) -> str:
    """What may still come before the line is reached."""
    return {
        Side.BELOW: _("还可有不到%(amount)s"),
        Side.AT_MOST: _("还可有%(amount)s"),
        Side.ABOVE: _("还要有%(amount)s以上"),
        Side.AT_LEAST: _("还要有%(amount)s"),
    }[side] % {"amount": room}


def on_the_line(side: Side) -> str:
    """Exactly on the line: the one case where a word decides."""
    return {
        Side.BELOW: _("正好等于，要低于才符合"),
        Side.AT_MOST: _("正好在标准上"),
        Side.ABOVE: _("正好等于，要超过才符合"),
        Side.AT_LEAST: _("正好在标准上"),
    }[side]


def lower(gap: str, is_all: bool) -> str:
    return (_("低%(amount)s") if is_all else _("至少低%(amount)s")) % {"amount": gap}


def higher(gap: str, is_all: bool) -> str:
    return (_("高%(amount)s") if is_all else _("至少高%(amount)s")) % {"amount": gap}


def lacking(gap: str, is_all: bool) -> str:
    return (_("还差%(amount)s") if is_all else _("至少还差%(amount)s")) % {"amount": gap}
