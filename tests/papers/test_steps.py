"""The papers of each step, made in its transaction; a paper that cannot be made stops the step."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.utils import translation

from relief.casework import services
from relief.casework.composing import COMPOSERS, MINUTES
from relief.casework.models import Application, Decision
from relief.casework.services import (
    Refused,
    approve,
    drop_change,
    hear,
    notify,
    notify_change,
    propose_change,
    resubmit,
    send_back,
)
from relief.casework.workflow import State
from relief.households.services import name_member
from relief.households.services.applying import Given, record_consents
from relief.offices.access import acting
from relief.offices.documents import Document, DocumentKind
from relief.offices.models import Role
from relief.papers import services as writing
from relief.papers.kinds import PaperKind
from relief.papers.models import Paper
from relief.papers.typesetting import NotTypeset
from relief.screening.services import screen_household
from tests.casework.arranging import ABOVE_THE_LIMIT, make_application, make_screened
from tests.casework.changing import end_of, given, hearing_words, lead_change, proposal_words
from tests.casework.conferring import call, hold, item_for
from tests.casework.investigated import assessment_words, days_pass, lead, look_into, opinion_words, today
from tests.casework.raw import refused_by
from tests.casework.refusing import onwards, refuse
from tests.factories import make_user
from tests.papers.issued import kinds_of, paper_of, read
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

NUMBER = "11010519491231002X"
MASKED = "110***********002X"


def named(place, household, name="周䶮", number=NUMBER):
    """The head has a name and a number, and the screening is of today again."""
    with acting(place.lin_xiaoman):
        head = household.members.get(relation="head")
        document = Document(DocumentKind.IDENTITY_CARD, number)
        name_member(by=place.lin_xiaoman, member=head, name=name, document=document)
        screen_household(by=place.lin_xiaoman, household=household, day=household.facts_on)
    return household


def test_a_submission_makes_the_form_and_where_a_check_follows_the_consent(place, relief):
    dibao = make_application(place.lin_xiaoman)
    assert kinds_of(dibao) == ["application", "consent"]
    assert kinds_of(relief) == ["application"]
    assert "800.00元" in read(relief, "application")


def test_the_form_says_what_is_declared_and_the_whole_number(place):
    household = named(place, make_screened(place.lin_xiaoman))
    with acting(place.lin_xiaoman):
        dibao = services.submit(by=place.lin_xiaoman, household=household, programme="dibao")
    text = read(dibao, "application")
    for said in ("周䶮", NUMBER, household.number, "低保"):
        assert said in text, said
    assert "周䶮每月2,399.00元" in text
    assert NUMBER in read(dibao, "consent")


def test_who_agreed_before_does_not_sign_again(place):
    household = named(place, make_screened(place.lin_xiaoman))
    with acting(place.lin_xiaoman):
        head = household.members.get(relation="head")
        answered = Given(head, True, household.facts_on, "授权书")
        record_consents(by=place.lin_xiaoman, household=household, answers=[answered])
        dibao = services.submit(by=place.lin_xiaoman, household=household, programme="dibao")
    with translation.override("zh-hans"):
        day = f"{household.facts_on:%Y年}{household.facts_on.month}月{household.facts_on.day}日"
    assert f"周䶮户主{NUMBER}{day}" in read(dibao, "consent")


def test_what_is_missing_is_told_at_once_and_what_comes_again_is_a_new_form(place, relief):
    with acting(place.he_jing):
        send_back(by=place.he_jing, application=relief, text="前三个月的银行流水。\n残疾人证复印件。")
    assert "前三个月的银行流水。残疾人证复印件。" in read(relief, "missing")
    assert "柳树社区，电话0990-6610101" in read(relief, "missing")
    with acting(place.lin_xiaoman):
        resubmit(by=place.lin_xiaoman, application=relief, requested=800_00)
    assert kinds_of(relief) == ["application", "missing", "application"]


def test_an_approval_makes_the_inner_form_and_the_notice(place):
    household = named(place, make_screened(place.lin_xiaoman, "house-fire-fast-relief"))
    with acting(place.lin_xiaoman):
        asked = {"household": household, "programme": "emergency_relief", "requested": 800_00}
        relief = services.submit(by=place.lin_xiaoman, **asked, remarks="看过现场。")
    with acting(place.he_jing):
        approve(by=place.he_jing, application=relief, amount=800_00)
    assert kinds_of(relief) == ["application", "approval", "decision"]
    inner, notice = read(relief, "approval"), read(relief, "decision")
    for said in ("提交林小满", "看过现场。", "批准何静", "予以确认", "青溪镇人民政府"):
        assert said in inner, said
    for said in ("周䶮", MASKED, "800.00元", "予以确认", "青溪镇人民政府（印章）"):
        assert said in notice, said
    assert NUMBER not in inner + notice
    assert "看过现场" not in notice


def test_a_refusal_says_why_on_what_and_where_to_turn(place, relief):
    with acting(place.he_jing):
        refuse(
            by=place.he_jing, application=relief, reason="人不在本地。", article="民发〔2018〕23号二（一）"
        )
    assert kinds_of(relief) == ["application", "approval", "refusal"]
    text = read(relief, "refusal")
    for said in (
        "不予确认",
        "人不在本地。",
        "民发〔2018〕23号二（一）",
        "60日内，向示例县人民政府申请（《行政复议法》第二十条、第二十四条）",
        "6个月内，向人民法院提起（《行政诉讼法》第四十六条）",
        "《社会救助法》第七十六条",
    ):
        assert said in text, said
    assert "未见原文" not in text


def test_an_investigation_leaves_a_paper_at_each_of_its_steps(place):
    application = make_application(place.lin_xiaoman, "tekun")
    lead(place, application, State.INVESTIGATING)
    look_into(place, application)
    here = {"by": place.he_jing, "application": application, "on": today()}
    with acting(place.he_jing):
        services.assess(**here, **assessment_words() | {"walks": False, "washes": False})
        services.propose(**here, **opinion_words())
    looked = ["application", "consent", "home_visit", "self_care", "opinion", "notice"]
    assert kinds_of(application) == looked
    visit, care = read(application, "home_visit"), read(application, "self_care")
    assert "调查人何静、林小满" in visit
    assert "家里三口人，住房和申报一致。" in visit
    assert "室内自主行走不能自主洗澡不能" in care
    assert "部分丧失生活自理能力" in care
    opinion, notice = read(application, "opinion"), read(application, "notice")
    assert "拟同意" in opinion
    assert "出结果：与申报一致" in opinion
    assert "拟同意，每月1.00元" in notice
    assert "0990-6610001" in notice
    assert application.household.number not in notice


def test_what_the_county_refuses_is_signed_for_with_its_number(place):
    application = make_application(place.lin_xiaoman)
    lead(place, application, State.TO_CONFIRM)
    with acting(place.gao_jianguo):
        refuse(by=place.gao_jianguo, application=application, reason="有儿子赡养。")
    with acting(place.he_jing):
        at = {"on": today(), "handed_on": today(), "way": "in_person"}
        notify(by=place.he_jing, application=application, **at)
    sent = paper_of(application, "refusal")
    assert "示例县民政局（印章）" in read(application, "refusal")
    assert f"{sent.number}不予确认告知书1" in read(application, "receipt")


def test_papers_are_chinese_whatever_language_the_page_is_read_in(place, relief):
    with acting(place.he_jing), translation.override("en"):
        approve(by=place.he_jing, application=relief, amount=800_00)
    text = read(relief, "decision")
    assert "800.00元" in text
    assert "yuan" not in text


def test_a_paper_that_cannot_be_made_stops_the_step_and_leaves_nothing(place, relief, monkeypatch):
    def torn(*args, **kwargs):
        raise NotTypeset("layout.typ:12")

    monkeypatch.setattr(writing, "typeset", torn)
    with acting(place.he_jing), pytest.raises(Refused, match="审批表没有做成，所以这一步没有办。"):
        approve(by=place.he_jing, application=relief, amount=800_00)
    with acting_everywhere():
        assert Application.objects.get(pk=relief.pk).state == "submitted"
        assert not Decision.objects.exists()
        assert [each.kind for each in Paper.objects.all()] == ["application"]


def test_the_office_is_told_on_the_page_and_can_try_again(client, place, relief, monkeypatch):
    def torn(*args, **kwargs):
        raise NotTypeset("layout.typ:12")

    client.force_login(place.he_jing)
    address = f"/applications/{relief.pk}/"
    sent = {"decision": "refuse", "reason": "人不在本地。", "article": "第四条"} | onwards(relief)
    with monkeypatch.context() as patched:
        patched.setattr(writing, "typeset", torn)
        page = client.post(address, sent, follow=True)
    assert "没有做成，所以这一步没有办" in page.content.decode()
    assert "人不在本地。" in page.content.decode()
    client.post(address, sent)
    assert kinds_of(relief) == ["application", "approval", "refusal"]


class TestWhatIsGiven:
    """A change of what is given, from the notice of the hearing to the receipt."""

    def test_a_cut_leaves_a_paper_at_each_of_its_steps(self, place):
        application = lead_change(place, given(place), State.APPROVED)
        with acting(place.he_jing):
            handed = {"on": today(), "handed_on": today(), "way": "in_person"}
            notify_change(by=place.he_jing, application=application, **handed)
        assert kinds_of(application)[-4:] == [
            "hearing_notice",
            "hearing_minutes",
            "change_decision",
            "receipt",
        ]
        notice, minutes = read(application, "hearing_notice"), read(application, "hearing_minutes")
        for said in ("减发，每月0.50元", "收入变了。", "青溪镇人民政府，电话", "听取人何静"):
            assert said in notice, said
        for said in ("减发，每月0.50元", "孩子找到了工作。", "方式当面", "家里谁在场户主", "记录人何静"):
            assert said in minutes, said
        decision = read(application, "change_decision")
        for said in (
            "减发，每月0.50元",
            "孩子找到了工作。",
            "收入变了。",
            "示例县民政局（印章）",
            "行政复议",
        ):
            assert said in decision, said
        sent = paper_of(application, "change_decision")
        receipt = read(application, "receipt")
        assert f"{sent.number}变更、终止待遇决定书1" in receipt
        assert "确认通知书" not in receipt

    def test_who_gets_more_is_not_heard_and_an_end_is_a_decision_too(self, place):
        application = given(place)
        raised = {"by": place.he_jing, "application": application, "on": today()}
        with acting(place.he_jing):
            propose_change(**raised, **proposal_words(kind="raise", amount=2_00))
            drop_change(by=place.he_jing, application=application, reason="算错了。")
        assert "hearing_notice" not in kinds_of(application)
        assert "停发，终止待遇" in read(end_of(place, application), "change_decision")

    def test_who_did_not_come_was_invited_and_the_minutes_say_so(self, place):
        application = lead_change(place, given(place), State.CHANGING)
        days_pass(2)
        absent = {"way": "did_not_come", "words": "", "invited_on": today() - timedelta(days=1)}
        with acting(place.he_jing):
            told = {"by": place.he_jing, "application": application, "on": today()}
            hear(**told, **hearing_words(**absent))
        assert "已经书面通知，没有来，也没有答复。" in read(application, "hearing_minutes")


def test_relief_that_is_given_first_is_registered_and_decided_and_its_inner_form_follows(place):
    household = named(place, make_screened(place.lin_xiaoman, "house-fire-fast-relief"))
    with acting(place.lin_xiaoman):
        asked = {"household": household, "programme": "emergency_relief", "requested": 800_00}
        relief = services.submit(by=place.lin_xiaoman, **asked)
    with acting(place.he_jing):
        services.relieve_first(by=place.he_jing, application=relief, amount=800_00)
    assert kinds_of(relief) == ["application", "relief_first", "decision"]
    registered = read(relief, "relief_first")
    for said in ("周䶮", MASKED, "800.00元", "经办人何静", "示例县青溪镇柳树社区"):
        assert said in registered, said
    assert "补齐手续的期限紧急情况解除以后" in registered
    with acting(place.lin_xiaoman):
        services.complete_papers(by=place.lin_xiaoman, application=relief, text="住院三天，发票已补。")
    assert kinds_of(relief)[-1] == "approval"
    assert "住院三天，发票已补。" in read(relief, "approval")


class TestMinutes:
    @pytest.fixture
    def item(self, place):
        """A complex case of any amount, called and written down."""
        rigid = make_application(place.lin_xiaoman, "rigid_expenditure", ABOVE_THE_LIMIT)
        with acting(place.he_jing):
            services.bring_up(by=place.he_jing, application=rigid, reason="三种病，花费说不清。")
        call(place.gao_jianguo, rigid)
        with acting(place.gao_jianguo):
            item = item_for(rigid)
            hold(item, place.gao_jianguo)
            return item

    def decide(self, place, item):
        with acting_everywhere():
            other = make_user(Role.COUNTY_OFFICER, place.county)
        with acting(other):
            told = {"gives": True, "reasons": "开支属实。"}
            return services.decide_item(by=other, item=item_for(item.deed.application), **told)

    def test_they_are_made_when_the_decision_is_entered(self, place, item):
        assert "conference" not in kinds_of(item.deed.application)
        decided = self.decide(place, item)
        text = read(item.deed.application, "conference")
        for said in (
            "梁副县长（县政府副县长，主持）、许文（县财政局股长，参加）",
            "三种病，花费说不清。",
            "入户核过，确有困难。同意",
            "开支属实。",
        ):
            assert said in text, said
        assert paper_of(item.deed.application, "conference").made_by_id == decided.entered_by_id

    def test_the_database_takes_none_before_nor_by_anybody_else(self, place, item):
        before = paper_of(item.deed.application, "application")
        forged = {"kind": "conference", "deed": item.deed_id, "pk": uuid4(), "made_by": place.gao_jianguo}
        for name, value in forged.items():
            setattr(before, name, value)
        with acting(place.gao_jianguo), refused_by("casework_paper_of_its_deed"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT papers_take_number(%s, %s)", [before.household.area_id, before.year])
                (before.serial,) = cursor.fetchone()
            before.save(force_insert=True)


def test_every_kind_is_made_by_a_step():
    made = {kind for causes in COMPOSERS.values() for kind, _compose in causes}
    assert made | {MINUTES[0]} == set(PaperKind)
