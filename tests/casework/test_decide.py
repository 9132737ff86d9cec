"""决定 at its page: what is advised and why, what a person signs, and why others may not."""

import pytest
from django.urls import reverse

from relief.audit.queries import events_about
from relief.casework.models import Decision
from relief.casework.workflow import State
from relief.households.models import Household
from relief.households.services import name_member
from relief.offices.access import acting
from relief.offices.models import Role
from tests.casework.arranging import ABOVE_THE_LIMIT, make_application, make_relief
from tests.casework.investigated import lead
from tests.casework.pages import NOBODY, open_page, send, text_of
from tests.casework.refusing import onwards
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def decided():
    with acting_everywhere():
        return list(Decision.objects.select_related("application", "decider"))


def deeds(application):
    with acting_everywhere():
        return [event.action for event in events_about(application)]


def test_it_is_approved_and_audited_once(client, place, relief):
    sent = send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800.00")
    assert sent.url == reverse("application", args=[relief.pk])
    (decision,) = decided()
    assert (decision.decider, decision.amount) == (place.he_jing, 800_00)
    assert decision.application.state == "approved"
    assert deeds(relief) == ["casework.submitted", "casework.approved"]
    page = text_of(open_page(client, place.lin_xiaoman, "application", relief.pk))
    assert "急难型临时救助：已批准" in page
    assert "800.00元" in page


def test_it_is_refused_with_reason_and_article(client, place, relief):
    fields = {"decision": "refuse", "reason": "不在本地。", "article": "第二十九条"}
    send(client, place.he_jing, "application", relief.pk, **fields, **onwards(relief))
    (decision,) = decided()
    assert (decision.outcome, decision.amount, decision.reason) == ("refused", None, "不在本地。")
    assert deeds(relief) == ["casework.submitted", "casework.refused"]
    page = text_of(open_page(client, place.lin_xiaoman, "application", relief.pk))
    assert "不在本地。" in page
    assert "第二十九条" in page


def test_looking_decides_nothing_and_shows_advice_facts_checks_and_steps(client, place, relief):
    page = text_of(open_page(client, place.he_jing, "application", relief.pk))
    for words in (
        "系统建议",
        "申请800.00元",
        "申报的情况",
        "您没有录入、提交本户",
        "提交：急难型临时救助",
        "筛查",
    ):
        assert words in page
    assert 'data-amount="批准，{amount}元"' in page
    assert 'data-refuse="不予批准"' in page
    assert decided() == []


def test_the_steps_of_the_household_stand_with_those_of_the_application(client, place, relief):
    steps = open_page(client, place.he_jing, "application", relief.pk).context["steps"]
    assert [step.title for step in steps] == ["决定", "提交：急难型临时救助", "筛查", "由案例建户"]
    assert [step.is_next for step in steps] == [True, False, False, False]


def test_who_says_nothing_of_yes_or_no_has_decided_nothing(client, place, relief):
    assert "请选择" in text_of(send(client, place.he_jing, "application", relief.pk, amount="800.00"))
    assert decided() == []


def test_a_refusal_without_a_reason_comes_back_with_what_was_typed(client, place, relief):
    fields = {"decision": "refuse", "article": "第二十九条"} | onwards(relief)
    sent = send(client, place.he_jing, "application", relief.pk, **fields)
    assert "不予批准要写理由" in text_of(sent)
    assert 'value="第二十九条"' in text_of(sent)
    assert decided() == []


def test_another_amount_without_a_reason_comes_back(client, place, relief):
    sent = send(client, place.he_jing, "application", relief.pk, decision="approve", amount="700")
    assert "与系统建议不同，请写理由。" in text_of(sent)
    assert decided() == []


def test_whoever_entered_it_reads_why_not_and_who_can(client, place, relief):
    page = text_of(open_page(client, place.lin_xiaoman, "application", relief.pk))
    assert "您不能审批本户" in page
    assert ("何静" in page, "陆建新" in page, "署名决定" in page) == (True, True, False)
    send(client, place.lin_xiaoman, "application", relief.pk, decision="approve", amount="800.00")
    assert decided() == []


def test_an_approver_who_entered_a_part_reads_why_not_and_who_else_can(client, place, relief):
    with acting(place.administrator):
        place.lin_xiaoman.role, place.lin_xiaoman.area = Role.APPROVER, place.qingxi
        place.lin_xiaoman.save()
    opened = open_page(client, place.lin_xiaoman, "application", relief.pk)
    assert "您不能审批本户：您是录入人。" in text_of(opened)
    assert [each.passed for each in opened.context["checks"]] == [False, True, True]
    assert [each.name for each in opened.context["guard"].people] == ["何静", "陆建新"]
    sent = send(client, place.lin_xiaoman, "application", relief.pk, decision="approve", amount="800.00")
    assert sent.status_code == 200
    assert decided() == []


