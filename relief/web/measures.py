"""A comparison as people read it: this household's value, the line, the bar and the distance in words.

Rules count exactly, in fen a year or finer; people are told amounts a month, rounded to the fen
for show only.
"""

from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.rules.language import UNBOUNDED, Range, Unit
from relief.rules.quantities import is_money, shown
from relief.web.distance import Bar, Side, bar, words
from relief.web.money import money


class Measure(NamedTuple):
    """What a criterion's row shows beside its title; empty where nothing can be said."""

    value: str
    line: str
    bar: Bar | None
    distance: str


def quantity(number: int, unit: Unit, noun: str = "") -> str:
    """A number with its unit: 1,650.00元, 16岁, 3个月; a count with its noun, if it has one: 1套."""
    if is_money(unit):
        return amount(shown(number, unit) * 100)
    if unit == "years":
        return ngettext("%(count)d岁", "%(count)d岁", number) % {"count": number}
    if unit == "months":
        return ngettext("%(count)d个月", "%(count)d个月", number) % {"count": number}
    return f"{number}{noun}"


def amount(fen: Fraction) -> str:
    """Half a fen is rounded up; a difference too small to show is not shown as nothing."""
    if 0 < fen < Fraction(1, 2):
        return _("不到%(amount)s") % {"amount": money(1)}
    return money(int(fen + Fraction(1, 2)))


def value_in_words(value: Range, unit: Unit, noun: str = "") -> str:
    """至少1,650.00元 while something is missing; nothing at all where nothing was declared."""
    low, high = quantity(value.low, unit, noun), quantity(value.high, unit, noun)
    if value.low == value.high:
        return low
    if value.high < UNBOUNDED:
        return _("%(low)s至%(high)s") % {"low": low, "high": high}
    return _("至少%(amount)s") % {"amount": low} if value.low else ""


def line_in_words(line: int, side: Side, unit: Unit, noun: str = "") -> str:
    """低于3,200.00元: the line with the word that decides."""
    return {
        Side.BELOW: _("低于%(amount)s"),
        Side.AT_MOST: _("不超过%(amount)s"),
        Side.ABOVE: _("超过%(amount)s"),
        Side.AT_LEAST: _("不低于%(amount)s"),
    }[side] % {"amount": quantity(line, unit, noun)}


def measure(value: Range, sign: str, line: Range, unit: Unit, noun: str = "") -> Measure:
    """Everything a row shows. Where the line itself is not known there is no bar."""
    said = value_in_words(value, unit, noun)
    if line.low != line.high:
        return Measure(said, "", None, "")
    side = Side(sign)
    high = value.high if value.high < UNBOUNDED else None
    distance = words(value.low, high, line.low, side, lambda number: quantity(number, unit, noun))
    told = line_in_words(line.low, side, unit, noun)
    return Measure(said, told, bar(value.low, high, line.low, side), distance)
