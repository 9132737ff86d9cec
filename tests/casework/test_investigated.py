"""低保 from entry to the written notice, at the pages, by the people whose steps they are."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from relief.audit.queries import events_about
from relief.casework.models import ABILITIES, Application, Assessment, HomeVisit, Opinion
from relief.casework.workflow import State
from relief.offices.access import acting
from relief.offices.models import Role
from tests.casework.arranging import make_application, make_relief, make_screened
from tests.casework.declaring import declare_wage
from tests.casework.investigated import (
    days_pass,
    decided_by_the_township_alone,
    everybody_consents,
    lead,
    look_into,
    today,
)
from tests.casework.pages import NOBODY, open_page, send, text_of
from tests.casework.refusing import onwards
from tests.factories import PASSWORD
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

REFUSED = {"decision": "refuse", "reason": "收入超过标准。", "article": "民发〔2021〕57号第四条"}


def row(application):
    with acting_everywhere():
        return Application.objects.select_related("owner").get(pk=application.pk)


def step(client, user, application, deed, **fields):
    return send(client, user, "step", application.pk, deed, **fields)


def done(client, user, application, deed, **fields):
    """The step at its page, which leads back to the application."""
    sent = step(client, user, application, deed, **fields)
    assert sent.status_code == 302, text_of(sent)
    return row(application)


def visit_fields(place, **changes):
    return {
        "visited_on": today().isoformat(),
        "way": "home",
        "first": place.he_jing.pk,
        "second": place.lin_xiaoman.pk,
        "present": "户主和配偶",
        "signed_by": "户主",
        "finding": "家里三口人。",
    } | changes


def check_fields(**changes):
    day = today().isoformat()
    return {"started_on": day, "result_on": day, "result": "agrees"} | changes


def opinion_fields(**changes):
    return {"gives": "yes", "amount": "1.00", "notice_from": today().isoformat()} | changes


def labels(client, user, application):
    return [each.label for each in open_page(client, user, "application", application.pk).context["doings"]]


def investigate(client, place, application):
    """受理 to 核对结果."""
    he = place.he_jing
    everybody_consents(application.household)
    done(client, he, application, "accept")
    done(client, he, application, "investigate")
    done(client, he, application, "record_visit", **visit_fields(place))
    done(client, he, application, "request_check")
    done(client, place.gao_jianguo, application, "record_check", **check_fields())


class TestTheWholeWay:
    def test_from_a_submission_to_an_award_and_its_notice(self, client, place):
        home = make_screened(place.lin_xiaoman)
        send(client, place.lin_xiaoman, "submit", home.pk, "dibao")
        with acting_everywhere():
            application = Application.objects.select_related("household").get()
        investigate(client, place, application)
        assert done(client, place.he_jing, application, "propose", **opinion_fields()).state == "published"
        days_pass(7)
        assert done(client, place.he_jing, application, "forward").state == "to_confirm"
        send(client, place.gao_jianguo, "application", application.pk, decision="approve", amount="1.00")
        with acting_everywhere():
            decision = Application.objects.get().decision
        assert (decision.outcome, decision.amount) == ("approved", 1_00)
        assert decision.decider == place.gao_jianguo
        done(client, place.he_jing, application, "notify", handed_on=today().isoformat(), way="in_person")
        with acting_everywhere():
            assert [event.action.partition(".")[2] for event in events_about(application)] == [
                "submitted",
                "accepted",
                "investigated",
                "visited",
                "check_requested",
                "checked",
                "proposed",
                "forwarded",
                "approved",
                "notified",
            ]
        opened = open_page(client, place.lin_xiaoman, "application", application.pk)
        titles = [each.title for each in opened.context["steps"]]
        given = [each for each in titles if each.startswith("发放起")]
        assert len(given) == 1
        assert [each for each in titles if each not in given][:9] == [
            "送达：低保",
            "批准：低保",
            "报送确认：低保",
            "初审意见：低保",
            "记核对结果：低保",
            "提请核对：低保",
            "记入户调查：低保",
            "启动调查：低保",
            "受理：低保",
        ]
        for words in ("低保：已批准", "家里三口人。", "与申报一致", "当面", "拟同意，每月1.00元"):
            assert words in text_of(opened)

    def test_to_a_refusal_and_its_notice(self, client, place, dibao):
        investigate(client, place, dibao)
        done(client, place.he_jing, dibao, "propose", gives="no", reason="有存款。", **day_of_notice())
        days_pass(7)
        done(client, place.he_jing, dibao, "forward")
        send(client, place.gao_jianguo, "application", dibao.pk, **REFUSED, **onwards(dibao))
        assert row(dibao).state == "refused"
        done(client, place.lu_jianxin, dibao, "notify", handed_on=today().isoformat(), way="posted")
        assert "邮寄" in text_of(open_page(client, place.lin_xiaoman, "application", dibao.pk))

    def test_tekun_goes_the_same_way(self, client, place):
        tekun = make_application(place.lin_xiaoman, "tekun")
        investigate(client, place, tekun)
        sent = step(client, place.he_jing, tekun, "propose", **opinion_fields(amount="900"))
        assert "还没有自理能力评估，不能提初审意见。" in text_of(sent)
        assessed = {"assessed_on": today().isoformat(), "assessors": "镇卫生院王医生"}
        sent = step(client, place.he_jing, tekun, "assess", **assessed | {"assessors": ""}, able=["eats"])
        assert sent.context["form"].errors["assessors"] == ["请填写"]
        assert re.search(r'value="eats"[^>]* checked', text_of(sent))
        able = ["eats", "dresses", "walks"]
        done(client, place.he_jing, tekun, "assess", **assessed, able=able)
        page = text_of(open_page(client, place.he_jing, "application", tekun.pk))
        assert "部分丧失生活自理能力" in page
        assert "不能：自主上下床、自主如厕、自主洗澡" in page
        fields = opinion_fields(amount="900", reason="情况属实。")
        assert done(client, place.he_jing, tekun, "propose", **fields).state == "published"

    def test_an_objection_leads_back_and_wants_another_look_and_another_notice(self, client, place, dibao):
        lead(place, dibao, State.PUBLISHED)
        now = done(client, place.lin_xiaoman, dibao, "object", text="邻居说儿子在外打工。")
        assert (now.state, now.owner) == ("investigating", place.he_jing)
        opened = open_page(client, place.he_jing, "application", dibao.pk)
        assert "邻居说儿子在外打工。" in text_of(opened)
        (opinion,) = [each for each in opened.context["doings"] if each.label == "初审意见"]
        assert opinion.why.startswith("有异议或县级退回以后")
        sent = step(client, place.he_jing, dibao, "propose", **opinion_fields())
        assert "要再调查或再核对" in text_of(sent)
        done(client, place.he_jing, dibao, "record_visit", **visit_fields(place))
        done(client, place.he_jing, dibao, "propose", **opinion_fields())
        with acting_everywhere():
            assert (HomeVisit.objects.count(), Opinion.objects.count()) == (2, 2)

    def test_the_county_returns_it_with_what_is_to_be_looked_at(self, client, place, dibao):
        lead(place, dibao, State.TO_CONFIRM)
        fields = {"decision": "send_back", "text": "儿子的收入没有核对。"}
        send(client, place.gao_jianguo, "application", dibao.pk, **fields)
        now = row(dibao)
        assert (now.state, now.owner) == ("investigating", None)
        assert "儿子的收入没有核对。" in text_of(open_page(client, place.he_jing, "application", dibao.pk))

    @pytest.mark.parametrize("state", ["accepted", "investigating", "published", "to_confirm"])
    def test_the_caseworker_takes_it_back_from_wherever_it_stands(self, client, place, dibao, state):
        lead(place, dibao, State(state))
        send(client, place.lin_xiaoman, "withdraw", dibao.pk)
        assert row(dibao).state == "withdrawn"

    def test_papers_missing_lead_back_before_it_is_accepted(self, client, place, dibao):
        send(client, place.he_jing, "application", dibao.pk, decision="send_back", text="补户口簿。")
        send(client, place.lin_xiaoman, "resubmit", dibao.pk)
        assert done(client, place.he_jing, dibao, "accept").state == "accepted"


def day_of_notice():
    return {"notice_from": today().isoformat()}


@pytest.mark.parametrize(
    ("lost", "result"), [(0, "able"), (1, "partly"), (3, "partly"), (4, "wholly"), (6, "wholly")]
)
def test_six_abilities_make_one_of_three_results(lost, result):
    answers = {name: number >= lost for number, name in enumerate(ABILITIES)}
    assert Assessment(**answers).result == result


class TestWhatIsOffered:
    def test_each_state_offers_its_steps_to_whose_step_it_is(self, client, place, dibao):
        he, lin, gao = place.he_jing, place.lin_xiaoman, place.gao_jianguo
        assert labels(client, he, dibao) == ["受理"]
        assert labels(client, lin, dibao) == labels(client, gao, dibao) == []
        lead(place, dibao, State.INVESTIGATING)
        assert labels(client, he, dibao) == ["记入户调查", "提请核对", "初审意见"]
        look_into(place, dibao)
        assert labels(client, gao, dibao) == []
        done(client, he, dibao, "propose", **opinion_fields())
        assert labels(client, lin, dibao) == ["公示异议"]
        assert labels(client, he, dibao) == ["报送确认", "公示异议"]
        assert labels(client, place.lu_jianxin, dibao) == ["公示异议"]

    def test_whoever_accepted_it_goes_on_with_it_and_whoever_published_it_with_the_next(
        self, client, place, dibao
    ):
        make_relief(place.lin_xiaoman)
        lead(place, dibao, State.INVESTIGATING)
        assert open_page(client, place.he_jing, "application", dibao.pk).context["next"] is None
        look_into(place, dibao)
        done(client, place.he_jing, dibao, "propose", **opinion_fields())
        assert open_page(client, place.he_jing, "application", dibao.pk).context["next"].left == 1

    def test_what_it_still_lacks_is_said(self, client, place, dibao):
        lead(place, dibao, State.INVESTIGATING)
        doings = open_page(client, place.he_jing, "application", dibao.pk).context["doings"]
        why = {each.label: each.why for each in doings}
        assert "没有核对授权" in why["提请核对"]
        assert why["初审意见"] == "还没有入户调查、核对结果，不能提初审意见。"

    def test_the_county_is_shown_which_checks_are_asked_for(self, client, place, dibao):
        lead(place, dibao, State.INVESTIGATING)
        everybody_consents(dibao.household)
        assert not open_page(client, place.gao_jianguo, "home").context["checks"]
        done(client, place.he_jing, dibao, "request_check")
        page = open_page(client, place.gao_jianguo, "home")
        assert [each.url for each in page.context["checks"]] == [reverse("application", args=[dibao.pk])]
        assert "等核对结果的" in text_of(page)
        gao = place.gao_jianguo
        assert labels(client, gao, dibao) == ["启动核对", "记核对结果"]
        done(client, gao, dibao, "begin_check")
        assert labels(client, gao, dibao) == ["记核对结果"]
        assert "已经启动核对" in text_of(step(client, gao, dibao, "begin_check"))

    @pytest.mark.parametrize("state", ["accepted", "investigating", "published"])
    def test_the_township_finds_it_in_its_queue_and_the_county_does_not(self, client, place, dibao, state):
        lead(place, dibao, State(state))
        (found,) = open_page(client, place.he_jing, "queue").context["rows"]
        assert found.state == State(state).label
        assert not open_page(client, place.gao_jianguo, "queue").context["rows"]
        (on_the_desk,) = open_page(client, place.he_jing, "home").context["mine"]
        assert on_the_desk.note.startswith(str(State(state).label))

    def test_what_is_forwarded_stands_in_the_county_s_queue(self, client, place, dibao):
        lead(place, dibao, State.TO_CONFIRM)
        assert not open_page(client, place.he_jing, "queue").context["rows"]
        (found,) = open_page(client, place.gao_jianguo, "queue").context["rows"]
        assert found.state == "待确认"

    def test_what_is_decided_at_once_has_none_of_it(self, client, place):
        page = open_page(client, place.he_jing, "application", make_relief(place.lin_xiaoman).pk)
        offered = {each.label for each in page.context["doings"]}
        assert offered.isdisjoint({"受理", "启动调查", "记入户调查", "提请核对", "初审意见", "报送确认"})


class TestTheForms:
    def test_two_different_investigators(self, client, place, dibao):
        lead(place, dibao, State.INVESTIGATING)
        fields = visit_fields(place, second=place.he_jing.pk, finding="门口有两辆车。")
        sent = step(client, place.he_jing, dibao, "record_visit", **fields)
        form = sent.context["form"]
        assert form.errors["second"] == ["要两位不同的调查人。"]
        assert "门口有两辆车。" in text_of(sent)

    def test_only_people_of_this_township_are_offered(self, client, place, dibao):
        lead(place, dibao, State.INVESTIGATING)
        opened = open_page(client, place.he_jing, "step", dibao.pk, "record_visit")
        offered = [label for _pk, label in opened.context["form"].fields["first"].choices]
        assert offered == ["请选择", "何静", "林小满", "陆建新"]

    @pytest.mark.parametrize(
        ("changes", "field", "words"),
        [
            ({"visited_on": (today() + timedelta(1)).isoformat()}, "visited_on", "不能晚于今天。"),
            ({"way": "remote"}, "ground", "电话或视频调查，请写发生了什么重大突发事件。"),
            ({"signed_by": ""}, "signed_by", "请填写"),
        ],
    )
    def test_a_mistake_of_a_visit_stands_beside_its_box(self, client, place, dibao, changes, field, words):
        lead(place, dibao, State.INVESTIGATING)
        sent = step(client, place.he_jing, dibao, "record_visit", **visit_fields(place, **changes))
        assert sent.context["form"].errors[field] == [words]

    @pytest.mark.parametrize(
        ("changes", "field", "words"),
        [
            ({"started_on": "2020-01-01"}, "started_on", "启动日期不能早于提请核对那天。"),
            ({"result_on": (today() + timedelta(1)).isoformat()}, "result_on", "不能晚于今天。"),
            ({"result": "differs"}, "words", "不一致或没能核对的，请写说明。"),
        ],
    )
    def test_a_mistake_of_a_check_stands_beside_its_box(self, client, place, dibao, changes, field, words):
        lead(place, dibao, State.INVESTIGATING)
        everybody_consents(dibao.household)
        done(client, place.he_jing, dibao, "request_check")
        sent = step(client, place.gao_jianguo, dibao, "record_check", **check_fields(**changes))
        assert sent.context["form"].errors[field] == [words]

    @pytest.mark.parametrize(
        ("changes", "field", "words"),
        [
            ({"amount": "2.00"}, "reason", "不同意、或与系统建议不同，请写理由。"),
            ({"gives": "no", "amount": ""}, "reason", "不同意、或与系统建议不同，请写理由。"),
            ({"amount": ""}, "amount", "拟同意的写金额，不同意的不写。"),
            ({"notice_from": "2020-01-01"}, "notice_from", "公示第一天不能早于今天。"),
        ],
    )
    def test_a_mistake_of_an_opinion_stands_beside_its_box(self, client, place, dibao, changes, field, words):
        lead(place, dibao, State.INVESTIGATING)
        look_into(place, dibao)
        sent = step(client, place.he_jing, dibao, "propose", **opinion_fields(**changes))
        assert sent.context["form"].errors[field] == [words]
        assert row(dibao).state == "investigating"

    def test_too_early_is_refused_with_the_last_day(self, client, place, dibao):
        lead(place, dibao, State.PUBLISHED)
        days_pass(6)
        sent = step(client, place.he_jing, dibao, "forward")
        assert "期满以后才能报送。" in text_of(sent)
        assert row(dibao).state == "published"

    def test_a_second_notice_of_a_decision_is_none(self, client, place, dibao):
        lead(place, dibao, State.TO_CONFIRM)
        send(client, place.gao_jianguo, "application", dibao.pk, **REFUSED, **onwards(dibao))
        handed = {"handed_on": today().isoformat(), "way": "posted"}
        done(client, place.he_jing, dibao, "notify", **handed)
        assert "已经送达。" in text_of(step(client, place.he_jing, dibao, "notify", **handed))

    def test_another_decision_than_the_opinion_wants_a_reason(self, client, place, dibao):
        lead(place, dibao, State.INVESTIGATING)
        look_into(place, dibao)
        done(client, place.he_jing, dibao, "propose", gives="no", reason="有存款。", **day_of_notice())
        days_pass(7)
        done(client, place.he_jing, dibao, "forward")
        sent = send(client, place.gao_jianguo, "application", dibao.pk, decision="approve", amount="1.00")
        assert "与初审意见不同，请写理由。" in text_of(sent)

    def test_changed_facts_want_a_new_check_before_the_opinion(self, client, place, dibao):
        lead(place, dibao, State.INVESTIGATING)
        look_into(place, dibao)
        declare_wage(place.lin_xiaoman, dibao.household, 1)
        assert "请重新筛查" in text_of(step(client, place.he_jing, dibao, "propose", **opinion_fields()))
        assert "提初审意见前请重新筛查。" in text_of(
            open_page(client, place.he_jing, "application", dibao.pk)
        )
        send(client, place.he_jing, "application", dibao.pk, screen="1")
        fields = opinion_fields(reason="情况属实。")
        assert done(client, place.he_jing, dibao, "propose", **fields).state == "published"

    def test_what_was_typed_is_there_again_after_the_login_ended(self, client, place, dibao):
        lead(place, dibao, State.INVESTIGATING)
        address = reverse("step", args=[dibao.pk, "record_visit"])
        opened = open_page(client, place.he_jing, "step", dibao.pk, "record_visit")
        word = text_of(opened).partition('name="typed_by" value="')[2].partition('"')[0]
        nobody = Client()
        page = nobody.post(address, {"typed_by": word, "finding": "屋顶漏雨。"})
        kept = text_of(page).partition('name="kept" value="')[2].partition('"')[0]
        login = {"username": place.he_jing.username, "password": PASSWORD, "kept": kept}
        assert "屋顶漏雨。" in text_of(nobody.get(nobody.post(reverse("login"), login).url))

    def test_in_english(self, client, place, dibao):
        lead(place, dibao, State.INVESTIGATING)
        client.cookies["django_language"] = "en"
        opened = open_page(client, place.he_jing, "step", dibao.pk, "record_visit")
        assert "Who of the family was there" in text_of(opened)


class TestWhoMay:
    def test_who_gave_the_opinion_reads_why_not_and_who_can(self, client, place, dibao):
        lead(place, dibao, State.TO_CONFIRM)
        with acting(place.administrator):
            place.he_jing.role, place.he_jing.area = Role.COUNTY_OFFICER, place.county
            place.he_jing.save()
        opened = open_page(client, place.he_jing, "application", dibao.pk)
        assert opened.context["guard"].title == "您不能确认本户：初审意见是您提的。"
        assert [each.name for each in opened.context["guard"].people] == ["高建国"]
        send(client, place.he_jing, "application", dibao.pk, decision="approve", amount="1.00")
        assert row(dibao).state == "to_confirm"

    @pytest.mark.parametrize("who", ["gao_jianguo", "lin_xiaoman"])
    def test_nobody_but_an_approver_leads_it_on(self, client, place, dibao, who):
        by = getattr(place, who)
        assert "审批" in text_of(open_page(client, by, "step", dibao.pk, "accept"))
        step(client, by, dibao, "accept")
        assert row(dibao).state == "submitted"

    def test_nobody_while_a_colleague_has_it(self, client, place, dibao):
        lead(place, dibao, State.ACCEPTED)
        sent = step(client, place.lu_jianxin, dibao, "investigate")
        assert "何静" in text_of(sent)
        assert row(dibao).state == "accepted"

    def test_whoever_leads_it_on_has_it(self, client, place, dibao):
        assert done(client, place.he_jing, dibao, "accept").owner == place.he_jing

    @pytest.mark.parametrize("who", ["auditor", "administrator"])
    def test_who_does_nothing_gets_no_page(self, client, place, dibao, who):
        assert open_page(client, getattr(place, who), "step", dibao.pk, "accept").status_code == 403

    def test_another_township_is_answered_like_nothing(self, client, place, dibao):
        there = step(client, place.zheng_guoping, dibao, "accept")
        client.force_login(place.zheng_guoping)
        nothing = client.post(reverse("step", args=[NOBODY, "accept"]))
        assert (there.status_code, there.content) == (404, nothing.content)

    def test_a_step_that_there_is_not(self, client, place, dibao):
        assert open_page(client, place.he_jing, "step", dibao.pk, "approve").status_code == 404

    def test_twice_is_once(self, client, place, dibao):
        done(client, place.he_jing, dibao, "accept")
        assert "何静已经办了“受理”" in text_of(step(client, place.lu_jianxin, dibao, "accept"))


class TestWhatATownshipDecidedBefore:
    """预审, before the procedure: it stays to be read, and is not taken for the county's."""

    @pytest.fixture
    def before(self, client, place, relief):
        send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800.00")
        decided_by_the_township_alone(relief)
        return relief

    def test_its_page_says_that_no_county_confirmed_it(self, client, place, before):
        page = text_of(open_page(client, place.he_jing, "application", before.pk))
        assert "没有经县级确认" in page
        assert "800.00元" in page

    def test_no_notice_of_it_is_handed_over(self, client, place, before):
        assert labels(client, place.he_jing, before) == []
        handed = {"handed_on": today().isoformat(), "way": "posted"}
        sent = step(client, place.he_jing, before, "notify", **handed)
        assert "还没有确认，没有可以送达的决定。" in text_of(sent)

    def test_its_step_corrects_it(self, client, place, before):
        send(client, place.he_jing, "correct", before.pk, reason="按新的程序重新办。")
        assert row(before).state == "corrected"
