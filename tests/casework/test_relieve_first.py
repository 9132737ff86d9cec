"""先行救助: aid first, by a second person and within the limit, and what is explained afterwards."""

import pytest
from django.urls import reverse

from relief.audit.queries import events_about
from relief.casework import services
from relief.casework.clocks.due import deadlines, events_of
from relief.casework.models import Application
from relief.casework.services import Refused
from relief.funds.models import Award
from relief.offices.access import acting
from tests.casework.arranging import ABOVE_THE_LIMIT, FIRE, make_application, make_relief
from tests.casework.declaring import declare_wage
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import ORDER, do, refused_by
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def row(application):
    with acting_everywhere():
        return Application.objects.select_related("decision", "household").get(pk=application.pk)


def given(application):
    with acting_everywhere():
        return Award.objects.filter(household=application.household_id).first()


def step(client, user, application, deed, **fields):
    return send(client, user, "step", application.pk, deed, **fields)


def running(application):
    with acting_everywhere():
        found = deadlines(row(application), events_of(application))
    return [each.span.clock.code for each in found if each.is_running]


@pytest.fixture
def relieved(place, relief):
    with acting(place.he_jing):
        services.relieve_first(by=place.he_jing, application=relief, amount=800_00)
    return relief


class TestRelieving:
    def test_decision_and_award_are_there_at_once(self, client, place, relief):
        page = open_page(client, place.he_jing, "application", relief.pk)
        assert reverse("step", args=[relief.pk, "relieve_first"]) in text_of(page)
        opened = open_page(client, place.he_jing, "step", relief.pk, "relieve_first")
        assert opened.context["form"]["amount"].initial == 800_00
        sent = step(client, place.he_jing, relief, "relieve_first", amount="800")
        assert sent.url == reverse("application", args=[relief.pk])
        found = row(relief)
        assert (found.state, found.decision.outcome, found.decision.decider_id) == (
            "relieved",
            "approved",
            place.he_jing.pk,
        )
        assert (given(relief).amount, str(given(relief).cause)) == (
            800_00,
            str(found.household.hardship_cause),
        )
        with acting_everywhere():
            assert [event.action for event in events_about(relief)][-1] == "casework.relieved_first"
        assert "已先行救助，待补手续" in text_of(
            open_page(client, place.lin_xiaoman, "application", relief.pk)
        )

    def test_what_the_advice_does_not_say_wants_a_reason_which_is_there_to_be_signed(self, client, place):
        relief = make_application(place.lin_xiaoman, "nonresident_relief", FIRE, 300_00)
        opened = open_page(client, place.he_jing, "step", relief.pk, "relieve_first")
        reason = str(opened.context["form"]["reason"].initial)
        assert "先行救助" in reason
        sent = step(client, place.he_jing, relief, "relieve_first", amount="300", reason="")
        assert sent.context["form"].errors["reason"] == ["与系统建议不同，请写理由。"]
        step(client, place.he_jing, relief, "relieve_first", amount="300", reason=reason)
        assert row(relief).decision.reason == reason

    def test_an_amount_is_stated(self, client, place, relief):
        sent = step(client, place.he_jing, relief, "relieve_first", amount="", reason="急。")
        assert sent.context["form"].errors["amount"] == ["请填写"]
        assert row(relief).state == "submitted"

    def test_above_the_township_s_limit_the_county_decides(self, client, place):
        above = make_relief(place.lin_xiaoman, 2401_00, ABOVE_THE_LIMIT)
        page = open_page(client, place.he_jing, "application", above.pk)
        (doing,) = [each for each in page.context["doings"] if each.label == "先行救助"]
        assert "由县级民政部门审批" in doing.why
        sent = step(client, place.he_jing, above, "relieve_first", amount="2401", reason="急。")
        assert "由县级民政部门审批" in sent.context["form"].errors["amount"][0]
        assert row(above).state == "submitted"

    def test_fast_relief_keeps_to_its_cap(self, client, place):
        fast = make_application(place.lin_xiaoman, "fast_relief", FIRE, 800_00)
        sent = step(client, place.he_jing, fast, "relieve_first", amount="2000", reason="急。")
        assert "小额快救最多" in sent.context["form"].errors["amount"][0]
        step(client, place.he_jing, fast, "relieve_first", amount="800")
        assert row(fast).state == "relieved"

    def test_on_the_facts_of_today_alone(self, client, place, relief):
        declare_wage(place.lin_xiaoman, relief.household, 4500)
        sent = step(client, place.he_jing, relief, "relieve_first", amount="800", reason="急。")
        assert "请重新筛查" in text_of(sent)
        assert row(relief).state == "submitted"

    @pytest.mark.parametrize("who", ["lin_xiaoman", "gao_jianguo"])
    def test_nobody_else_does_it(self, client, place, relief, who):
        step(client, getattr(place, who), relief, "relieve_first", amount="800", reason="急。")
        assert row(relief).state == "submitted"

    def test_only_of_what_is_urgent(self, place, dibao):
        with acting(place.he_jing), pytest.raises(services.AlreadyDone):
            services.relieve_first(by=place.he_jing, application=dibao, amount=1_00)

    def test_once(self, place, relieved):
        with acting(place.lu_jianxin), pytest.raises(services.AlreadyDone, match="何静已经决定了"):
            services.relieve_first(by=place.lu_jianxin, application=relieved, amount=800_00)


