"""按时办结: what fell due in a month, by step and by office, counted from the deeds."""

from datetime import timedelta

import pytest
from django.urls import reverse

from relief.casework import services
from relief.casework.clocks.due import deadlines, events_of
from relief.casework.workflow import State
from relief.offices.access import acting
from relief.oversight.on_time import Share, counts
from relief.oversight.on_time_page import rate_words
from relief.screening.services import screen_household
from tests.casework.arranging import make_application
from tests.casework.changing import given, half_a_year_passes
from tests.casework.investigated import days_pass, everybody_consents, lead, today
from tests.casework.pages import text_of
from tests.factories import make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

REVIEWED = {"result": "unchanged", "words": "收入没有变化。"}


@pytest.fixture
def dibao(place):
    return make_application(place.lin_xiaoman)


def page(client, user, day=None, **query):
    client.force_login(user)
    month = (day or today()).replace(day=1)
    return client.get(reverse("on_time"), {"month": month.isoformat(), **query})


def due_of(application, code):
    with acting_everywhere():
        found = deadlines(application, events_of(application))
    return next(each for each in found if each.span.clock.code == code).reckoning.due


def step_of(shown, title):
    return next(line for line in shown.context["steps"] if line.title == title)


def test_what_was_accepted_in_time_counts_for_the_township(client, place, dibao):
    lead(place, dibao, State.ACCEPTED)
    days_pass(40)
    shown = page(client, place.gao_jianguo, due_of(dibao, "acceptance"))
    line = step_of(shown, "受理，或者一次告知补什么")
    assert (line.on_time, line.late, line.running, line.rate) == (1, 0, 0, "100%")
    township = next(each for each in shown.context["offices"] if each.title == "青溪镇")
    assert township.on_time == 1


def test_what_is_overdue_is_late_though_nobody_has_done_it(client, place, dibao):
    days_pass(40)
    shown = page(client, place.gao_jianguo, due_of(dibao, "acceptance"))
    line = step_of(shown, "受理，或者一次告知补什么")
    assert (line.on_time, line.late, line.running, line.rate) == (0, 1, 0, "0%")


def test_a_review_that_came_half_a_year_late_is_late_in_its_month(client, place):
    approved = given(place)
    half_a_year_passes(approved, days=400)
    due = due_of(approved, "review_half_yearly")
    with acting(place.lin_xiaoman):
        home = approved.household
        screen_household(by=place.lin_xiaoman, household=home, day=home.facts_on)
    with acting(place.he_jing):
        services.review(by=place.he_jing, application=approved, on=today(), **REVIEWED)
    shown = page(client, place.gao_jianguo, due)
    assert step_of(shown, "定期核查，每半年").late == 1


def test_what_is_not_yet_due_is_in_no_rate(place, dibao):
    due = due_of(dibao, "acceptance")
    with acting(place.gao_jianguo):
        share = counts(due, due, today()).by_step()["acceptance"]
    assert (share, rate_words(share)) == (Share(0, 0, 1), "")


def test_a_check_that_the_county_begins_late_is_the_county_s(client, place, dibao):
    lead(place, dibao, State.INVESTIGATING)
    everybody_consents(dibao.household)
    with acting(place.he_jing):
        services.request_check(by=place.he_jing, application=dibao, on=today())
    days_pass(30)
    with acting(place.gao_jianguo):
        services.begin_check(by=place.gao_jianguo, application=dibao)
    shown = page(client, place.gao_jianguo, due_of(dibao, "means_check_begins"))
    assert step_of(shown, "启动信息核对").late == 1
    county = next(each for each in shown.context["offices"] if each.title == "示例县")
    assert (county.on_time, county.late) == (0, 1)


def test_whoever_had_it_on_the_day_answers_for_it(client, place, dibao):
    """Accepted late by 青溪镇, then the household moved: the days of the investigation are 石桥街道's."""
    lead(place, dibao, State.ACCEPTED)
    days_pass(30)
    with acting(place.he_jing):
        services.move_on(by=place.he_jing, application=dibao, to=place.hepingli, text="搬家了。")
    offices = {
        each.title: each
        for each in page(client, place.gao_jianguo, due_of(dibao, "acceptance")).context["offices"]
    }
    assert (offices["青溪镇"].on_time, "石桥街道" in offices) == (1, False)
    days_pass(60)
    with acting(place.gao_jianguo):
        due = due_of(dibao, "dibao_whole")
        found = counts(due, due, today()).by_office()
    assert set(found) == {place.shiqiao.number}


def test_one_office_alone(client, place, dibao):
    days_pass(40)
    day = due_of(dibao, "acceptance")
    there = page(client, place.gao_jianguo, day, office=place.shiqiao.number)
    assert there.context["steps"] == []
    here = page(client, place.gao_jianguo, day, office=place.qingxi.number)
    assert step_of(here, "受理，或者一次告知补什么").late == 1


def test_another_month_has_none_of_it(client, place, dibao):
    days_pass(40)
    day = due_of(dibao, "acceptance").replace(day=1) - timedelta(days=1)
    assert "这个月没有到期的事" in text_of(page(client, place.gao_jianguo, day))


def test_another_county_sees_nothing_of_it(client, place, dibao):
    days_pass(40)
    with acting_everywhere():
        elsewhere = make_user("county_officer", place.other_county)
    assert page(client, elsewhere, due_of(dibao, "acceptance")).context["steps"] == []


def test_a_month_that_nobody_can_ask_for_is_said_beside_the_box(client, place):
    client.force_login(place.gao_jianguo)
    shown = client.get(reverse("on_time"), {"month": "1999-01-01"})
    assert shown.context["form"].errors["month"]


@pytest.mark.parametrize(
    ("share", "rate"),
    [
        (Share(1000, 0, 5), "100%"),
        (Share(1999, 1, 0), "99.9%"),
        (Share(0, 3, 0), "0%"),
        (Share(1, 2, 0), "33.3%"),
        (Share(0, 0, 9), ""),
    ],
)
def test_a_rate_is_rounded_down(share, rate):
    assert rate_words(share) == rate
