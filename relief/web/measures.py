"""A comparison as people read it: this household's value, the line, the bar and the distance in words.

Rules count exactly, in fen a year or finer; people are told amounts a month, rounded to the fen
for show only.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.rules.distances import Distance
from relief.rules.language import UNBOUNDED, Range, Unit
from relief.rules.quantities import is_money, nothing_known, shown
from relief.web.days import long_day
from relief.web.distance import Bar, Number, Side, bar, words
from relief.web.money import money


class Measure(NamedTuple):
    """What a criterion's row shows beside its title; empty where nothing can be said."""

    value: str
    line: str
    bar: Bar | None
    distance: str


def quantity(number: Number, unit: Unit, noun: str = "") -> str:
    """A number with its unit: 1,650.00元, 16岁, 3个月; a count with its noun, if it has one: 1套."""
    if is_money(unit):
        return amount(shown(number, unit) * 100)
    if unit == "fine_percent":
        return f"{Decimal(int(number)).scaleb(-4).normalize():f}%"
    count = int(number)
    words = {
        "years": ngettext("%(count)d岁", "%(count)d岁", count),
        "months": ngettext("%(count)d个月", "%(count)d个月", count),
        "people": ngettext("%(count)d人", "%(count)d人", count),
    }.get(unit, f"%(count)d{noun}")
    return words % {"count": count}


def amount(fen: Fraction) -> str:
    """Half a fen is rounded up; a difference too small to show is not shown as nothing."""
    if 0 < fen < Fraction(1, 2):
        return _("不到%(amount)s") % {"amount": money(1)}
    return money(int(fen + Fraction(1, 2)))


def value_in_words(value: Range, unit: Unit, noun: str = "") -> str:
    """至少1,650.00元 while something is missing; nothing at all where nothing was declared."""
    if nothing_known(value, unit):
        return ""
    low, high = quantity(value.low, unit, noun), quantity(value.high, unit, noun)
    if value.low == value.high:
        return low
    if value.high < UNBOUNDED:
        return _("%(low)s至%(high)s") % {"low": low, "high": high}
    return _("至少%(amount)s") % {"amount": low}


def line_in_words(line: Number, side: Side, unit: Unit, noun: str = "") -> str:
    """低于3,200.00元: the line with the word that decides."""
    return {
        Side.BELOW: _("低于%(amount)s"),
        Side.AT_MOST: _("不超过%(amount)s"),
        Side.ABOVE: _("超过%(amount)s"),
        Side.AT_LEAST: _("不低于%(amount)s"),
    }[side] % {"amount": quantity(line, unit, noun)}


def measure(found: Distance, noun: str = "") -> Measure:
    """Everything a row shows. Where the line itself is not known there is no bar.

    Of something undeclared a distance is told in money alone, and not from a line of nothing.
    """
    if found.unit == "days":
        return _of_days(found)
    said, side, unit = value_in_words(found.value, found.unit, noun), Side(found.sign), found.unit
    line = found.line.low if found.line.low == found.line.high else None
    told = "" if line is None else line_in_words(line, side, unit, noun)
    if not said and not (is_money(unit) and line):
        return Measure(said, told, None, "")
    low, high = (None if abs(end) >= UNBOUNDED else end for end in found.gap)
    distance = words(low, high, side, lambda number: quantity(number, unit, noun))
    return Measure(said, told, _bar(found.value, line, side, unit), distance)


def _of_days(found: Distance) -> Measure:
    """A day, the day it is held against, and how many days lie between; a bar would say nothing."""
    line, side = long_day(date.fromordinal(int(found.line.low))), Side(found.sign)
    told = {
        Side.BELOW: _("早于%(day)s"),
        Side.AT_MOST: _("不晚于%(day)s"),
        Side.ABOVE: _("晚于%(day)s"),
        Side.AT_LEAST: _("不早于%(day)s"),
    }[side] % {"day": line}
    if nothing_known(found.value, found.unit):
        return Measure("", told, None, "")
    value = long_day(date.fromordinal(int(found.value.low)))
    return Measure(value, told, None, days_apart(int(found.gap.low), side))


def days_apart(gap: int, side: Side) -> str:
    """早3天: how many days before (less than nothing) or after its line a day lies."""
    if gap == 0:
        return _("正好是这一天") if side.endswith("=") else _("正好是这一天，不算在内")
    if gap < 0:
        return ngettext("早%(count)d天", "早%(count)d天", -gap) % {"count": -gap}
    return ngettext("晚%(count)d天", "晚%(count)d天", gap) % {"count": gap}


def _bar(value: Range, line: Number | None, side: Side, unit: Unit) -> Bar | None:
    """How many people count, and whether there is anything at all, is not a matter of more or less."""
    if line is None or unit == "people" or (line == 0 and side is Side.ABOVE):
        return None
    return bar(value.low, None if value.high >= UNBOUNDED else value.high, line, side)