@pytest.mark.parametrize("who", ["auditor", "gao_jianguo"])
def test_who_only_reads_has_no_button(client, place, relief, who):
    page = text_of(open_page(client, getattr(place, who), "application", relief.pk))
    assert "系统建议" in page
    assert "署名决定" not in page
    send(client, getattr(place, who), "application", relief.pk, decision="approve", amount="800.00")
    assert decided() == []


def test_an_administrator_does_not_even_read(client, place, relief):
    assert open_page(client, place.administrator, "application", relief.pk).status_code == 403


def test_another_township_is_answered_like_nothing(client, place, relief):
    fields = {"decision": "approve", "amount": "800.00"}
    there = send(client, place.zheng_guoping, "application", relief.pk, **fields)
    nothing = send(client, place.zheng_guoping, "application", NOBODY, **fields)
    assert (there.status_code, there.content) == (404, nothing.content)
    assert decided() == []


def test_no_other_method(client, place, relief):
    client.force_login(place.he_jing)
    assert client.delete(reverse("application", args=[relief.pk])).status_code == 405


def test_a_second_decision_is_told_who_was_first(client, place, relief):
    send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800.00")
    sent = send(
        client, place.lu_jianxin, "application", relief.pk, decision="refuse", reason="重复", article="第二条"
    )
    assert "何静已经决定了。" in text_of(sent)
    assert len(decided()) == 1
    assert deeds(relief) == ["casework.submitted", "casework.approved"]


def test_what_was_withdrawn_is_not_decided(client, place, relief):
    send(client, place.lin_xiaoman, "withdraw", relief.pk)
    sent = send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800.00")
    assert "现在是“已撤回”，不能再办。" in text_of(sent)
    assert decided() == []


def test_changed_facts_want_a_new_check_before_the_decision(client, place, relief):
    with acting_everywhere():
        Household.objects.filter(pk=relief.household_id).update(support_disregarded=1_00)
    opened = open_page(client, place.he_jing, "application", relief.pk)
    assert "决定前请重新筛查" in text_of(opened)
    assert opened.context["deeds"] == ("send_back",)
    assert 'value="approve"' not in text_of(opened)
    sent = send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800.00")
    assert "请重新筛查" in text_of(sent)
    assert decided() == []


def test_a_name_given_later_is_no_change_of_facts(client, place, relief):
    with acting(place.lin_xiaoman):
        member = relief.household.members.get(relation="head")
        name_member(by=place.lin_xiaoman, member=member, name="周桂芳", document=None)
    opened = open_page(client, place.he_jing, "application", relief.pk)
    assert "周桂芳户" in text_of(opened)
    assert "署名决定" in text_of(opened)


def test_above_the_township_limit_it_says_who_can_and_may_still_be_refused(client, place):
    relief = make_relief(place.lin_xiaoman, 2401_00, ABOVE_THE_LIMIT)
    opened = open_page(client, place.he_jing, "application", relief.pk)
    assert "由县级民政部门审批" in text_of(opened)
    assert "高建国" in text_of(opened)
    assert 'value="approve"' not in opened.content.decode()
    assert opened.context["deeds"] == ("refer", "refuse", "send_back")
    sent = send(client, place.he_jing, "application", relief.pk, decision="approve", amount="2401")
    assert "由县级民政部门审批" in text_of(sent)
    assert decided() == []
    fields = {"decision": "refuse", "reason": "材料不真实。", "article": "第五十条"} | onwards(relief)
    send(client, place.he_jing, "application", relief.pk, **fields)
    assert [each.outcome for each in decided()] == ["refused"]


def test_the_amount_asked_for_is_the_application_s_and_not_the_declared_one(client, place):
    """800.00元 stood in the declaration; what is submitted, and who may approve it, is another figure."""
    card = open_page(client, place.he_jing, "application", make_relief(place.lin_xiaoman, 600_00).pk).context[
        "card"
    ]
    assert card.amount == "申请600.00元"


@pytest.mark.parametrize("programme", ["dibao", "dibao_individual", "tekun"])
def test_what_is_investigated_first_is_not_decided_as_it_was_submitted(client, place, programme):
    application = make_application(place.lin_xiaoman, programme)
    opened = open_page(client, place.he_jing, "application", application.pk)
    assert opened.context["deeds"] == ("send_back",)
    assert "受理" in [each.label for each in opened.context["doings"]]
    sent = send(client, place.he_jing, "application", application.pk, decision="approve", amount="1.00")
    assert "现在是“待审”，不能再办。" in text_of(sent)
    assert decided() == []


def test_whoever_decides_is_led_past_what_is_to_be_read(client, place, relief, dibao):
    decide, step = (f'class="btn btn-outline-primary" href="#{each}"' for each in ("decide", "next-step"))
    assert decide in text_of(open_page(client, place.he_jing, "application", relief.pk))
    lead(place, dibao, State.ACCEPTED)
    assert step in text_of(open_page(client, place.he_jing, "application", dibao.pk))
    for reads in (relief, dibao):
        page = text_of(open_page(client, place.auditor, "application", reads.pk))
        assert decide not in page
        assert step not in page
