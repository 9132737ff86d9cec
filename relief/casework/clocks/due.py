"""What is due of an application: its clocks over the calendar, and what its row keeps of the soonest."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from relief.offices.calendar_days import WorkingDays, working_days
from relief.offices.queries import figures_at, figures_of_all

from ..delegation import delegated_among
from ..models import NEVER, Application, Deed
from ..workflow import INVESTIGATED, DeedKind
from . import CLOCKS, Event, Span, Terms, spans
from .counting import Reckoning, reckon
from .kinds import Condition
from .settled import LOOKING, unsettled_among

REACH = timedelta(days=366 + 31)
"""How far beyond the last deed a clock may end: a year, and what holidays add to it."""


Told = tuple[Application, Sequence[Event]]
"""An application with everything that was done to it, in order."""


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
    return _terms_of_all([(application, events)])[0]


def _terms_of_all(told: Sequence[Told]) -> list[Terms]:
    """Of each the same; in as many queries as for one."""
    accepted = [each.pk for each, events in told if _is_accepted(each, events)]
    delegated = delegated_among(accepted) if accepted else set()
    lengths = _lengths([each for each, _events in told])
    return [
        Terms(lengths[each.pk], frozenset({Condition.DELEGATED}) if each.pk in delegated else frozenset())
        for each, _events in told
    ]


def _is_accepted(application: Application, events: Sequence[Event]) -> bool:
    return application.programme in INVESTIGATED and any(e.kind == DeedKind.ACCEPT for e in events)


def _lengths(applications: Sequence[Application]) -> dict[UUID, dict[str, int]]:
    asked = {each.pk: _asked_of_the_place(each.programme) for each in applications}
    rows = figures_of_all({each.area_id for each in applications if asked[each.pk]})
    found = {}
    for each in applications:
        day = timezone.localdate(each.submitted_at)
        row = figures_at(rows, each.area_id, day, each.submitted_at) if asked[each.pk] else None
        lengths = {code: row.values.get(f"{code}_days") for code in asked[each.pk]} if row else {}
        found[each.pk] = {code: length for code, length in lengths.items() if length}
    return found


def _asked_of_the_place(programme: str) -> list[str]:
    return [each.code for each in CLOCKS if each.place_says and programme in each.programmes]


def deadlines(application: Application, events: Sequence[Event]) -> list[Deadline]:
    """Every run of every clock, in the order of the table."""
    return deadlines_of_all([(application, events)])[0]


def deadlines_of_all(told: Sequence[Told]) -> list[list[Deadline]]:
    """Of each application with what was done to it the same; in as many queries as for one."""
    told, terms = _with_means(told), _terms_of_all(told)
    found = [spans(each.programme, events, of_it) for (each, events), of_it in zip(told, terms, strict=True)]
    done = [event for _each, events in told for event in events]
    calendar = _calendar_of([span for spans_of_it in found for span in spans_of_it], done)
    return [[Deadline(span, reckon(span, calendar)) for span in spans_of_it] for spans_of_it in found]


def _with_means(told: Sequence[Told]) -> list[Told]:
    """Each with what the deeds that looked at the means of dibao found; in one query."""
    found = unsettled_among(each for each, _events in told)
    return [(each, list(_looked(events, iter(found.get(each.pk, ()))))) for each, events in told]


def _looked(events: Sequence[Event], found: Iterator[bool]) -> Iterator[Event]:
    for event in events:
        yield event._replace(unsettled=next(found, None)) if event.kind in LOOKING else event


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
    ((_application, looked),) = _with_means([(application, events)])
    found = spans(application.programme, looked, terms_of(application, events))
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
    last = deadline.reckoning.due or NEVER
    # What was over already when it stood still has no days left to give back.
    stops = [each for each in span.stops if each.day < last]
    if not stops:
        return span.start, length
    resumed = stops[-1].until or span.start
    before = (day.number for day in deadline.reckoning.days if day.number and day.day <= resumed)
    return resumed, length - max(before, default=0)
