"""以前的救助: what these persons were declared to have and what was decided, as far as one sees."""

from datetime import date
from decimal import Decimal

import pytest

from relief.casework.services import correct
from relief.households.models import Household
from relief.households.services import name_member
from relief.offices.access import acting
from relief.offices.documents import Document, DocumentKind
from tests.casework.arranging import make_relief
from tests.casework.declaring import declare
from tests.casework.pages import open_page, send, text_of
from tests.casework.refusing import refuse
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

PASSPORT = Document(DocumentKind.PASSPORT, "E12345678")


def earlier(client, user, application):
    return open_page(client, user, "application", application.pk).context["earlier"]


def is_the_same_person(by, application):
    """The head of the household is the person with this number, wherever else that person is."""
    with acting(by):
        head = application.household.members.get(relation="head")
        return name_member(by=by, member=head, name="郭大勇", document=PASSPORT, same_person=True)


def test_a_blank_is_not_a_none(client, place, relief):
    found = earlier(client, place.he_jing, relief)
    assert [(each.text, each.kind) for each in found.awards] == [("无", "none")]
    with acting_everywhere():
        Household.objects.filter(pk=relief.household_id).update(receiving_declared=None)
    found = earlier(client, place.he_jing, relief)
    assert [(each.text, each.kind) for each in found.awards] == [("未申报", "undeclared")]
    assert found.in_a_word == ""


def test_declared_awards_and_relief_say_for_whom(client, place, relief):
    award = {"programme": "dibao", "monthly": Decimal(640), "since": date(2025, 3, 1), "members": ["a"]}
    given = {"programme": "emergency_relief", "cause": "2月疝气手术", "day": date(2026, 3, 5)}
    declare(place.lin_xiaoman, relief.household, "receiving", receiving=[award], relief_history=[given])
    found = earlier(client, place.he_jing, relief)
    assert [(each.text, each.whose) for each in found.awards] == [
        ("低保，每月640.00元，2025年3月1日起", "成员a")
    ]
    assert [(each.text, each.whose) for each in found.relief] == [
        ("急难型临时救助，2026年3月5日，2月疝气手术", "全家")
    ]
    assert found.in_a_word == "正在享受1项，申报过临时救助1次"


def test_what_was_decided_on_another_household_of_the_same_person_is_there(client, place, relief):
    first = make_relief(place.lin_xiaoman, 700_00)
    send(client, place.he_jing, "application", first.pk, decision="approve", amount="700.00")
    assert earlier(client, place.he_jing, relief).decided == []
    is_the_same_person(place.lin_xiaoman, first)
    is_the_same_person(place.lin_xiaoman, relief)
    (before,) = earlier(client, place.he_jing, relief).decided
    assert "急难型临时救助：已批准，700.00元" in before.text
    assert (before.whose, before.household) == ("郭大勇", first.household.number)
    assert before.url in text_of(open_page(client, place.he_jing, "application", relief.pk))


def test_no_record_is_said_only_where_none_is_listed(client, place, relief):
    assert "没有记录" in text_of(open_page(client, place.he_jing, "application", relief.pk))
    given = make_relief(place.lin_xiaoman, 700_00)
    send(client, place.he_jing, "application", given.pk, decision="approve", amount="700.00")
    assert "没有记录" not in text_of(open_page(client, place.he_jing, "application", given.pk))


def test_a_corrected_decision_is_told_as_one(client, place, relief):
    first = make_relief(place.lin_xiaoman, 700_00)
    with acting(place.he_jing):
        refuse(by=place.he_jing, application=first, reason="看错了户。")
        correct(by=place.he_jing, application=first, reason="决定写错了户。")
    is_the_same_person(place.lin_xiaoman, first)
    is_the_same_person(place.lin_xiaoman, relief)
    (before,) = earlier(client, place.he_jing, relief).decided
    assert before.text.endswith("，已更正")


def test_nothing_of_another_office_comes_through(client, place, relief):
    there = make_relief(place.zhou_ting, 700_00)
    send(client, place.zheng_guoping, "application", there.pk, decision="approve", amount="700.00")
    is_the_same_person(place.zhou_ting, there)
    is_the_same_person(place.lin_xiaoman, relief)
    opened = open_page(client, place.he_jing, "application", relief.pk)
    assert opened.context["earlier"].decided == []
    assert there.household.number not in text_of(opened)
    # The county sees both.
    assert len(earlier(client, place.gao_jianguo, relief).decided) == 1


def test_somebody_in_two_households_has_to_be_looked_into(client, place, relief):
    first = make_relief(place.lin_xiaoman, 700_00)
    is_the_same_person(place.lin_xiaoman, first)
    is_the_same_person(place.lin_xiaoman, relief)
    assert "郭大勇同时是另一户的成员。" in text_of(open_page(client, place.he_jing, "application", relief.pk))
