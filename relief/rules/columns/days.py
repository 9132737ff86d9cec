"""Days and ages in columns. A day is its number since the first of year 1, as `date.toordinal` counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from relief.rules.columns.arithmetic import Integers
from relief.rules.columns.tables import UNDECLARED
from relief.rules.parameters import Figures

OLDEST = 200 * 366
"""Days: nothing that is reckoned in years is longer ago."""


class Judged:
    """The day that is judged."""

    def __init__(self, figures: Sequence[Figures]) -> None:
        self.day = figures[0].day if figures else date.min

    @property
    def ordinal(self) -> int:
        return self.day.toordinal()

    def years_since(self, days: Any) -> Any:
        """Full years from each of these days to the day that is judged; UNDECLARED stays."""
        ago = np.clip(self.ordinal - np.asarray(days, dtype=np.int64), 0, OLDEST)
        return np.where(days < 0, UNDECLARED, _years_ago(self.ordinal)[ago])

    def months_since(self, days: Any) -> Any:
        """How many months later than the month of each of these days the day that is judged lies."""
        months = np.maximum(_months(self.ordinal) - _months(np.maximum(days, 1)), 0)
        return np.where(days < 0, UNDECLARED, months)


@lru_cache(maxsize=4)
def _years_ago(ordinal: int) -> Integers:
    """By the days that something is ago on a day, the full years: a list is quick to look up."""
    years: Integers = full_years(ordinal - np.arange(OLDEST + 1), ordinal)
    return years


def full_years(since: Any, until: Any) -> Any:
    """Full years from day to day; UNDECLARED stays, and what lies ahead is no year ago.

    Born on 29 February, the birthday is 1 March in common years.
    """
    years = np.maximum((_written(np.maximum(until, 1)) - _written(np.maximum(since, 1))) // 10_000, 0)
    return np.where((np.asarray(since) < 0) | (np.asarray(until) < 0), UNDECLARED, years)


def _months(days: Any) -> Any:
    """Months since the year 0."""
    return _dates(days).astype("datetime64[M]").astype(np.int64) + 1970 * 12


def _written(days: Any) -> Any:
    """Year, month and day in one number, 20260131, which is compared and taken off as birthdays are."""
    dates, months = _dates(days), _months(days)
    of_month = (dates - dates.astype("datetime64[M]")).astype(np.int64)
    return months // 12 * 10_000 + (months % 12 + 1) * 100 + of_month + 1


def _dates(days: Any) -> Any:
    return (np.asarray(days, dtype=np.int64) - date(1970, 1, 1).toordinal()).astype("datetime64[D]")