class TestPapers:
    def test_the_caseworker_is_reminded_and_explains(self, client, place, relieved):
        address = reverse("step", args=[relieved.pk, "complete_papers"])
        home = open_page(client, place.lin_xiaoman, "home")
        (work,) = [each for each in home.context["today"] if each.url == address]
        assert work.due == "待补手续"
        step(client, place.lin_xiaoman, relieved, "complete_papers", text="住院三天，发票已补。")
        assert row(relieved).state == "approved"
        page = text_of(open_page(client, place.he_jing, "application", relieved.pk))
        assert "住院三天，发票已补。" in page

    def test_the_approver_may_too(self, client, place, relieved):
        step(client, place.lu_jianxin, relieved, "complete_papers", text="当面核实过。")
        assert row(relieved).state == "approved"

    def test_never_without_words(self, client, place, relieved):
        sent = step(client, place.lin_xiaoman, relieved, "complete_papers", text=" ")
        assert sent.context["form"].errors["text"] == ["请填写"]
        with acting(place.lin_xiaoman), pytest.raises(Refused, match="请写补充说明"):
            services.complete_papers(by=place.lin_xiaoman, application=relieved, text=" ")

    def test_nobody_elsewhere_and_only_once(self, client, place, relieved):
        assert step(client, place.zhou_ting, relieved, "complete_papers", text="。").status_code == 404
        step(client, place.lin_xiaoman, relieved, "complete_papers", text="补了。")
        with acting(place.lin_xiaoman), pytest.raises(services.AlreadyDone):
            services.complete_papers(by=place.lin_xiaoman, application=relieved, text="补了。")

    def test_the_clock_runs_from_the_relief_to_the_papers(self, place, relieved):
        assert running(relieved) == ["papers_after_relief"]
        with acting(place.lin_xiaoman):
            services.complete_papers(by=place.lin_xiaoman, application=relieved, text="补了。")
        assert running(relieved) == []

    def test_what_is_approved_with_its_papers_has_no_such_clock(self, place, relief):
        with acting(place.he_jing):
            services.approve(by=place.he_jing, application=relief, amount=800_00)
        assert running(relief) == []


class TestCorrecting:
    def test_it_ends_the_award(self, client, place, relieved):
        assert open_page(client, place.he_jing, "application", relieved.pk).context["to_correct"]
        send(client, place.he_jing, "correct", relieved.pk, reason="认错了人。")
        assert (row(relieved).state, given(relieved).is_void) == ("corrected", True)
        assert running(relieved) == []

    def test_not_by_the_county(self, client, place, relieved):
        send(client, place.gao_jianguo, "correct", relieved.pk, reason="认错了人。")
        assert row(relieved).state == "relieved"


class TestTheDatabase:
    def test_no_relief_without_its_award(self, place, relief):
        without = tuple(each for each in ORDER if each not in ("award", "covered"))
        with acting(place.he_jing), refused_by("casework_relieved_with_an_award"):
            do(relief, place.he_jing, "relieve_first", order=without)

    def test_no_fast_relief_above_its_cap(self, place):
        fast = make_application(place.lin_xiaoman, "fast_relief", FIRE, 800_00)
        with acting(place.he_jing):
            with refused_by("casework_relieved_within_the_cap"):
                amount = {"amount": 5000_00}
                do(fast, place.he_jing, "relieve_first", decision=amount, award=amount)
            do(fast, place.he_jing, "relieve_first")

    def test_whoever_submitted_gives_nothing(self, place, relief):
        with acting(place.lin_xiaoman), refused_by("casework_decision_second_person"):
            do(relief, place.lin_xiaoman, "relieve_first")

    def test_papers_are_never_completed_without_words(self, place, relieved):
        with acting(place.lin_xiaoman):
            with refused_by("casework_deed_says_why"):
                do(relieved, place.lin_xiaoman, "complete_papers", written={"text": None})
            do(relieved, place.lin_xiaoman, "complete_papers")
