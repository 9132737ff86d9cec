"""The figures of a finding in the unit in which people speak of them."""

from __future__ import annotations

from fractions import Fraction

from relief.rules.language import UNBOUNDED, Range, Unit
from relief.rules.means import FINE, MONTHS

PER_SHOWN: dict[Unit, int] = {
    "finest_fen": FINE * FINE * 100,
    "fine_fen_a_year": FINE * MONTHS * 100,
    "fen_a_year": MONTHS * 100,
    "fen": 100,
    "count": 1,
    "years": 1,
    "months": 1,
}
"""How many of a unit make one of what is shown: yuan (a month), or the count itself."""


def shown(number: int, unit: Unit) -> Fraction:
    """Yuan a month for income, yuan for money in all, else the number; exact."""
    return Fraction(number, PER_SHOWN[unit])


def is_money(unit: Unit) -> bool:
    """Whether what is shown is yuan."""
    return PER_SHOWN[unit] > 1


def quantity(amount: Range, unit: Unit) -> str:
    """A range as text: 900.00, 900.00+ while there may be more, 900.00–1200.00, ? while nothing is known."""
    low, high = _number(amount.low, unit), _number(amount.high, unit)
    if amount.low == amount.high:
        return low
    if amount.high >= UNBOUNDED:
        return f"{low}+" if amount.low else "?"
    return f"{low}–{high}"


def _number(number: int, unit: Unit) -> str:
    return f"{float(shown(number, unit)):.2f}" if is_money(unit) else str(number)
