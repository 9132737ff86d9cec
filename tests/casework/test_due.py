"""期限 on pages: what an application keeps of its soonest clock, who reads it, which days were counted."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.utils import ProgrammingError
from django.http import QueryDict
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from relief.casework.clocks import CLOCKS
from relief.casework.clocks.counting import months_later
from relief.casework.clocks.due import deadlines, events_of, soonest
from relief.casework.clocks.page import clocks_page
from relief.casework.clocks.shown import Due, Kept, calendar_for, due_of, last_soon
from relief.casework.models import NEVER, Application
from relief.casework.queue_page import queue_page
from relief.casework.said import next_case
from relief.casework.services import approve, give_back, resubmit, send_back, take, withdraw
from relief.desk.home import home_page
from relief.offices.access import acting
from relief.offices.calendar_days import WorkingDays, working_days
from relief.offices.figure_words import WORKING_DAYS
from relief.offices.models import LocalFigures, Section, WorkingDay
from relief.offices.services import set_calendar_year
from relief.offices.vocabulary import parts_of
from tests.casework.arranging import make_application, make_relief
from tests.casework.investigated import days_pass
from tests.casework.pages import open_page, text_of
from tests.factories import make_figures
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

ONE = timedelta(days=1)
NOTHING = WorkingDays()


def now(application):
    with acting_everywhere():
        return Application.objects.get(pk=application.pk)


def reckoned_anew(application):
    """The last day by the deeds and the calendar as they stand."""
    with acting_everywhere():
        found = soonest(deadlines(now(application), events_of(application)))
    return (found.span.clock.code, found.reckoning.due) if found else ("", NEVER)


def kept(application):
    row = now(application)
    return row.clock, row.due_on


def do(service, by, application, **said):
    with acting(by):
        return service(by=by, application=now(application), **said)


@pytest.fixture
def fast(place):
    return make_application(place.lin_xiaoman, "fast_relief", "house-fire-fast-relief", 800_00)


@pytest.fixture
def rigid(place):
    return make_application(place.lin_xiaoman, "rigid_expenditure", "rigid-spending-over-the-ratio")


class TestWhatIsKept:
    def test_what_waits_as_submitted(self, place, dibao, relief, fast, rigid):
        today = timezone.localdate()
        assert kept(fast) == ("fast_relief", today + 3 * ONE)
        assert kept(relief) == ("", NEVER)
        assert (kept(dibao)[0], kept(rigid)[0]) == ("acceptance", "rigid_whole")
        calendar = working_days(today, today + 60 * ONE)
        days = [today + ONE * n for n in range(1, 60)]
        assert kept(dibao)[1] == [day for day in days if calendar.works(day)][4]

    def test_after_every_deed_it_is_what_the_deeds_and_the_calendar_come_to(self, place, dibao, fast, rigid):
        made = (dibao, fast, rigid)
        for application in made:
            assert kept(application) == reckoned_anew(application)
            do(take, place.he_jing, application)
            do(give_back, place.he_jing, application)
            assert kept(application) == reckoned_anew(application)
            do(send_back, place.he_jing, application, text="补户口簿。")
            # Nobody of the offices has to act now: it stands still.
            assert kept(application) == reckoned_anew(application) == ("", NEVER)
            do(resubmit, place.lin_xiaoman, application, requested=application.requested)
            assert kept(application) == reckoned_anew(application)
            assert kept(application)[0]
        do(withdraw, place.lin_xiaoman, dibao)
        assert kept(dibao) == reckoned_anew(dibao) == ("", NEVER)

    def test_what_was_over_before_it_was_sent_back_is_over_still(self, place, fast):
        days_pass(5)
        do(send_back, place.he_jing, fast, text="补户口簿。")
        do(resubmit, place.lin_xiaoman, fast, requested=fast.requested)
        assert kept(fast) == reckoned_anew(fast) == ("fast_relief", timezone.localdate() - 2 * ONE)

    def test_a_decision_ends_it(self, place, fast):
        do(approve, place.he_jing, fast, amount=800_00)
        assert kept(fast) == reckoned_anew(fast) == ("", NEVER)

    def test_when_the_calendar_changes_it_moves_whoever_changes_it(self, place, dibao, fast):
        before = kept(fast)
        year = timezone.localdate().year
        off = {timezone.localdate() + ONE * n for n in range(1, 15)}
        for each in {day.year for day in off}:
            with acting(place.administrator):
                set_calendar_year(
                    by=place.administrator,
                    year=each,
                    rest={day for day in off if day.year == each},
                    work=set(),
                    document=f"{year}",
                )
        assert kept(dibao) == reckoned_anew(dibao)
        assert kept(dibao)[1] > timezone.localdate() + 14 * ONE
        assert kept(fast) == before
        assert now(dibao).steps == 1

    def test_no_role_writes_the_last_day(self, place, dibao):
        with acting_everywhere(), connection.cursor() as cursor, pytest.raises(ProgrammingError):
            cursor.execute("UPDATE casework_application SET due_on = '2000-01-01'")

    def test_nobody_moves_a_clock_without_a_deed(self, place, dibao):
        with acting(place.he_jing), connection.cursor() as cursor, pytest.raises(Exception, match="deed"):
            cursor.execute("UPDATE casework_application SET clock_length = 50")

    @pytest.mark.parametrize(
        ("begin", "length", "unit"),
        [
            (date(2026, 9, 24), 10, "working_days"),
            (date(2025, 12, 30), 45, "working_days"),
            (date(2026, 12, 25), 10, "working_days"),
            (date(2026, 9, 30), 7, "days"),
            (date(2023, 11, 30), 3, "months"),
        ],
    )
    def test_the_database_counts_as_the_table_of_clocks_does(self, begin, length, unit):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE relief_owner")
            call_command("load_calendar", stdout=StringIO())
            cursor.execute("SELECT casework_due_on(%s, %s, %s)", [begin, length, unit])
            (due,) = cursor.fetchone()
        if unit == "months":
            assert due == months_later(begin, length)
            return
        calendar = working_days(begin, begin + 120 * ONE)
        days = (begin + ONE * n for n in range(1, 120))
        counted = [day for day in days if unit == "days" or calendar.works(day)]
        assert due == counted[length - 1]


class TestWhatThePlaceSays:
    """Where the texts give no number, the place's holds: what it was when the application came."""

    @pytest.fixture
    def said(self, place):
        with acting_everywhere():
            row = LocalFigures.objects.get(section=Section.FIGURES, area=place.county)
        values = {**row.values, "relief_days": 3, "acceptance_days": 2}
        later = {"known_from": timezone.now(), "corrects": row, "in_force_from": row.in_force_from}
        with acting_everywhere():
            return make_figures(place.county, values=values, **later)

    def test_it_is_what_is_due(self, place, said):
        relief, dibao = make_relief(place.lin_xiaoman), make_application(place.lin_xiaoman)
        assert (now(relief).clock, now(relief).clock_length) == ("relief", 3)
        assert (now(dibao).clock, now(dibao).clock_length) == ("acceptance", 2)
        assert kept(relief) == reckoned_anew(relief)
        with acting(place.he_jing):
            page = clocks_page(now(relief), "", timezone.localdate())
        assert page["opened"].length == "3个工作日，本地规定"

    def test_what_came_before_stays_as_it_was(self, place, relief, dibao, said):
        do(take, place.he_jing, dibao)
        assert now(dibao).clock_length == 5
        assert kept(relief) == reckoned_anew(relief) == ("", NEVER)

    def test_of_each_clock_without_a_number_a_figure_can_be_entered(self):
        asked = {f"{clock.code}_days" for clock in CLOCKS if clock.place_says}
        assert asked == {key for key in parts_of(Section.FIGURES).keys if key.endswith("_days")}
        assert asked == WORKING_DAYS


