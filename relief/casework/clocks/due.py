"""What is due of an application: its clocks over the calendar, and what its row keeps of the soonest."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils import timezone

from relief.offices.calendar_days import WorkingDays, working_days
from relief.offices.models import Section
from relief.offices.queries import figures_in_force

from ..delegation import is_delegated
from ..models import NEVER, Application, Deed
from ..workflow import INVESTIGATED, DeedKind
from . import CLOCKS, Event, Span, Terms, spans
from .counting import Reckoning, reckon
from .kinds import Condition
from .settled import half_yearly

REACH = timedelta(days=366 + 31)
"""How far beyond the last deed a clock may end: a year, and what holidays add to it."""


class Deadline(NamedTuple):
    """One run of a clock with what it comes to."""

    span: Span
    reckoning: Reckoning

    @property
    def is_running(self) -> bool:
        return self.span.met is None

    @property
    def binds(self) -> bool:
        """Somebody has to act by its last day."""
        return self.is_running and not self.span.clock.runs and self.reckoning.due is not None


def event_of(deed: Deed) -> Event:
    """On its day; a death counts from the day somebody died."""
    day = deed.happened_on if deed.deed == DeedKind.REPORT_DEATH else None
    return Event(deed.deed, day or timezone.localdate(deed.at), deed.after)


def events_of(application: Application) -> list[Event]:
    """Everything that was done to it, in order."""
    rows = (
        Deed.objects.filter(application=application)
        .order_by("number")
        .only("deed", "at", "after", "happened_on")
    )
    return [event_of(deed) for deed in rows]


def terms_of(application: Application, events: Sequence[Event] = ()) -> Terms:
    """What the place had set when the application came, as known then; delegated: when it was accepted."""
    return Terms(_lengths(application), frozenset(_conditions(application, events)))


def _conditions(application: Application, events: Sequence[Event]) -> Iterator[Condition]:
    accepted = any(event.kind == DeedKind.ACCEPT for event in events)
    if accepted and application.programme in INVESTIGATED and is_delegated(application):
        yield Condition.DELEGATED
    yield from half_yearly(application)


def _lengths(application: Application) -> dict[str, int]:
    asked = [each.code for each in CLOCKS if each.place_says and application.programme in each.programmes]
    if not asked:
        return {}
    day = timezone.localdate(application.submitted_at)
    standing = figures_in_force(application.area, day, application.submitted_at)
    values: dict[str, Any] = next((row.values for row in standing if row.section == Section.FIGURES), {})
    lengths = {code: values.get(f"{code}_days") for code in asked}
    return {code: length for code, length in lengths.items() if length}


def deadlines(application: Application, events: Sequence[Event]) -> list[Deadline]:
    """Every run of every clock, in the order of the table."""
    found = spans(application.programme, events, terms_of(application, events))
    calendar = _calendar_of(found, events)
    return [Deadline(span, reckon(span, calendar)) for span in found]


def _calendar_of(found: list[Span], events: Sequence[Event]) -> WorkingDays:
    if not found:
        return WorkingDays()
    return working_days(min(span.start for span in found), max(event.day for event in events) + REACH)


def soonest(found: Iterable[Deadline]) -> Deadline | None:
    """The one by which somebody has to act first."""
    return min((each for each in found if each.binds), key=_last_day, default=None)


def _last_day(deadline: Deadline) -> date:
    return deadline.reckoning.due or NEVER


def kept(application: Application, events: Sequence[Event]) -> dict[str, Any]:
    """What the row of an application keeps of the soonest: the database counts its last day from it.

    After a stop it counts from the day on which it went on, what was left of it.
    """
    found = spans(application.programme, events, terms_of(application, events))
    running = [each for each in found if each.met is None and each.length and not each.clock.runs]
    if len(running) == 1 and not running[0].stops:
        # One alone is the soonest, whatever the calendar says.
        return _row(running[0], running[0].start, running[0].length or 0)
    first = soonest(deadlines(application, events))
    return _row(first.span, *_left(first)) if first else dict(NOTHING_DUE)


NOTHING_DUE = {"clock": "", "clock_from": None, "clock_length": None, "clock_unit": ""}


def _row(span: Span, begin: date, length: int) -> dict[str, Any]:
    return {
        "clock": span.clock.code,
        "clock_from": begin,
        "clock_length": length,
        "clock_unit": span.clock.unit.value,
    }


def _left(deadline: Deadline) -> tuple[date, int]:
    """From when what is left of it is counted, and how much that is."""
    span = deadline.span
    length = span.length or 0
    if not span.stops:
        return span.start, length
    resumed = span.stops[-1].until or span.start
    before = (day.number for day in deadline.reckoning.days if day.number and day.day <= resumed)
    return resumed, length - max(before, default=0)
