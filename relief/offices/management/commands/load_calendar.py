from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import chinese_calendar
from django.core.management.base import BaseCommand
from django.db import transaction

from relief.offices.models import WorkingDay

FIRST = date(2018, 1, 1)
LAST = date(2028, 12, 31)


class Command(BaseCommand):
    help = "Fills the calendar of working days; years that are not published yet are provisional."

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        days = list(calendar())
        WorkingDay.objects.bulk_create(days, ignore_conflicts=True)
        settled = [day for day in days if not day.provisional]
        provisional = WorkingDay.objects.filter(provisional=True, day__in=[day.day for day in settled])
        # Only what was assumed is replaced: a day that somebody has set stays as it was set.
        waiting = set(provisional.values_list("day", flat=True))
        replaced = [day for day in settled if day.day in waiting]
        WorkingDay.objects.bulk_update(replaced, ["is_working", "provisional"], batch_size=500)
        assumed = WorkingDay.objects.filter(provisional=True).count()
        self.stdout.write(f"{WorkingDay.objects.count()} days, {assumed} of them provisional")


def calendar() -> Iterator[WorkingDay]:
    published = max(chinese_calendar.holidays).year
    for offset in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=offset)
        settled = day.year <= published
        working = chinese_calendar.is_workday(day) if settled else day.weekday() < 5
        yield WorkingDay(day=day, is_working=working, provisional=not settled)
