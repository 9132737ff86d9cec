"""Whole numbers in int64 that saturate and never wrap, summed by the row they belong to.

What has no upper end is `CAP`; sums and products stay there, and a lower end that would pass it is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import add, mul
from typing import Any

import numpy as np
import numpy.typing as npt

from relief.rules.language import Range, Truth

CAP = 4 * 10**18
"""Stands for "no upper end" in int64, with room for one more step."""

Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]


class TooLarge(OverflowError):
    """A certain amount is larger than int64 can carry."""


def both(ends: Range | Truth, change: Callable[[Any], Any]) -> tuple[Any, Any]:
    """The change made to either side; once, where nothing in the column is uncertain."""
    low, high = ends
    changed = change(low)
    return (changed, changed) if high is low else (changed, change(high))


def exact(*ranges: Range) -> bool:
    """Whether low and high are one column."""
    return all(each.low is each.high for each in ranges)


def plus(a: Range, b: Range) -> Range:
    return _combined(add, a, b)


def times(a: Range, b: Range) -> Range:
    return _combined(mul, a, b)


def less(a: Range, b: Range) -> Range:
    low = np.maximum(0, np.subtract(a.low, b.high))
    if exact(a, b):
        return Range(low, low)
    high = np.maximum(0, np.subtract(a.high, b.low))
    return Range(low, np.where(np.asarray(a.high) >= CAP, CAP, high))


def checked(found: Range) -> Range:
    """As it is; TooLarge when a lower end has reached the cap."""
    if _most(found.low) >= CAP:
        raise TooLarge("an amount is larger than columns can carry")
    return found


def summed(values: Any, owner: Integers, ends: Integers) -> Integers:
    """Values summed by the row above that each belongs to, exactly; past the cap they stay there.

    `owner` ascends; `ends` says for each row above where its rows stop.
    """
    column = np.broadcast_to(values, owner.shape)
    longest = int(np.diff(ends, prepend=0).max(initial=0))
    if _most(column) * longest < CAP:
        return _totals(column, ends)
    endless = column >= CAP
    finite = np.where(endless, 0, column)
    past = _totals(endless.astype(np.int64), ends) > 0
    if _most(finite) * longest >= CAP:
        # Floats only decide where the cap is passed.
        past |= np.bincount(owner, weights=finite.astype(np.float64), minlength=len(ends)) >= CAP
    return np.where(past, CAP, _totals(finite, ends))


def _totals(column: Any, ends: Integers) -> Integers:
    """Differences of the running total: a total that wraps around takes nothing from them."""
    running = np.concatenate(([0], np.cumsum(column, dtype=np.int64)))
    until = running[ends]
    return np.diff(until, prepend=0)


def _combined(operation: Callable[[Any, Any], Any], a: Range, b: Range) -> Range:
    low = _saturated(operation, a.low, b.low)
    return checked(Range(low, low if exact(a, b) else _saturated(operation, a.high, b.high)))


def _saturated(operation: Callable[[Any, Any], Any], a: Any, b: Any) -> Any:
    """The operation in int64; where it would pass the cap, the cap. Floats only decide where."""
    if operation(_most(a), _most(b)) < CAP:
        return operation(a, b)
    rough = operation(np.asarray(a, dtype=np.float64), np.asarray(b, dtype=np.float64))
    with np.errstate(over="ignore"):
        found = operation(np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64))
    return np.where(rough >= CAP, CAP, found)


def _most(side: Any) -> int:
    return int(np.max(side, initial=0))
