"""误录作废 at its page: an application that should never have been entered."""

import pytest

from relief.audit.queries import events_about
from relief.casework.models import Application
from relief.casework.workflow import State
from relief.offices.models import Role
from tests.casework.arranging import make_application
from tests.casework.investigated import lead
from tests.casework.pages import NOBODY, open_page, send, text_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

WRONG = {"text": "录错了项目，家里要的是临时救助。"}


def state(application):
    with acting_everywhere():
        return Application.objects.get(pk=application.pk).state


def test_it_is_read_and_says_why(client, place, relief):
    sent = send(client, place.he_jing, "step", relief.pk, "void", **WRONG)
    page = text_of(client.get(sent.url))
    assert "已办：误录作废。" in page
    assert WRONG["text"] in page
    assert state(relief) == State.VOIDED
    with acting_everywhere():
        assert events_about(relief).latest("at").action == "casework.voided"
        assert Application.objects.get(pk=relief.pk).clock == ""


def test_the_household_may_ask_for_the_same_again(client, place, dibao):
    send(client, place.he_jing, "step", dibao.pk, "void", **WRONG)
    assert make_application(place.lin_xiaoman).state == State.SUBMITTED


def test_nothing_can_be_done_with_it_any_more(client, place, relief):
    send(client, place.he_jing, "step", relief.pk, "void", **WRONG)
    page = open_page(client, place.he_jing, "application", relief.pk)
    assert page.context["doings"] == page.context["besides"] == []
    assert not open_page(client, place.he_jing, "queue").context["rows"]
    sent = send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800")
    assert state(relief) == State.VOIDED
    assert sent.status_code in (200, 302)


def test_at_the_county_s_step_by_the_county(client, place, dibao):
    lead(place, dibao, State.TO_CONFIRM)
    assert send(client, place.he_jing, "step", dibao.pk, "void", **WRONG).status_code == 200
    assert state(dibao) == State.TO_CONFIRM
    assert send(client, place.gao_jianguo, "step", dibao.pk, "void", **WRONG).status_code == 302
    assert state(dibao) == State.VOIDED


def test_without_saying_what_is_wrong(client, place, relief):
    sent = send(client, place.he_jing, "step", relief.pk, "void", text=" ")
    assert sent.context["form"].errors["text"]
    assert state(relief) == State.SUBMITTED


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COUNTY_OFFICER])
def test_not_by_those_whose_step_it_is_not(client, place, relief, role):
    sent = send(client, place.by_role[role], "step", relief.pk, "void", **WRONG)
    assert "您不是审批人" in text_of(sent)
    assert state(relief) == State.SUBMITTED


def test_not_what_a_colleague_has(client, place, relief):
    send(client, place.lu_jianxin, "take", relief.pk)
    sent = send(client, place.he_jing, "step", relief.pk, "void", **WRONG)
    assert "这件申请由" in text_of(sent)
    assert state(relief) == State.SUBMITTED


def test_another_township_is_answered_like_nothing(client, place, relief):
    there, nothing = (
        send(client, place.zhou_ting, "step", pk, "void", **WRONG) for pk in (relief.pk, NOBODY)
    )
    assert (there.status_code, there.content) == (404, nothing.content)
