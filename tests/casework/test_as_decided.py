"""当时的决定: the page says what was known when it was decided, whatever becomes of the household since."""

import re

import pytest

from relief.casework.as_decided import as_decided_page, names_in
from relief.casework.models import Application
from relief.casework.services import approve, take
from relief.households.models import Household, Income, Member
from relief.offices.access import acting
from tests.casework.arranging import make_application, make_relief
from tests.casework.pages import open_page, text_of
from tests.casework.refusing import refuse
from tests.cautions.arranging import answer_all
from tests.funds.arranging import known_as
from tests.oversight.replays import as_owner
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

REASON = "入户看过，灶台烧坏，多给一些买灶具。"
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"')


@pytest.fixture
def decided(place):
    application = make_relief(place.lin_xiaoman)
    known_as(place.lin_xiaoman, application.household)
    with acting(place.he_jing):
        take(by=place.he_jing, application=application)
        approve(by=place.he_jing, application=application, amount=900_00, reason=REASON, open_for=7)
    with acting_everywhere():
        return Application.objects.select_related("decision", "household", "screening").get(pk=application.pk)


def page_of(client, reader, application):
    return CHANGING.sub("", text_of(open_page(client, reader, "as_decided", application.pk)))


def test_it_says_what_was_known_which_rule_what_was_advised_and_who_decided(client, place, decided):
    page = page_of(client, place.auditor, decided)
    for said in (
        "已批准，900.00元",
        "何静",
        REASON,
        "800.00元",
        "户主（1975年生）",
        "4,000.00元",
        "打开7秒就决定了；20秒以内会提示。",
        decided.screening.law_version[:12],
        "国发〔2014〕47号",
        "系统里的规则和当时一样。",
        "提交",
        "领办",
    ):
        assert said in page, said
    assert page.count("核对无误") == 3


def test_nobody_is_named_and_nothing_is_read_of_today(client, place, decided):
    before = page_of(client, place.auditor, decided)
    assert "郭大勇" not in before
    with acting_everywhere():
        Income.objects.filter(household=decided.household).update(amount=1)
        Member.objects.filter(household=decided.household).update(born_on="1999-01-01")
        Household.objects.filter(pk=decided.household_id).update(hardship_requested=1)
    assert page_of(client, place.auditor, decided) == before


def test_what_was_answered_of_double_help_by_then_stands_there(client, place):
    first = make_relief(place.lin_xiaoman)
    second = make_relief(place.lin_xiaoman)
    for each in (first, second):
        known_as(place.lin_xiaoman, each.household)
    answer_all(place.lin_xiaoman, first.household)
    with acting(place.he_jing):
        approve(by=place.he_jing, application=first, amount=800_00)
    answer_all(place.he_jing, second.household)
    page = page_of(client, place.auditor, first)
    assert "同一个人在两户。提交时核实：两户都是成员。电话问过青溪镇。" in page


def test_rules_that_were_changed_since_are_said_to_be(client, place, decided, monkeypatch):
    monkeypatch.setattr("relief.casework.as_decided.law_version", lambda figures: "0" * 64)
    assert "系统里的规则后来改过" in page_of(client, place.auditor, decided)


def test_a_deed_whose_line_in_the_log_was_altered_does_not_hold(place, decided):
    with as_owner() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        cursor.execute(
            "UPDATE audit_event SET actor_id = %s WHERE action = 'casework.taken'", [place.lu_jianxin.pk]
        )
        cursor.execute("ALTER TABLE audit_event ENABLE TRIGGER USER")
    with acting(place.auditor):
        page = as_decided_page(decided, place.gao_jianguo)
    assert [each.holds for each in page["deeds"]] == [True, False, True]
    assert all(each.logged for each in page["deeds"])


def test_a_refusal_has_its_page_too(client, place):
    application = make_application(place.lin_xiaoman, "dibao_margin", "dibao-exactly-at-standard")
    with acting(place.he_jing):
        refuse(
            by=place.he_jing, application=application, reason="人不在本地。", article="民发〔2021〕57号第四条"
        )
    page = page_of(client, place.gao_jianguo, application)
    assert "人不在本地。" in page
    assert "民发〔2021〕57号第四条" in page


def test_who_reads_it(client, place, decided):
    for reader in (place.he_jing, place.gao_jianguo, place.auditor):
        assert open_page(client, reader, "as_decided", decided.pk).status_code == 200
    for other in (place.lu_jianxin, place.lin_xiaoman):
        assert open_page(client, other, "as_decided", decided.pk).status_code == 403
    assert open_page(client, place.zheng_guoping, "as_decided", decided.pk).status_code == 404


def test_before_a_decision_there_is_nothing_to_look_back_at(client, place):
    application = make_relief(place.lin_xiaoman)
    answer = open_page(client, place.he_jing, "as_decided", application.pk)
    assert answer.status_code == 302


def test_it_is_led_to_from_the_decision(client, place, decided):
    page = text_of(open_page(client, place.he_jing, "application", decided.pk))
    assert f"/applications/{decided.pk}/as-decided/" in page
    page = text_of(open_page(client, place.lin_xiaoman, "application", decided.pk))
    assert "as-decided" not in page


def test_it_speaks_english(client, place, decided):
    client.force_login(place.auditor)
    client.cookies["django_language"] = "en"
    page = client.get(f"/applications/{decided.pk}/as-decided/", follow=True).content.decode()
    assert "The decision as it was made" in page


def test_members_are_told_by_what_was_kept():
    members = [{"id": "a", "relation": "head", "born_on": "1975-02-01"}, {"id": "b"}]
    assert names_in({"members": members}) == {"a": "户主（1975年生）", "b": "成员b"}
