"""What submitting, deciding and withdrawing check before they are done, and what they leave behind."""

import pytest
from django.core.exceptions import PermissionDenied

from relief.audit.queries import events_about
from relief.casework.models import Application, Decision
from relief.casework.services import AlreadyDone, OutOfDate, Refused, approve, submit, withdraw
from relief.casework.workflow import State
from relief.households.models import Household
from relief.offices.access import acting
from tests.casework.arranging import (
    ABOVE_THE_LIMIT,
    SECOND_DWELLING,
    make_application,
    make_relief,
    make_screened,
)
from tests.casework.refusing import refuse
from tests.factories import make_household

pytestmark = pytest.mark.django_db


def change_facts(household):
    Household.objects.filter(pk=household.pk).update(support_disregarded=1_00)


def state_of(application):
    return Application.objects.values_list("state", flat=True).get(pk=application.pk)


class TestSubmit:
    def test_it_waits_with_its_screening(self, place):
        household = make_screened(place.lin_xiaoman)
        with acting(place.lin_xiaoman):
            application = submit(by=place.lin_xiaoman, household=household, programme="dibao")
            assert application.state == State.SUBMITTED
            assert application.screening == household.screenings.get()
            event = events_about(application).get()
        assert (event.action, event.actor_id) == ("casework.submitted", place.lin_xiaoman.pk)
        assert event.details == {
            "programme": "dibao",
            "deed": 1,
            "requested": None,
            "verdict": "eligible",
        }

    def test_the_engine_only_advises(self, place):
        application = make_application(place.lin_xiaoman, case=SECOND_DWELLING)
        with acting(place.lin_xiaoman):
            assert events_about(application).get().details["verdict"] == "ineligible"

    def test_what_is_not_offered_here_cannot_be_asked_for(self, place):
        household = make_screened(place.lin_xiaoman)
        with acting(place.lin_xiaoman), pytest.raises(Refused, match="本地未开办"):
            submit(by=place.lin_xiaoman, household=household, programme="uninsured_unemployed")

    def test_without_a_screening_it_is_asked_for(self, place):
        with acting(place.lin_xiaoman):
            household = make_household(place.lin_xiaoman)
            with pytest.raises(OutOfDate, match="请先筛查"):
                submit(by=place.lin_xiaoman, household=household, programme="dibao")

    def test_a_screening_of_other_facts_does_not_serve(self, place):
        household = make_screened(place.lin_xiaoman)
        with acting(place.lin_xiaoman):
            change_facts(household)
            with pytest.raises(OutOfDate, match="请重新筛查"):
                submit(by=place.lin_xiaoman, household=household, programme="dibao")

    def test_one_at_a_time_of_a_programme(self, dibao, place):
        with acting(place.lin_xiaoman):
            with pytest.raises(AlreadyDone, match="已经提交"):
                submit(by=place.lin_xiaoman, household=dibao.household, programme="dibao")
            submit(by=place.lin_xiaoman, household=dibao.household, programme="dibao_margin")

    @pytest.mark.parametrize(("programme", "requested"), [("emergency_relief", None), ("dibao", 1_00)])
    def test_the_amount_asked_where_one_is_asked(self, place, programme, requested):
        household = make_screened(place.lin_xiaoman)
        with acting(place.lin_xiaoman), pytest.raises(Refused, match="申请.*金额") as refused:
            submit(by=place.lin_xiaoman, household=household, programme=programme, requested=requested)
        assert refused.value.field == "requested"

    @pytest.mark.parametrize("who", ["he_jing", "zhou_ting", "administrator", "gao_jianguo"])
    def test_only_the_caseworker_of_the_community(self, place, who):
        household, by = make_screened(place.lin_xiaoman), getattr(place, who)
        with acting(by), pytest.raises(PermissionDenied):
            submit(by=by, household=household, programme="dibao")


