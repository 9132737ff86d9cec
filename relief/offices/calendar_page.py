"""A year of the calendar as weeks that a template can show."""

from calendar import Calendar
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from .models import WorkingDay


class Cell(NamedTuple):
    """A day in its week; `kind` is its class: work (调休上班), rest, holiday or nothing."""

    day: date
    kind: str


class Month(NamedTuple):
    """One month."""

    first: date
    weeks: list[list[Cell | None]]


def months_of(year: int, days: Iterable[WorkingDay]) -> Iterator[Month]:
    """Months in weeks from Monday; days of neighbouring months are left blank."""
    by_day = {day.day: day for day in days}
    for month in range(1, 13):
        weeks = [
            [_cell(day, by_day.get(day)) if day.month == month else None for day in week]
            for week in Calendar().monthdatescalendar(year, month)
        ]
        yield Month(date(year, month, 1), weeks)


def _cell(day: date, known: WorkingDay | None) -> Cell:
    weekend = day.weekday() >= 5
    working = known.is_working if known else not weekend
    if working:
        return Cell(day, "work" if weekend else "")
    return Cell(day, "rest" if weekend else "holiday")
