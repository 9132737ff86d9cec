"""按时办结: of each step and each office, how much of what fell due in a month was done in time.

Counted from the deeds alone: a run of a clock belongs to the month of its last day, whenever it was met.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from typing import NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone

from relief.casework.clocks import CLOCK_OF
from relief.casework.clocks.due import Deadline, deadlines_of_all, event_of
from relief.casework.models import Application, Deed, Transfer
from relief.casework.workflow import DeedKind
from relief.offices.models import SPAN, Level

LONGEST = timedelta(days=150)
"""Longer than any clock that is counted in working days takes, stops included. Who looks at means a half year
too early is not counted as in time: it would take every award of the county to find them."""
TO_THE_COUNTY = (DeedKind.REQUEST_CHECK, DeedKind.FORWARD, DeedKind.REFER)
"""What these begin is the county's to do; everything else the township's."""
BATCH = 200
TOWNSHIP = SPAN[Level.TOWNSHIP]


class Share(NamedTuple):
    """`running`: due in the month, not done, and the last day has not passed."""

    on_time: int = 0
    late: int = 0
    running: int = 0

    @property
    def per_mille(self) -> int | None:
        """On time of all that were done or overdue, in thousandths, rounded down: 1,000 is all of them."""
        ended = self.on_time + self.late
        return self.on_time * 1000 // ended if ended else None


class Left(NamedTuple):
    """The day on which a household was sent on, and by which township."""

    on: date
    township: int


@dataclass(frozen=True, slots=True)
class Counts:
    """By clock and by office, an area's number: how many, by the name of the part of `Share`."""

    steps: dict[str, Counter[str]] = field(default_factory=dict)
    offices: dict[int, Counter[str]] = field(default_factory=dict)

    def add(self, code: str, office: int, part: str) -> None:
        self.steps.setdefault(code, Counter())[part] += 1
        self.offices.setdefault(office, Counter())[part] += 1

    def by_step(self) -> dict[str, Share]:
        """In the order of the table of clocks."""
        return {code: Share(**self.steps[code]) for code in CLOCK_OF if code in self.steps}

    def by_office(self) -> dict[int, Share]:
        return {number: Share(**self.offices[number]) for number in sorted(self.offices)}


def counts(first: date, last: date, today: date, office: int | None = None) -> Counts:
    """Of everything in the reader's area; `office`: of one township, or the county, by its area's number."""
    found, moved = Counts(), places_left()
    for application, each in _deadlines(first, last):
        if each.span.clock.runs or not each.reckoning.due or not first <= each.reckoning.due <= last:
            continue
        number = office_of(application, each, moved.get(application.household_id, ()))
        if office in (None, number):
            found.add(each.span.clock.code, number, _part(each, today))
    return found


def _deadlines(first: date, last: date) -> Iterator[tuple[Application, Deadline]]:
    """Of many applications at a time, so that each of them costs no query of its own."""
    rows = _touched(first, last)
    while batch := list(islice(rows, BATCH)):
        told = [(each, [event_of(deed) for deed in each.deeds.all()]) for each in batch]
        for application, found in zip(batch, deadlines_of_all(told), strict=True):
            yield from ((application, each) for each in found)


def office_of(application: Application, deadline: Deadline, moved: Iterable[Left] = ()) -> int:
    """Whose the step is, as the number of a township or of the county.

    Of a household that moved: where it was on the day on which the step was done, or on its last day if that
    came first. The day on which it was sent is the next office's.
    """
    if deadline.span.begun_by in TO_THE_COUNTY:
        return application.county
    days = (deadline.span.met, deadline.reckoning.due)
    day = min((each for each in days if each), default=date.max)
    return next((each.township for each in moved if day < each.on), application.township)


def places_left() -> dict[UUID, list[Left]]:
    """By household the townships it left, in order: few households move."""
    found: dict[UUID, list[Left]] = {}
    rows = Transfer.objects.select_related("deed__application").order_by("deed__at", "deed__pk")
    for each in rows:
        left = Left(timezone.localdate(each.deed.at), each.came_from_id // TOWNSHIP * TOWNSHIP)
        found.setdefault(each.deed.application.household_id, []).append(left)
    return found


def _part(deadline: Deadline, today: date) -> str:
    ended, due = deadline.span.met or today, deadline.reckoning.due or today
    if ended > due:
        return "late"
    return "on_time" if deadline.span.met else "running"


def _touched(first: date, last: date) -> Iterator[Application]:
    """Whatever can have a clock that ends in these days: worked on since, however late, or overdue still."""
    since = Deed.objects.filter(application=OuterRef("pk"), at__date__gte=first - LONGEST)
    rows = Application.objects.filter(Q(Exists(since)) | Q(due_on__lte=last), submitted_at__date__lte=last)
    deeds = Prefetch("deeds", Deed.objects.order_by("number").defer("text"))
    return rows.prefetch_related(deeds).order_by("pk").iterator(chunk_size=BATCH)


def months_before(today: date, count: int) -> Iterable[date]:
    """The first days of this month and of those before it."""
    day = today.replace(day=1)
    for _each in range(count):
        yield day
        day = (day - timedelta(days=1)).replace(day=1)
