"""补正后重新提交, and the words that go with a submission."""

import pytest
from django.urls import reverse

from relief.casework.models import Application, Deed
from relief.casework.services import send_back
from relief.households.models import Household
from relief.offices.access import acting
from relief.screening.services import screen_household
from tests.casework.arranging import make_screened
from tests.casework.declaring import declare_wage
from tests.casework.pages import open_page, send, text_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def returned(place, relief):
    with acting(place.he_jing):
        send_back(by=place.he_jing, application=relief, text="收入对不上，请再问。")
    return relief


def screened_again(by, household):
    with acting(by):
        home = Household.objects.get(pk=household.pk)
        screen_household(by=by, household=home, day=home.facts_on)


def test_remarks_go_with_a_submission_and_stand_before_the_approver(client, place):
    household = make_screened(place.lin_xiaoman)
    fields = {"remarks": "入户时看到灶台是冷的。"}
    sent = send(client, place.lin_xiaoman, "submit", household.pk, "dibao", **fields)
    with acting_everywhere():
        application = Application.objects.get()
    assert sent.url == reverse("application", args=[application.pk])
    opened = open_page(client, place.he_jing, "application", application.pk)
    assert str(opened.context["remarks"].text) == "入户时看到灶台是冷的。"
    # Before the advice, and once more among the steps.
    assert text_of(opened).count("入户时看到灶台是冷的。") == 2


def test_the_caseworker_reads_on_top_what_is_to_be_mended_with_the_ways_there(client, place, returned):
    opened = open_page(client, place.lin_xiaoman, "application", returned.pk)
    page = text_of(opened)
    assert page.index("收入对不上，请再问。") < page.index("系统建议")
    assert reverse("resubmit", args=[returned.pk]) in page
    assert all(link.url for link in opened.context["still"])


def test_it_is_resubmitted_with_another_amount_and_the_approver_sees_what_changed(client, place, returned):
    declare_wage(place.lin_xiaoman, returned.household, 4500)
    page = text_of(open_page(client, place.lin_xiaoman, "resubmit", returned.pk))
    assert ("重新筛查" in page, "退回以后的变化" in page) == (True, True)
    screened_again(place.lin_xiaoman, returned.household)
    fields = {"requested": "700", "remarks": "工资条补了。"}
    send(client, place.lin_xiaoman, "resubmit", returned.pk, **fields)
    with acting_everywhere():
        found = Application.objects.get(pk=returned.pk)
        assert (found.state, found.requested) == ("submitted", 700_00)
        assert str(Deed.objects.filter(application=found).latest("number").text) == "工资条补了。"
    opened = open_page(client, place.he_jing, "application", returned.pk)
    assert opened.context["changed"].seen.returned
    (change,) = opened.context["changed"].facts
    assert "4,500.00元" in change.now
    assert "退回以后的变化" in text_of(opened)


def test_without_a_screening_of_today_nothing_is_sent(client, place, returned):
    declare_wage(place.lin_xiaoman, returned.household, 4500)
    sent = send(client, place.lin_xiaoman, "resubmit", returned.pk, requested="700", remarks="改了。")
    assert sent.status_code == 200
    assert state_of(returned) == "returned"


def test_what_was_not_returned_is_not_submitted_again(client, place, relief):
    sent = send(client, place.lin_xiaoman, "resubmit", relief.pk, requested="700")
    assert sent.url == reverse("application", args=[relief.pk])
    assert state_of(relief) == "submitted"


def test_it_may_be_withdrawn_instead(client, place, returned):
    assert "撤回申请" in text_of(open_page(client, place.lin_xiaoman, "application", returned.pk))
    send(client, place.lin_xiaoman, "withdraw", returned.pk)
    assert state_of(returned) == "withdrawn"


def state_of(application):
    with acting_everywhere():
        return Application.objects.get(pk=application.pk).state