# A Wednesday, before a weekend without any holiday.
WEDNESDAY = date(2026, 11, 25)


def due(days, unit="working_days", today=WEDNESDAY, calendar=NOTHING):
    return due_of(Kept(today - 3 * ONE, unit, today + ONE * days), today, calendar)


class TestHowSoon:
    @pytest.mark.parametrize(
        ("days", "unit", "words", "haste"),
        [
            (-7, "working_days", "超5个工作日", "late"),
            (-1, "days", "超1天", "late"),
            (0, "working_days", "今天到期", "today"),
            (1, "working_days", "还剩1个工作日", "soon"),
            (2, "days", "还剩2天", "soon"),
            (5, "working_days", "还剩3个工作日", "calm"),
            (3, "days", "还剩3天", "calm"),
        ],
    )
    def test_in_words_and_in_a_shape(self, days, unit, words, haste):
        said = due(days, unit)
        assert (said.words, said.haste) == (words, haste)

    def test_overdue_over_a_weekend_on_which_nobody_works(self):
        friday = date(2026, 11, 27)
        assert [due(-n, today=friday + ONE * n).words for n in (1, 2, 3)] == [
            "已超期",
            "已超期",
            "超1个工作日",
        ]

    @pytest.mark.parametrize(
        ("haste", "colour", "shape"),
        [
            ("late", "due-late", "#i-late"),
            ("today", "due-soon", "#i-today"),
            ("soon", "due-soon", "#i-clock"),
        ],
    )
    def test_not_by_colour_alone(self, haste, colour, shape):
        said = Due("还剩1个工作日", "11月26日（周四）", haste, assumed=True)
        page = render_to_string("casework/_due.html", {"due": said, "url": "/days/"})
        for part in (colour, shape, '<a class="quiet" href="/days/">还剩1个工作日</a>', "暂估"):
            assert part in page

    def test_what_is_not_soon_has_no_shape(self):
        assert "<svg" not in render_to_string("casework/_due.html", {"due": Due("还剩9天")})

    def test_until_which_day_and_whether_that_is_assumed(self):
        assert due(2).day.endswith("11月27日（周五）")
        assert due(2).assumed
        known = WorkingDays({WEDNESDAY + ONE * n: (True, False) for n in range(-5, 5)})
        assert not due(2, calendar=known).assumed
        assert not due(2, "days").assumed

    def test_without_a_deadline_there_is_nothing_to_say(self):
        assert due_of(Kept(None, "", NEVER), WEDNESDAY, NOTHING).words == ""

    def test_soon_goes_over_the_weekend(self):
        assert last_soon(date(2026, 11, 26), NOTHING) == date(2026, 11, 30)

    def test_in_english(self):
        with translation.override("en"):
            assert due(1).words == "1 working day left"
            assert due(-7).words == "5 working days overdue"

    def test_a_span_of_the_calendar_is_one_query(self, django_assert_num_queries):
        rows = [Kept(WEDNESDAY, "working_days", WEDNESDAY + ONE * n) for n in (1, 40)]
        with django_assert_num_queries(1):
            calendar_for(rows, WEDNESDAY)


