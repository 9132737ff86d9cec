"""The figures of a finding in the unit in which people speak of them."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from relief.rules.language import LAST_DAY, LEAST_PERCENT, MOST_YEARS, UNBOUNDED, Range, Unit
from relief.rules.means import FINE, MONTHS

PER_SHOWN: dict[Unit, int] = {
    "finest_fen": FINE * FINE * 100,
    "fine_fen_a_year": FINE * MONTHS * 100,
    "fen_a_year": MONTHS * 100,
    "fen": 100,
    "fine_percent": FINE,
    "count": 1,
    "people": 1,
    "years": 1,
    "months": 1,
    "days": 1,
}
"""How many of a unit make one of what is shown: yuan (a month), per cent, or the count itself."""
ANYTHING: dict[Unit, Range] = {
    "years": Range(0, MOST_YEARS),
    "fine_percent": Range(LEAST_PERCENT * FINE, UNBOUNDED),
    "days": Range(1, LAST_DAY),
}


def shown(number: int | Fraction, unit: Unit) -> Fraction:
    """Yuan a month for income, yuan for money in all, else the number; exact."""
    return Fraction(number) / PER_SHOWN[unit]


def is_money(unit: Unit) -> bool:
    """Whether what is shown is yuan."""
    return unit.endswith(("fen", "fen_a_year"))


def nothing_known(value: Range, unit: Unit) -> bool:
    """Whether a value can be all that is lawful in its unit: nobody has declared anything of it."""
    return value == ANYTHING.get(unit, Range(0, UNBOUNDED))


def quantity(amount: Range, unit: Unit) -> str:
    """A range as text: 900.00, 900.00+ while there may be more, 900.00–1200.00, ? while nothing is known.

    A day is told as 2026-07-31.
    """
    if nothing_known(amount, unit):
        return "?"
    low, high = _said(amount.low, unit), _said(amount.high, unit)
    if amount.low == amount.high:
        return low
    return f"{low}+" if amount.high >= UNBOUNDED else f"{low}–{high}"


def gap_text(gap: Range, unit: Unit) -> str:
    """Value less line with its sign: -100.00, +3, -2…+1, ≥-100.00; nothing while it may be anything."""
    if gap.low <= -UNBOUNDED:
        return "" if gap.high >= UNBOUNDED else f"≤{_signed(gap.high, unit)}"
    if gap.high >= UNBOUNDED:
        return f"≥{_signed(gap.low, unit)}"
    ends = dict.fromkeys(_signed(end, unit) for end in gap)
    return "…".join(ends)


def _signed(number: int | Fraction, unit: Unit) -> str:
    return f"{'+' if number > 0 else ''}{_number(number, unit)}"


def _said(number: int | Fraction, unit: Unit) -> str:
    return date.fromordinal(int(number)).isoformat() if unit == "days" else _number(number, unit)


def _number(number: int | Fraction, unit: Unit) -> str:
    """Half of what is not shown any more is rounded up, away from nothing."""
    if PER_SHOWN[unit] == 1:
        return str(number)
    whole, rest = divmod(int(abs(shown(number, unit)) * 200 + 1) // 2, 100)
    return f"{'-' if number < 0 else ''}{whole}.{rest:02d}"
