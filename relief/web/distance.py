"""How far a value is from its line: the bar, and the same in words.

A number that is not fully known is a low and a high end; a high end of None has no limit.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from django.utils.translation import gettext as _

WIDTH = 120
LINE_AT = 80


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


def place(number: int | None, line: int) -> int:
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


def satisfies(number: int | None, line: int, side: Side) -> bool:
    """Whether one end of a value lies where the law wants it."""
    if number is None:
        return side in (Side.ABOVE, Side.AT_LEAST)
    if side is Side.BELOW:
        return number < line
    if side is Side.AT_MOST:
        return number <= line
    return number > line or (side is Side.AT_LEAST and number == line)


def verdict(low: int, high: int | None, line: int, side: Side) -> str:
    """`met`, `not_met`, or `unknown` where the two ends disagree."""
    ends = {satisfies(low, line, side), satisfies(high, line, side)}
    if len(ends) > 1:
        return "unknown"
    return "met" if ends.pop() else "not_met"


def bar(low: int, high: int | None, line: int, side: Side) -> Bar:
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


def words(low: int, high: int | None, line: int, side: Side, show: Callable[[int], str]) -> str:
    """The distance in words; `show` writes a number with its unit."""
    answer = verdict(low, high, line, side)
    if answer == "unknown":
        return open_words(show(line - low), side)
    if low == high == line:
        return on_the_line(side)
    exact = low == high
    if side in (Side.BELOW, Side.AT_MOST):
        gap = show(line - high) if answer == "met" and high is not None else show(low - line)
        return lower(gap, exact) if answer == "met" else higher(gap, exact)
    if answer == "met":
        return higher(show(low - line), exact)
    return lacking(show(line - (line if high is None else high)), exact)


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


def lower(gap: str, exact: bool) -> str:
    return (_("低%(amount)s") if exact else _("至少低%(amount)s")) % {"amount": gap}


def higher(gap: str, exact: bool) -> str:
    return (_("高%(amount)s") if exact else _("至少高%(amount)s")) % {"amount": gap}


def lacking(gap: str, exact: bool) -> str:
    return (_("还差%(amount)s") if exact else _("至少还差%(amount)s")) % {"amount": gap}
