"""定期核查: who is due, what was looked at, and when the next one is."""

from datetime import timedelta

import pytest
from django.db import connection

from relief.casework.clocks.counting import months_later
from relief.casework.clocks.settled import is_settled
from relief.casework.models import NEVER, Review
from relief.casework.workflow import State
from relief.households.models import Income, Member
from relief.offices.access import acting
from relief.screening.queries import latest_screening
from relief.screening.services import screen_household
from tests.casework.arranging import make_application
from tests.casework.changing import end_of, given, half_a_year_passes, lead_change, now
from tests.casework.declaring import declare_wage
from tests.casework.investigated import today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, refused_by
from tests.casework.test_guards_changing import tekun_of
from tests.recusal.declaring import declares, kin, named
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
REVIEWED = {"result": "unchanged", "words": "收入没有变化。"}


@pytest.fixture
def approved(place):
    return given(place)


def step(client, user, application, **fields):
    return send(client, user, "step", application.pk, "review", **REVIEWED | fields)


def screened(place, **changes):
    """A household of one man of 40, changed, as the latest screening has it."""
    application = make_application(place.lin_xiaoman)
    home = application.household
    with acting_everywhere():
        for model, values in changes.items():
            {"members": Member, "incomes": Income}[model].objects.filter(household=home).update(**values)
    with acting(place.lin_xiaoman):
        screen_household(by=place.lin_xiaoman, household=home, day=home.facts_on)
        return latest_screening(home)


class TestHowOften:
    def test_every_six_months_where_somebody_can_work(self, approved):
        row = now(approved)
        assert (row.clock, row.due_on) == ("review_half_yearly", months_later(today(), 6))

    def test_once_a_year_where_nobody_can(self, place):
        old = {"born_on": today().replace(year=today().year - 70, day=1)}
        assert is_settled(screened(place, members=old))

    def test_whoever_is_at_school_is_not_able(self, place):
        student = {"born_on": today().replace(year=today().year - 19, day=1), "schooling": "undergraduate"}
        assert is_settled(screened(place, members=student))
        assert not is_settled(screened(place, members=student | {"schooling": "none"}))

    def test_an_income_of_business_is_not_settled(self, place):
        old = {"born_on": today().replace(year=today().year - 70, day=1)}
        assert not is_settled(screened(place, members=old, incomes={"kind": "business"}))

    def test_an_unknown_age_counts_as_able(self, place):
        assert not is_settled(screened(place, members={"born_on": None}))

    def test_tekun_once_a_year(self, place):
        row = now(tekun_of(place))
        assert (row.clock, row.due_on) == ("tekun_review", months_later(today(), 12))


class TestTheReview:
    def test_begins_the_clock_anew(self, client, place, approved):
        half_a_year_passes(approved)
        assert now(approved).due_on < today() + 30 * DAY
        assert step(client, place.he_jing, approved, visited_on=today().isoformat()).status_code == 302
        assert now(approved).due_on == months_later(today(), 6)
        page = text_of(open_page(client, place.lin_xiaoman, "application", approved.pk))
        for words in ("收入没有变化。", "没有明显变化，不调整", "定期核查：低保"):
            assert words in page
        with acting_everywhere():
            assert Review.objects.get().visited_on == today()

    def test_a_change_is_proposed_after_it(self, client, place, approved):
        assert step(client, place.he_jing, approved, result="changed").status_code == 302
        assert lead_change(place, approved, State.APPROVED).clock == "review_half_yearly"

    @pytest.mark.parametrize(
        ("fields", "field", "words"),
        [
            ({"visited_on": (today() + DAY).isoformat()}, "visited_on", "不能晚于今天。"),
            ({"words": " "}, "words", "请填写"),
            ({"result": ""}, "result", "请选择"),
        ],
    )
    def test_a_mistake_stands_beside_its_box(self, client, place, approved, fields, field, words):
        sent = step(client, place.he_jing, approved, **fields)
        assert words in sent.context["form"].errors[field][0]

    def test_on_a_screening_of_today(self, client, place, approved):
        declare_wage(place.lin_xiaoman, approved.household, 1)
        assert "请重新筛查" in text_of(step(client, place.he_jing, approved))

    def test_of_what_is_ended_there_is_none(self, client, place, approved):
        ended = end_of(place, approved)
        step(client, place.he_jing, ended)
        with acting_everywhere():
            assert not Review.objects.exists()
        assert (now(ended).clock, now(ended).due_on) == ("", NEVER)

    @pytest.mark.parametrize("who", ["lin_xiaoman", "gao_jianguo", "zheng_guoping", "auditor"])
    def test_by_an_approver_of_the_township_alone(self, client, place, approved, who):
        step(client, getattr(place, who), approved)
        with acting_everywhere():
            assert not Review.objects.exists()


