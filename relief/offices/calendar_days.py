"""Which days offices work: what the calendar knows, and Monday to Friday beyond it, 暂估."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from .models import WorkingDay


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """工作日历 as data: by day whether offices work, and whether that is only assumed (暂估)."""

    known: Mapping[date, tuple[bool, bool]] = field(default_factory=dict)

    def works(self, day: date) -> bool:
        return self._of(day)[0]

    def assumed(self, day: date) -> bool:
        """暂估: no arrangement of the holidays of this day has been published yet."""
        return self._of(day)[1]

    def _of(self, day: date) -> tuple[bool, bool]:
        return self.known.get(day) or (day.weekday() < 5, True)


def working_days(first: date, last: date) -> WorkingDays:
    """The calendar from one day to another, in one query."""
    rows = WorkingDay.objects.filter(day__range=(first, last)).order_by()
    found = rows.values_list("day", "is_working", "provisional")
    return WorkingDays({day: (works, assumed) for day, works, assumed in found})