class TestApprove:
    def test_it_is_decided_with_amount_decider_and_moment(self, relief, place):
        with acting(place.he_jing):
            decision = approve(by=place.he_jing, application=relief, amount=800_00)
            assert state_of(relief) == State.APPROVED
            assert (decision.decider, decision.outcome, decision.amount) == (
                place.he_jing,
                State.APPROVED,
                800_00,
            )
            event = events_about(relief).last()
        assert (event.action, event.actor_id) == ("casework.approved", place.he_jing.pk)
        assert event.details == {
            "programme": "emergency_relief",
            "deed": 2,
            "amount": 800_00,
            "departs_in": [],
            "hints": [],
        }

    @pytest.mark.parametrize(("amount", "text"), [(None, "请写金额"), (0, "大于0")])
    def test_relief_needs_an_amount(self, relief, place, amount, text):
        with acting(place.he_jing), pytest.raises(Refused, match=text) as refused:
            approve(by=place.he_jing, application=relief, amount=amount)
        assert refused.value.field == "amount"

    @pytest.mark.parametrize(
        ("programme", "case"),
        [
            ("dibao_margin", "single-application-by-grade"),
            ("rigid_expenditure", "rigid-spending-over-the-ratio"),
        ],
    )
    def test_a_standing_has_no_amount(self, place, programme, case):
        standing = make_application(place.lin_xiaoman, programme, case)
        with acting(place.he_jing):
            decision = approve(by=place.he_jing, application=standing, reason="已核实")
        assert decision.amount is None

    @pytest.mark.parametrize("amount", [799_99, 800_01])
    def test_another_amount_needs_a_reason(self, relief, place, amount):
        with acting(place.he_jing):
            with pytest.raises(Refused, match="请写理由") as refused:
                approve(by=place.he_jing, application=relief, amount=amount, reason=" ")
            assert refused.value.field == "reason"
            approve(by=place.he_jing, application=relief, amount=amount, reason="按实际损失。")
            assert events_about(relief).last().details["departs_in"] == ["other_amount"]

    def test_what_the_system_does_not_advise_needs_a_reason(self, place):
        application = make_application(place.lin_xiaoman, "dibao_margin", SECOND_DWELLING)
        with acting(place.he_jing):
            with pytest.raises(Refused, match="请写理由"):
                approve(by=place.he_jing, application=application)
            approve(by=place.he_jing, application=application, reason="第二套是危房。")
            assert "verdict" in events_about(application).last().details["departs_in"]

    def test_above_the_township_limit_it_says_who_can(self, place):
        relief = make_relief(place.lin_xiaoman, 2401_00, ABOVE_THE_LIMIT)
        with acting(place.he_jing), pytest.raises(Refused, match="由县级民政部门审批"):
            approve(by=place.he_jing, application=relief, amount=2400_00, reason="少给一点")

    def test_the_township_cannot_give_more_than_its_limit_either(self, place):
        relief = make_relief(place.lin_xiaoman, 2400_00, ABOVE_THE_LIMIT)
        with acting(place.he_jing):
            with pytest.raises(Refused, match="由县级民政部门审批"):
                approve(by=place.he_jing, application=relief, amount=2400_01, reason="多给一点")
            assert approve(by=place.he_jing, application=relief, amount=2400_00).amount == 2400_00

    def test_it_rests_on_the_facts_of_today(self, relief, place):
        with acting(place.he_jing):
            change_facts(relief.household)
            with pytest.raises(OutOfDate, match="请重新筛查"):
                approve(by=place.he_jing, application=relief, amount=800_00)
            assert state_of(relief) == State.SUBMITTED

    @pytest.mark.parametrize(
        "who", ["lin_xiaoman", "gao_jianguo", "zheng_guoping", "administrator", "auditor"]
    )
    def test_nobody_but_an_approver_of_the_township(self, relief, place, who):
        by = getattr(place, who)
        with acting(place.he_jing), pytest.raises(PermissionDenied):
            approve(by=by, application=relief, amount=800_00)

    def test_a_caseworker_who_became_approver_does_not_decide_on_her_own_entries(self, relief, place):
        lin = place.lin_xiaoman
        with acting(place.administrator):
            lin.role, lin.area = "approver", place.qingxi
            lin.save()
        with acting(lin), pytest.raises(PermissionDenied, match="您是录入人"):
            approve(by=lin, application=relief, amount=800_00)

    @pytest.mark.parametrize("second", [approve, refuse])
    def test_the_second_reads_who_was_first(self, relief, place, second):
        said = {"reason": "也看过。"} | ({"amount": 800_00} if second is approve else {})
        with acting(place.lu_jianxin):
            approve(by=place.lu_jianxin, application=relief, amount=800_00)
        with acting(place.he_jing):
            with pytest.raises(AlreadyDone, match="陆建新已经决定了"):
                second(by=place.he_jing, application=relief, **said)
            assert Decision.objects.get().decider == place.lu_jianxin
            assert events_about(relief).count() == 2


class TestRefuse:
    def test_it_is_decided_with_its_reason_and_article(self, relief, place):
        with acting(place.he_jing):
            said = {"reason": "家里没有失火。", "article": "国发〔2014〕47号第二部分"}
            decision = refuse(by=place.he_jing, application=relief, **said)
            assert state_of(relief) == State.REFUSED
            assert (decision.outcome, decision.amount) == (State.REFUSED, None)
            assert {"reason": decision.reason, "article": decision.article} == said
            assert events_about(relief).last().action == "casework.refused"

    def test_never_without_a_reason(self, relief, place):
        with acting(place.he_jing):
            with pytest.raises(Refused, match="理由") as refused:
                refuse(by=place.he_jing, application=relief, reason="  ")
            assert refused.value.field == "reason"
            assert state_of(relief) == State.SUBMITTED

    def test_above_its_limit_the_township_may_still_refuse(self, place):
        relief = make_relief(place.lin_xiaoman, 2401_00, ABOVE_THE_LIMIT)
        with acting(place.he_jing):
            refuse(by=place.he_jing, application=relief, reason="材料不真实。")
            assert state_of(relief) == State.REFUSED


class TestWithdraw:
    def test_who_submitted_takes_it_back_and_may_ask_again(self, dibao, place):
        with acting(place.lin_xiaoman):
            withdraw(by=place.lin_xiaoman, application=dibao)
            assert state_of(dibao) == State.WITHDRAWN
            assert events_about(dibao).last().action == "casework.withdrawn"
            submit(by=place.lin_xiaoman, household=dibao.household, programme="dibao")

    @pytest.mark.parametrize("who", ["he_jing", "administrator"])
    def test_nobody_else(self, dibao, place, who):
        by = getattr(place, who)
        with acting(by), pytest.raises(PermissionDenied):
            withdraw(by=by, application=dibao)

    def test_not_after_a_decision(self, relief, place):
        with acting(place.lu_jianxin):
            refuse(by=place.lu_jianxin, application=relief, reason="不符合。")
        with acting(place.lin_xiaoman), pytest.raises(AlreadyDone, match="陆建新已经决定了"):
            withdraw(by=place.lin_xiaoman, application=relief)

    def test_not_twice(self, dibao, place):
        with acting(place.lin_xiaoman):
            withdraw(by=place.lin_xiaoman, application=dibao)
            with pytest.raises(AlreadyDone, match="已撤回"):
                withdraw(by=place.lin_xiaoman, application=dibao)
            assert events_about(dibao).count() == 2
