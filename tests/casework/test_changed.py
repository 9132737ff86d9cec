"""提交以后的变化: what an approver reads of it beside the advice."""

from datetime import date
from decimal import Decimal

import pytest

from relief.households.services import name_member
from relief.households.services.evidence import add_evidence, withdraw_evidence
from relief.offices.access import acting
from relief.screening.services import screen_household
from relief.web.uploads import Cleaned
from tests.casework.declaring import declare, declare_wage
from tests.casework.pages import open_page, text_of
from tests.factories import make_figures
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def changed(client, place, application):
    return open_page(client, place.he_jing, "application", application.pk).context["changed"]


def told(found):
    return [(each.label, each.then, each.now) for each in found.facts]


def test_nothing_changed_says_so_and_stays_folded(client, place, relief):
    opened = open_page(client, place.he_jing, "application", relief.pk)
    assert not opened.context["changed"].anything
    assert '<details class="section changed">' in text_of(opened)
    assert "没有变" in text_of(opened)


def test_a_fact_stands_side_by_side_with_who_changed_it(client, place, relief):
    declare_wage(place.lin_xiaoman, relief.household, 4500)
    opened = open_page(client, place.he_jing, "application", relief.pk)
    (change,) = opened.context["changed"].facts
    assert (change.label, change.entry.entered_by) == ("成员a的收入", place.lin_xiaoman)
    assert "4,000.00元" in change.then
    assert "4,500.00元" in change.now
    assert '<details class="section changed" open>' in text_of(opened)


def test_of_a_map_only_what_differs_is_told(client, place, relief):
    hardship = {"event": "fire", "requested": Decimal(900), "urgent": True}
    declare(place.lin_xiaoman, relief.household, "hardship", hardship=hardship)
    labels = [label for label, _then, _now in told(changed(client, place, relief))]
    assert "突发困难：申请金额" in labels
    assert "突发困难" not in labels
    assert "突发困难：发生了什么" not in labels


def test_other_words_for_a_cause_are_no_secret_though_a_screening_keeps_none(client, place, relief):
    with acting(place.lin_xiaoman):
        hardship = relief.household.hardship_cause
    assert hardship == "11月22日厨房失火"
    with acting_everywhere():
        type(relief.household).objects.filter(pk=relief.household_id).update(hardship_cause="厨房电线起火")
    ((_label, then, now),) = told(changed(client, place, relief))
    assert (then, now) == (None, "写的话改过，筛查不留原话")


def test_papers_and_names_that_came_later_are_told_too(client, place, relief):
    household, by = relief.household, place.lin_xiaoman
    with acting(by):
        of_paper = {"household": household, "member": None, "paper": "pledge", "about": ""}
        (kept,) = add_evidence(by=by, files=[Cleaned("image/jpeg", b"one")], **of_paper)
        (unclear,) = add_evidence(by=by, files=[Cleaned("image/jpeg", b"two")], **of_paper)
        withdraw_evidence(by=by, evidence=unclear, reason="看不清")
        name_member(by=by, member=household.members.get(relation="head"), name="郭大勇", document=None)
    found = changed(client, place, relief)
    assert [line.file.pk for line in found.files] == [kept.pk]
    assert [line.file.pk for line in found.withdrawn] == [unclear.pk]
    assert {entry.part for entry in found.beside} == {"people"}
    assert found.facts == []


def test_no_code_stands_where_somebody_wrote_words(client, place, relief):
    declare(place.lin_xiaoman, relief.household, "hardship", hardship={"event": "fire"})
    found = {label: (then, now) for label, then, now in told(changed(client, place, relief))}
    assert found["突发困难：事由"] == ("写了", None)


def test_what_was_advised_then_stands_beside_what_is_advised_now(client, place, dibao):
    declare_wage(place.lin_xiaoman, dibao.household, 1)
    found = changed(client, place, dibao)
    assert (found.then.verdict, found.now) == ("eligible", None)
    with acting(place.he_jing):
        household = type(dibao.household).objects.get(pk=dibao.household_id)
        screen_household(by=place.he_jing, household=household, day=household.facts_on)
    found = changed(client, place, dibao)
    assert found.then.amount != found.now.amount
    assert found.facts


def test_another_standard_is_a_change_though_no_fact_is_another(client, place, dibao):
    with acting_everywhere():
        dearer = {"dibao_standard": {"urban": 900, "rural": 900}}
        make_figures(place.county, values=dearer, in_force_from=date(2026, 1, 1))
    found = changed(client, place, dibao)
    assert (found.law, found.facts) == (True, [])
