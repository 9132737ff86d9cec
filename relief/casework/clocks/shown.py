"""How soon something is due, in words and in a shape, as the queue and the first pages say it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.offices.calendar_days import WorkingDays, working_days
from relief.web.days import weekday

from ..models import NEVER
from .counting import ONE, days_between
from .kinds import Unit

Haste = Literal["late", "today", "soon", "calm"]
SOON = 2
"""Within so many working days it is soon."""
LOOKS_AHEAD = timedelta(days=30)
"""Within so many days there are always two on which offices work."""


class Kept(NamedTuple):
    """What the row of an application keeps of its soonest clock."""

    begin: date | None
    unit: str
    due_on: date

    @property
    def is_dated(self) -> bool:
        return self.due_on != NEVER


class Due(NamedTuple):
    """A deadline in words: 超1个工作日, and 11月20日（周五）. Nothing where there is none."""

    words: str = ""
    day: str = ""
    haste: Haste = "calm"
    assumed: bool = False


def calendar_for(rows: Iterable[Kept], today: date) -> WorkingDays:
    """What saying these takes of the calendar, in one query."""
    dated = [row for row in rows if row.is_dated]
    first = min((row.begin or today for row in dated), default=today)
    last = max((row.due_on for row in dated), default=today)
    return working_days(min(first, today), max(last, today + LOOKS_AHEAD))


def last_soon(today: date, calendar: WorkingDays) -> date:
    """The second working day from today on: up to it everything is soon."""
    day = today
    for _each in range(SOON):
        day += ONE
        while not calendar.works(day):
            day += ONE
    return day


def due_of(row: Kept, today: date, calendar: WorkingDays) -> Due:
    """How soon, until when, and whether that rests on days that are only assumed."""
    if not row.is_dated:
        return Due()
    day = weekday(row.due_on)
    return Due(_words(row, today, calendar), day, _haste(row, today, calendar), _assumed(row, calendar))


def _haste(row: Kept, today: date, calendar: WorkingDays) -> Haste:
    if row.due_on <= today:
        return "today" if row.due_on == today else "late"
    return "soon" if row.due_on <= last_soon(today, calendar) else "calm"


def _words(row: Kept, today: date, calendar: WorkingDays) -> str:
    if row.due_on == today:
        return _("今天到期")
    unit = Unit.WORKING if row.unit == Unit.WORKING else Unit.DAYS
    count = days_between(today, row.due_on, calendar, unit)
    if count > 0:
        return _("还剩%(length)s") % {"length": length_words(count, unit)}
    # Where its last day was before a weekend, no office may have worked since.
    return _("超%(length)s") % {"length": length_words(-count, unit)} if count else _("已超期")


def length_words(count: int | None, unit: str) -> str:
    """3个工作日"""
    match unit:
        case _ if count is None:
            return _("本地没有登记")
        case Unit.WORKING:
            told = ngettext("%(count)d个工作日", "%(count)d个工作日", count)
        case Unit.MONTHS:
            told = ngettext("%(count)d个月", "%(count)d个月", count)
        case _:
            told = ngettext("%(count)d天", "%(count)d天", count)
    return told % {"count": count}


def _assumed(row: Kept, calendar: WorkingDays) -> bool:
    if row.unit != Unit.WORKING or row.begin is None:
        return False
    return any(calendar.assumed(row.begin + ONE * n) for n in range(1, (row.due_on - row.begin).days + 1))
