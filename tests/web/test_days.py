from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from relief.web import days


@pytest.fixture
def this_year(monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 11, 23))


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_way_of_writing_a_day_means_the_same(day):
    for text in (
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year} 年 {day.month} 月 {day.day} 日",
        f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month:02d}.{day.day:02d}",
    ):
        assert days.day_from_text(text) == day


def test_wide_digits_are_read():
    assert days.day_from_text("２０２６－１１－２５") == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026年2月30日", "no_such_day"),
        ("2025-02-29", "no_such_day"),
        ("0000-01-01", "no_such_day"),
        ("11月25日", "invalid"),
        ("26-11-25", "invalid"),
        ("2026-11", "invalid"),
        ("昨天", "invalid"),
    ],
)
def test_what_is_no_day_is_refused_with_its_reason(text, code):
    with pytest.raises(ValidationError) as refused:
        days.day_from_text(text)
    assert refused.value.code == code


@pytest.mark.usefixtures("this_year")
def test_days_are_said_in_chinese():
    assert days.weekday(date(2026, 11, 25)) == "11月25日（周三）"
    assert days.short_day(date(2026, 1, 4)) == "1月4日"
    assert days.short_day(date(2027, 1, 4)) == "2027年1月4日"
    assert days.long_day(date(2026, 11, 25)) == "2026年11月25日"


@pytest.mark.usefixtures("this_year")
def test_days_are_said_in_english():
    with translation.override("en"):
        assert days.weekday(date(2026, 11, 25)) == "25 November (Wed)"
        assert days.long_day(date(2026, 11, 25)) == "25 November 2026"


@pytest.mark.usefixtures("this_year")
def test_a_moment_is_said_in_local_time():
    late = datetime(2026, 11, 22, 18, 42, tzinfo=UTC)
    assert days.moment(late) == "11月23日02:42"
    assert days.short_day(late) == "11月23日"
    with translation.override("en"):
        assert days.moment(late) == "23 November, 02:42"
