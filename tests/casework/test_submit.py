"""提交 at its page: one programme, by the caseworker of the community, on a check of today's facts."""

import pytest
from django.urls import reverse

from relief.audit.queries import events_about
from relief.casework.models import Application
from relief.households.models import Household
from relief.offices.access import acting
from relief.offices.models import Role
from tests.casework.arranging import FIRE, make_screened
from tests.casework.pages import NOBODY, open_page, send, text_of
from tests.factories import make_household
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def burnt(place):
    """A household that asks for 800.00元 after a fire; checked, and nothing submitted yet."""
    return make_screened(place.lin_xiaoman, FIRE)


def submitted():
    with acting_everywhere():
        return list(Application.objects.all())


def test_it_is_submitted_and_its_page_opens(client, place, burnt):
    sent = send(client, place.lin_xiaoman, "submit", burnt.pk, "emergency_relief", requested="800")
    (made,) = submitted()
    assert sent.url == reverse("application", args=[made.pk])
    assert (made.programme, made.requested, made.submitted_by) == (
        "emergency_relief",
        800_00,
        place.lin_xiaoman,
    )
    with acting_everywhere():
        assert [event.action for event in events_about(made)] == ["casework.submitted"]


def test_a_programme_without_an_amount_is_submitted_by_the_button_alone(client, place):
    household = make_screened(place.lin_xiaoman)
    assert "id_requested" not in text_of(
        open_page(client, place.lin_xiaoman, "submit", household.pk, "dibao")
    )
    send(client, place.lin_xiaoman, "submit", household.pk, "dibao")
    assert [made.programme for made in submitted()] == ["dibao"]


def test_looking_submits_nothing_and_shows_the_advice_and_what_was_declared(client, place, burnt):
    page = text_of(open_page(client, place.lin_xiaoman, "submit", burnt.pk, "emergency_relief"))
    assert "系统建议" in page
    assert 'value="800.00"' in page
    assert burnt.number in page
    assert submitted() == []


def test_a_mistake_stands_beside_the_box_and_what_was_typed_stays(client, place, burnt):
    page = text_of(send(client, place.lin_xiaoman, "submit", burnt.pk, "emergency_relief", requested="8oo"))
    assert 'value="8oo"' in page
    assert 'href="#id_requested"' in page
    assert submitted() == []


def test_an_amount_that_is_missing_is_asked_for(client, place, burnt):
    page = text_of(send(client, place.lin_xiaoman, "submit", burnt.pk, "emergency_relief", requested=""))
    assert "请写申请的金额。" in page
    assert submitted() == []


@pytest.mark.parametrize("role", [each for each in Role if each != Role.CASEWORKER])
def test_no_other_role(client, place, burnt, role):
    assert send(client, place.by_role[role], "submit", burnt.pk, "emergency_relief").status_code == 403
    assert submitted() == []


def test_another_community_is_answered_like_nothing(client, place, burnt):
    there = send(client, place.zhou_ting, "submit", burnt.pk, "emergency_relief", requested="800")
    nothing = send(client, place.zhou_ting, "submit", NOBODY, "emergency_relief", requested="800")
    assert (there.status_code, there.content) == (404, nothing.content)
    assert submitted() == []


def test_no_programme_that_nobody_knows(client, place, burnt):
    assert send(client, place.lin_xiaoman, "submit", burnt.pk, "lottery").status_code == 404


def test_before_any_check_the_page_offers_the_check(client, place):
    with acting(place.lin_xiaoman):
        household = make_household(place.lin_xiaoman)
    page = text_of(open_page(client, place.lin_xiaoman, "submit", household.pk, "dibao"))
    assert f'action="{reverse("screen", args=[household.pk])}"' in page
    assert "请先重新筛查" in text_of(send(client, place.lin_xiaoman, "submit", household.pk, "dibao"))
    assert submitted() == []


def test_changed_facts_want_a_new_check(client, place, burnt):
    with acting_everywhere():
        Household.objects.filter(pk=burnt.pk).update(support_disregarded=1_00)
    page = text_of(open_page(client, place.lin_xiaoman, "submit", burnt.pk, "emergency_relief"))
    assert f'action="{reverse("screen", args=[burnt.pk])}"' in page
    send(client, place.lin_xiaoman, "submit", burnt.pk, "emergency_relief", requested="800")
    assert submitted() == []


def test_the_second_time_it_says_that_it_waits(client, place, burnt):
    for _ in range(2):
        sent = send(client, place.lin_xiaoman, "submit", burnt.pk, "emergency_relief", requested="800")
    assert "已经提交，正在等审批" in text_of(sent)
    assert len(submitted()) == 1
