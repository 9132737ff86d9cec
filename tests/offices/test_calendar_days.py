"""工作日历 from 2018 on: what was published, make-up days included, and beyond it Monday to Friday, 暂估."""

from datetime import date, timedelta

import chinese_calendar
import pytest
from django.core.management import call_command
from django.db import connection

from relief.offices.calendar_days import WorkingDays, working_days
from relief.offices.models import WorkingDay

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2018, 1, 1), date(2026, 12, 31)


@pytest.fixture
def calendar(db, capsys):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE relief_owner")
    call_command("load_calendar")
    return working_days(FIRST, date(2030, 12, 31))


def every(first, last):
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def test_every_day_of_2018_to_2026_is_what_was_published(calendar):
    for day in every(FIRST, LAST):
        assert calendar.works(day) == chinese_calendar.is_workday(day), day
        assert not calendar.assumed(day), day


@pytest.mark.parametrize(
    ("first", "last", "working"),
    [
        # 国庆节 2026: off from 1 to 7 October, made up for on 20 September and 10 October.
        (date(2026, 9, 20), date(2026, 9, 20), 1),
        (date(2026, 10, 1), date(2026, 10, 7), 0),
        (date(2026, 10, 8), date(2026, 10, 10), 3),
        # The turn of a year: 1 January 2026 was a Thursday, made up for on Sunday the 4th.
        (date(2025, 12, 31), date(2026, 1, 4), 2),
        # The end of a February with 29 days.
        (date(2024, 2, 28), date(2024, 3, 1), 3),
    ],
)
def test_golden_week_the_ends_of_years_and_months(calendar, first, last, working):
    assert sum(calendar.works(day) for day in every(first, last)) == working


def test_beyond_what_is_published_it_is_monday_to_friday_and_says_so(calendar):
    for day in every(date(2027, 1, 1), date(2030, 12, 31)):
        assert calendar.works(day) == (day.weekday() < 5)
        assert calendar.assumed(day)


def test_without_a_calendar_everything_is_assumed():
    assert WorkingDays().works(date(2026, 10, 1))
    assert WorkingDays().assumed(date(2026, 10, 1))


def test_a_span_is_one_query(calendar, django_assert_num_queries):
    WorkingDay.objects.filter(day=date(2026, 10, 10)).update(is_working=False)
    with django_assert_num_queries(1):
        days = working_days(date(2026, 10, 9), date(2026, 10, 10))
    assert (days.works(date(2026, 10, 9)), days.works(date(2026, 10, 10))) == (True, False)
