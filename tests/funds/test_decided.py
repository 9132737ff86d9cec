"""An approval makes one award that says what it says; a correction ends it the same day."""

from datetime import date

import pytest
from django.utils import timezone

from relief.audit.queries import events_about
from relief.casework.models import Application
from relief.casework.services import Refused, approve, correct
from relief.casework.services.awarding import month_after, standing_until
from relief.casework.workflow import State
from relief.funds.models import Award, Covered, Kind
from relief.offices.access import acting
from relief.screening.services import screen_household
from tests.casework.arranging import make_application, make_relief
from tests.casework.investigated import lead
from tests.casework.pages import open_page, text_of
from tests.casework.raw import do, refused_by
from tests.casework.refusing import refuse
from tests.cautions.arranging import answer_all
from tests.funds.arranging import known_as, relieved
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

MARGIN = "dibao-exactly-at-standard"


def test_relief_is_given_once_on_the_day_of_the_decision(place):
    application, award = relieved(place)
    today = timezone.localdate()
    assert (award.kind, award.amount, award.since, award.until) == (Kind.ONCE, 800_00, today, today)
    with acting_everywhere():
        assert award.decision == application.decision.pk
        assert str(award.cause) == "11月22日厨房失火"
        assert [each.member.key for each in award.covered.all()] == ["a"]
        (event,) = events_about(award)
    assert (event.action, event.details["amount"]) == ("funds.awarded", 800_00)


def test_a_standing_has_no_amount_and_no_end_where_the_law_gives_none(place):
    application = make_application(place.lin_xiaoman, "dibao_margin", MARGIN)
    with acting(place.he_jing):
        approve(by=place.he_jing, application=application, reason="情况属实。")
        award = Award.objects.get()
    assert (award.kind, award.amount, award.until) == (Kind.STANDING, None, None)


def test_a_refusal_gives_nothing(place):
    refused = make_relief(place.lin_xiaoman)
    with acting(place.he_jing):
        refuse(by=place.he_jing, application=refused, reason="不在本地。")
        assert not Award.objects.exists()


def test_dibao_that_the_county_confirms_is_given_from_the_next_month_on(place):
    application = make_application(place.lin_xiaoman)
    lead(place, application, State.TO_CONFIRM)
    with acting(place.gao_jianguo):
        approve(by=place.gao_jianguo, application=application, amount=1_00, reason="情况属实。")
        award = Award.objects.get()
    assert (award.kind, award.amount, award.until) == (Kind.MONTHLY, 1_00, None)
    assert award.since == month_after(timezone.localdate())
    with acting_everywhere():
        assert [each.member.key for each in award.covered.order_by("member__key")] == ["a", "b", "c"]


def test_the_days_of_monthly_money_and_of_a_rigid_standing():
    assert month_after(date(2026, 11, 30)) == date(2026, 12, 1)
    assert month_after(date(2026, 12, 1)) == date(2027, 1, 1)
    assert month_after(date(2027, 1, 31)) == date(2027, 2, 1)
    assert standing_until("rigid_expenditure", date(2026, 11, 27)) == date(2027, 11, 26)
    assert standing_until("rigid_expenditure", date(2028, 3, 1)) == date(2029, 2, 28)
    assert standing_until("dibao_margin", date(2026, 11, 27)) is None


def test_a_correction_voids_it_and_the_next_approval_may_give_it_again(place):
    application, award = relieved(place)
    with acting(place.he_jing):
        correct(by=place.he_jing, application=application, reason="金额写错。")
        assert Award.objects.get().is_void
        assert {each.until for each in Covered.objects.all()} == {Award.objects.get().until}
        actions = [event.action for event in events_about(award)]
    assert actions == ["funds.awarded", "funds.ended"]


def test_two_households_of_one_person_are_not_both_given(place):
    first, second = make_relief(place.lin_xiaoman), make_relief(place.lin_xiaoman)
    for each in (first, second):
        known_as(place.lin_xiaoman, each.household)
    for each in (first, second):
        answer_all(place.lin_xiaoman, each.household)
    with acting(place.he_jing):
        approve(by=place.he_jing, application=first, amount=800_00)
    answer_all(place.he_jing, second.household, "emergency_relief")
    with acting(place.he_jing), pytest.raises(Refused, match="筛查"):
        approve(by=place.he_jing, application=second, amount=800_00)
    with acting(place.lin_xiaoman):
        home = second.household
        screen_household(by=place.lin_xiaoman, household=home, day=home.facts_on)
    with acting(place.he_jing), pytest.raises(Refused, match="不能重复发放"):
        approve(by=place.he_jing, application=second, amount=800_00, reason="情况属实。")
    with acting(place.he_jing):
        assert Award.objects.count() == 1
        assert Application.objects.get(pk=second.pk).state == "submitted"


@pytest.mark.parametrize(
    ("award", "constraint"),
    [
        ({"amount": 801_00}, "casework_award_as_decided"),
        ({"programme": "fast_relief"}, "casework_award_as_decided"),
    ],
)
def test_the_database_holds_award_and_decision_to_the_same(place, award, constraint):
    application = make_relief(place.lin_xiaoman)
    with acting(place.he_jing), refused_by(constraint):
        do(application, place.he_jing, "approve", award=award)


@pytest.mark.parametrize(
    ("left_out", "constraint"),
    [("award", "casework_award_of_an_approval"), ("covered", "casework_award_for_somebody")],
)
def test_the_database_misses_what_an_approval_must_give(place, left_out, constraint):
    application = make_relief(place.lin_xiaoman)
    parts = {"award": ("decision", "deed", "move"), "covered": ("decision", "award", "deed", "move")}
    with acting(place.he_jing), refused_by(constraint):
        do(application, place.he_jing, "approve", order=parts[left_out])


def test_the_database_lets_no_award_outlive_a_correction(place):
    application, _award = relieved(place)
    with acting(place.he_jing), refused_by("casework_award_ends_when_corrected"):
        do(application, place.he_jing, "correct", order=("deed", "move"))


def test_both_pages_and_the_steps_tell_of_it(client, place):
    application, award = relieved(place)
    for name, key in (("household", application.household_id), ("application", application.pk)):
        response = open_page(client, place.lin_xiaoman, name, key)
        (line,) = response.context["awards"]
        assert (line.programme, line.amount) == ("急难型临时救助", "800.00元")
        assert line.persons in text_of(response)
        assert any(step.title.startswith("发放起") for step in response.context["steps"])


def test_the_boxes_are_for_what_others_give_and_our_own_stand_above(client, place):
    application, award = relieved(place)
    page = text_of(open_page(client, place.lin_xiaoman, "section", application.household_id, "receiving"))
    assert "下面只填别处" in page
    assert f'href="/applications/{application.pk}/"' in page
    assert "只算一次" not in page
