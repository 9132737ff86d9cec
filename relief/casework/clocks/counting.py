"""Counting a clock day by day. Nothing here reads a clock or a table: the calendar and the days are given.

The day of the event is not counted (民法典第二百零一条). Months end on the same day of a later month, or
on its last day where there is none (第二百零二条). Days and months take weekends as they come; working days
follow the calendar, make-up days included.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from relief.offices.calendar_days import WorkingDays

from . import Span, Stop
from .kinds import Unit

ONE = timedelta(days=1)


Why = Literal["start", "counted", "make_up", "weekend", "holiday", "stopped"]


class Counted(NamedTuple):
    """One day: which of the days counted it is (None: none), why, and whether that is 暂估."""

    day: date
    number: int | None
    why: Why
    assumed: bool


@dataclass(frozen=True, slots=True)
class Reckoning:
    """Where a clock comes to: its last day, None while it stands still or nobody has said how long."""

    due: date | None
    days: tuple[Counted, ...]

    @property
    def assumed(self) -> bool:
        """暂估: the last day rests on a day of which no arrangement has been published."""
        return self.due is not None and any(day.assumed for day in self.days)


def reckon(span: Span, calendar: WorkingDays) -> Reckoning:
    """Every day from the event to the last day."""
    begin = Counted(span.start, None, "start", assumed=False)
    if span.length is None:
        return Reckoning(None, (begin,))
    if span.clock.unit == Unit.MONTHS:
        return _months(span, begin, span.length)
    days = [begin]
    for counted in _counted(span, calendar):
        days.append(counted)
        if counted.number == span.length:
            return Reckoning(counted.day, tuple(days))
    return Reckoning(None, tuple(days))


def _months(span: Span, begin: Counted, length: int) -> Reckoning:
    due = months_later(span.start, length)
    between = (span.start + ONE * offset for offset in range(1, (due - span.start).days + 1))
    days = (Counted(day, number, "counted", assumed=False) for number, day in enumerate(between, 1))
    return Reckoning(due, (begin, *days))


def _counted(span: Span, calendar: WorkingDays) -> Iterator[Counted]:
    """Day after day; it ends where a stop has no end."""
    number, day = 0, span.start
    while True:
        day += ONE
        stop = _stop_of(day, span.stops)
        if stop is not None and stop.until is None:
            return
        why: Why = "stopped" if stop else _why(day, span.clock.unit, calendar)
        counts = why in ("counted", "make_up")
        number += counts
        assumed = span.clock.unit == Unit.WORKING and not stop and calendar.assumed(day)
        yield Counted(day, number if counts else None, why, assumed)


def _stop_of(day: date, stops: tuple[Stop, ...]) -> Stop | None:
    during = (stop for stop in stops if stop.day < day and (stop.until is None or day <= stop.until))
    return next(during, None)


def _why(day: date, unit: Unit, calendar: WorkingDays) -> Why:
    if unit == Unit.DAYS:
        return "counted"
    weekend = day.weekday() >= 5
    if calendar.works(day):
        return "make_up" if weekend else "counted"
    return "weekend" if weekend else "holiday"


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_between(first: date, last: date, calendar: WorkingDays, unit: Unit) -> int:
    """How many of a clock's days lie after `first` up to `last`; negative where `last` comes first."""
    if last < first:
        return -days_between(last, first, calendar, unit)
    days = (first + ONE * offset for offset in range(1, (last - first).days + 1))
    return sum(unit != Unit.WORKING or calendar.works(day) for day in days)
