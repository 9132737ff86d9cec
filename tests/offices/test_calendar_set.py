"""登记放假安排: an administrator enters a year when it is published, in the words of the notice."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone, translation

from relief.audit.queries import events_about
from relief.offices import services
from relief.offices.access import acting
from relief.offices.calendar_typed import days_from_text, text_from_days
from relief.offices.models import Role, WorkingDay
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

YEAR = timezone.localdate().year + 1
NEW_YEAR, OCTOBER = date(YEAR, 1, 1), date(YEAR, 10, 1)
SUNDAY = next(day for day in (date(YEAR, 9, 1) + timedelta(days=n) for n in range(7)) if day.weekday() == 6)
MONDAY = SUNDAY + timedelta(days=1)
TYPED = {
    "rest": "1月1日（周五）\n10月1日至7日",
    "work": f"{SUNDAY.month}月{SUNDAY.day}日",
    "document": "国务院办公厅通知",
}


@pytest.fixture
def administrator(client, world):
    WorkingDay.objects.bulk_create(
        WorkingDay(day=day, is_working=day.weekday() < 5, provisional=True)
        for day in (NEW_YEAR, OCTOBER, SUNDAY, MONDAY)
    )
    client.force_login(world.administrator)
    return client


def enter(client, year=YEAR, **typed):
    return client.post(reverse("calendar_set", args=[year]), TYPED | typed)


def days():
    return dict(WorkingDay.objects.filter(day__year=YEAR).values_list("day", "is_working"))


def test_the_whole_year_is_known_from_then_on(administrator, world):
    assert enter(administrator).url == reverse("calendar_year", args=[YEAR])

    known = days()
    assert len(known) in (365, 366)
    assert not WorkingDay.objects.filter(day__year=YEAR, provisional=True).exists()
    off = {NEW_YEAR} | {OCTOBER + timedelta(days=n) for n in range(7)}
    assert known == {day: day == SUNDAY or (day.weekday() < 5 and day not in off) for day in known}
    with acting_everywhere():
        event = events_about(WorkingDay(day=NEW_YEAR)).get()
    assert (event.action, event.actor_id) == ("offices.calendar_set", world.administrator.pk)
    assert event.details == {
        "year": YEAR,
        "notice": "国务院办公厅通知",
        "working_days": sum(known.values()),
    }


def test_entered_again_it_begins_with_what_was_entered(administrator):
    enter(administrator)
    again = administrator.get(reverse("calendar_set", args=[YEAR])).context["form"]
    enter(administrator, rest=again["rest"].value(), work="")

    assert not days()[SUNDAY]
    assert not days()[OCTOBER] or OCTOBER.weekday() >= 5


@pytest.mark.parametrize(
    ("typed", "box", "words"),
    [
        ({"rest": ""}, "rest", "请填写"),
        ({"rest": "国庆节"}, "rest", "“国庆节”看不懂"),
        ({"rest": "2月30日"}, "rest", "“2月30日”看不懂"),
        ({"rest": "10月7日至1日"}, "rest", "“10月7日至1日”看不懂"),
        ({"rest": "2020年10月1日"}, "rest", f"不在{YEAR}年里"),
        ({"work": f"{MONDAY.month}月{MONDAY.day}日"}, "work", "本来就上班"),
        ({"rest": f"{SUNDAY.month}月{SUNDAY.day}日"}, "work", "也写在放假的日子里了"),
        ({"document": ""}, "document", "请填写"),
    ],
)
def test_a_mistake_is_said_at_its_box_and_what_was_typed_stays(administrator, typed, box, words):
    page = enter(administrator, **typed)

    assert words in page.context["form"].errors[box][0]
    sent = TYPED | typed
    assert [page.context["form"][name].value() for name in sent] == list(sent.values())
    assert WorkingDay.objects.filter(day__year=YEAR).count() == 4


def test_a_year_gone_by_or_not_in_the_calendar_is_not_entered(administrator):
    WorkingDay.objects.create(day=date(YEAR - 2, 1, 4), is_working=True, provisional=False)

    assert enter(administrator, YEAR - 2).status_code == 404
    assert enter(administrator, YEAR + 50).status_code == 404


def test_the_page_of_the_year_leads_there(administrator):
    page = administrator.get(reverse("calendar_year", args=[YEAR])).content.decode()

    assert reverse("calendar_set", args=[YEAR]) in page


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_enters_it(administrator, world, role):
    person = world.by_role[role]
    administrator.force_login(person)

    assert enter(administrator).status_code == 403
    with acting(person), pytest.raises(PermissionDenied):
        services.set_calendar_year(by=person, year=YEAR, rest=set(), work=set(), document="x")
    assert WorkingDay.objects.filter(day__year=YEAR).count() == 4


@pytest.mark.parametrize(
    "text",
    [
        "10月1日至3日",
        "10-1至10-3",
        "10月1日、10月2日、10月3日",
        "２０２７年10月1日～10月3日",
        "10-01 to 10-03",
    ],
)
def test_reads_a_span_however_it_is_written(text):
    assert days_from_text(text, 2027) == {date(2027, 10, day) for day in (1, 2, 3)}


def test_what_is_written_is_read_again_in_both_languages():
    days = {date(2027, 1, 31), date(2027, 2, 1), date(2027, 10, 1)}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            assert days_from_text(text_from_days(days), 2027) == days


def test_three_days_joined_are_no_span():
    with pytest.raises(ValidationError, match="看不懂"):
        days_from_text("10月1日至3日至5日", 2027)