def queue_on(user, today):
    with acting(user):
        return queue_page(user, QueryDict(""), "", today)


class TestQueue:
    def test_what_is_due_first_stands_first_and_without_a_deadline_last(
        self, place, relief, rigid, dibao, fast
    ):
        today = timezone.localdate()
        page = queue_on(place.he_jing, today)
        expected = sorted((fast, dibao, rigid), key=lambda each: (now(each).due_on, each.submitted_at))
        assert [row.pk for row in page["rows"]] == [*(each.pk for each in expected), relief.pk]
        assert page["rows"][-1].due.words == ""

    def test_how_many_are_late_due_today_and_soon(self, place, fast, dibao):
        last = now(fast).due_on
        assert queue_on(place.he_jing, last)["hastes"].startswith("1件今天到期")
        assert "1件超期" in queue_on(place.he_jing, last + ONE)["hastes"]
        assert queue_on(place.he_jing, date(2020, 1, 1))["hastes"] == ""

    def test_the_row_leads_to_the_days_that_were_counted(self, client, place, fast):
        page = text_of(open_page(client, place.he_jing, "queue"))
        assert "还剩3天" in page
        assert reverse("clocks", args=[fast.pk]) in page

    def test_the_row_that_comes_back_after_taking_says_it_too(self, client, place, fast):
        client.force_login(place.he_jing)
        answer = client.post(reverse("take", args=[fast.pk]), HTTP_HX_REQUEST="true")
        assert "还剩3天" in text_of(answer)

    def test_the_next_case_is_in_the_order_of_the_queue(self, place, relief, dibao, fast):
        first = min((dibao, fast), key=lambda each: now(each).due_on)
        with acting(place.he_jing):
            assert next_case(place.he_jing, after=relief).url == reverse("application", args=[first.pk])

    def test_the_home_of_the_approver_says_it_and_sorts_by_it(self, client, place, relief, fast):
        today = timezone.localdate()
        with acting(place.he_jing):
            free = home_page(place.he_jing, today + 2 * ONE)["free"]
            later = home_page(place.he_jing, today + 9 * ONE)["free"]
        assert [work.due for work in free] == ["还剩1天", ""]
        assert [work.haste for work in later] == ["late", "calm"]
        page = text_of(open_page(client, place.he_jing, "home"))
        assert "还剩3天" in page