class TestTheList:
    def test_says_who_is_due_when_and_for_what(self, client, place, approved):
        opened = open_page(client, place.he_jing, "given_due")
        (line,) = opened.context["lines"]
        assert (line.programme, line.clock) == ("低保", "定期核查，每半年")
        assert line.due.haste == "calm"
        assert opened.context["soon"] == 0
        half_a_year_passes(approved)
        opened = open_page(client, place.he_jing, "given_due")
        assert opened.context["lines"][0].due.haste == "late"
        assert opened.context["soon"] == 1

    def test_the_queue_counts_what_is_due(self, client, place, approved):
        def last_tab():
            return open_page(client, place.he_jing, "queue").context["tabs"][-1]

        assert (last_tab().label, last_tab().number) == ("在享待遇：到期核查", "0")
        half_a_year_passes(approved)
        assert last_tab().number == "1"
        assert open_page(client, place.he_jing, "queue").context["rows"] == []

    def test_what_is_due_is_opened_without_a_purpose(self, client, place, approved):
        half_a_year_passes(approved)
        assert open_page(client, place.lu_jianxin, "application", approved.pk).status_code == 200

    def test_nobody_finds_their_own_family_there(self, client, place, approved):
        half_a_year_passes(approved)
        named(place.lin_xiaoman, approved.household, 11)
        declares(place.he_jing, kin(11))
        assert open_page(client, place.he_jing, "given_due").context["lines"] == []
        assert len(open_page(client, place.lu_jianxin, "given_due").context["lines"]) == 1

    def test_nothing_of_another_township(self, client, place, approved):
        assert open_page(client, place.zheng_guoping, "given_due").context["lines"] == []
        assert len(open_page(client, place.gao_jianguo, "given_due").context["lines"]) == 1

    def test_what_waits_or_was_ended_is_not_in_it(self, client, place, approved):
        lead_change(place, approved, State.CHANGING)
        assert open_page(client, place.he_jing, "given_due").context["lines"] == []

    def test_the_household_says_when_it_is_reviewed(self, client, place, approved):
        opened = open_page(client, place.lin_xiaoman, "household", approved.household_id)
        assert "以前核查" in text_of(opened)

    def test_in_english(self, client, place, approved):
        client.cookies["django_language"] = "en"
        assert "Awards: due for review" in text_of(open_page(client, place.he_jing, "given_due"))

    def test_one_query_more_for_no_row_more(self, client, place, approved, django_assert_max_num_queries):
        with django_assert_max_num_queries(30):
            open_page(client, place.he_jing, "given_due")


class TestTheDatabase:
    def test_no_visit_ahead(self, approved, place):
        with acting(place.he_jing), refused_by("casework_review_day"):
            do(approved, place.he_jing, "review", left={"reviewed_on": today() + DAY})

    def test_nobody_reviews_what_is_not_given(self, approved, place):
        with acting(place.he_jing), connection.cursor() as cursor:
            cursor.execute("UPDATE funds_award SET until = since - 1")
        with acting(place.he_jing), refused_by("casework_review_award_runs"):
            do(approved, place.he_jing, "review")

    def test_with_its_row(self, approved, place):
        with acting(place.he_jing), refused_by("casework_deed_recorded"):
            do(approved, place.he_jing, "review", order=("deed", "move"))

    def test_on_a_screening(self, approved, place):
        with acting(place.he_jing), refused_by("casework_deed_rests_on_a_screening"):
            do(approved, place.he_jing, "review", written={"screening": None})