class TestDaysCounted:
    def test_the_page_shows_every_day_and_the_article(self, client, place, dibao):
        page = text_of(open_page(client, place.he_jing, "clocks", dibao.pk))
        assert "受理，或者一次告知补什么" in page
        assert "民发〔2021〕57号第十条（文件未明确，本系统的处理）" in page
        assert '<td class="is-start">' in page
        assert '<td class="is-end">' in page
        assert "5个工作日" in page

    def test_what_is_assumed_says_so(self, client, place, dibao):
        page = text_of(open_page(client, place.he_jing, "clocks", dibao.pk))
        assert "暂估" in page

    def test_why_it_stood_still(self, place, rigid):
        do(send_back, place.he_jing, rigid, text="补住院票据。")
        with acting(place.he_jing):
            page = clocks_page(now(rigid), "", timezone.localdate())
        assert [stop["why"] for stop in page["stops"]] == ["补住院票据。"]
        assert page["opened"].last == ""

    def test_what_is_over_says_whether_it_was_in_time(self, place, dibao):
        do(send_back, place.he_jing, dibao, text="补户口簿。")
        do(resubmit, place.lin_xiaoman, dibao)
        with acting(place.he_jing):
            lines = clocks_page(now(dibao), "acceptance", timezone.localdate())["lines"]
        assert [bool(line.met) for line in lines] == [False, True]
        assert "按时" in lines[1].met

    def test_a_programme_without_a_clock_says_so(self, client, place):
        margin = make_application(place.lin_xiaoman, "dibao_margin")
        assert "这个项目没有规定期限" in text_of(open_page(client, place.he_jing, "clocks", margin.pk))

    def test_where_the_place_has_said_nothing_there_is_no_day(self, client, place, relief):
        page = text_of(open_page(client, place.he_jing, "clocks", relief.pk))
        assert "临时救助办完" in page
        assert "本地没有登记" in page

    def test_of_another_township_it_is_not_found(self, client, place, dibao):
        assert open_page(client, place.zheng_guoping, "clocks", dibao.pk).status_code == 404


def test_a_day_of_next_year_is_reckoned_too(place, dibao):
    page = queue_on(place.he_jing, date(timezone.localdate().year + 1, 3, 1))
    assert page["rows"][0].due.haste == "late"
    assert not WorkingDay.objects.exists()


def test_what_has_no_deadline_stays_in_the_order_in_which_it_came(place):
    made = [make_relief(place.lin_xiaoman, fen) for fen in (500_00, 600_00, 700_00)]
    assert [row.pk for row in queue_on(place.he_jing, timezone.localdate())["rows"]] == [
        each.pk for each in made
    ]
