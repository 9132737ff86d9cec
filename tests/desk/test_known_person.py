"""A known person is offered with what their households receive and where else they are a member."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relief.casework.services import approve, submit
from relief.desk.known_person import known_person
from relief.households.models import Award, Coverage, Household, Person
from relief.households.services import Naming, NamingState, end_membership
from relief.offices.access import acting
from relief.screening.services import screen_household
from tests.casework.arranging import FIRE, make_place
from tests.factories import make_household
from tests.households.test_joining import row
from tests.households.test_name_member import document, home_of, name

pytestmark = pytest.mark.django_db


def known_at(by):
    """The head of a household, named."""
    member = home_of(by)
    name(by, member, paper=document())
    return member


def offered(client, user):
    """What is said when the number is typed into another household."""
    client.force_login(user)
    with acting(user):
        home = make_household(user)
    found = client.post(reverse("household_members", args=[home.pk]), row())
    return found.context["memberships"], found.content.decode()


def receives(member, *, all_count=True, **fields):
    Household.objects.filter(pk=member.household_id).update(receiving_declared=True)
    award = Award.objects.create(
        household=member.household, position=0, members_declared=None if all_count else True, **fields
    )
    return award


def test_a_declared_award_is_said_with_its_amount_and_since_when(client, world):
    member = known_at(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        receives(member, programme="dibao", monthly=640_00, since=date(2025, 3, 1))

    _, page = offered(client, world.lin_xiaoman)
    assert "正在享受：低保，每月640.00元，2025年3月1日起" in page
    assert "户主" in page


def test_a_blank_is_said_as_not_declared_and_a_none_as_none(client, world):
    member = known_at(world.lin_xiaoman)
    for answer, said in ((None, "正在享受的救助：未申报"), (False, "正在享受的救助：无")):
        with acting(world.lin_xiaoman):
            Household.objects.filter(pk=member.household_id).update(receiving_declared=answer)
        (there,), page = offered(client, world.lin_xiaoman)
        assert there.receives == [said]
        assert said in page


def test_an_award_for_others_of_the_household_is_not_this_persons(client, world):
    member = known_at(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        award = receives(member, all_count=False, programme="dibao")
        other = member.household.members.exclude(pk=member.pk).first()
        Coverage.objects.create(household=member.household, member=other, award=award, position=0)
    (there,), _ = offered(client, world.lin_xiaoman)
    assert there.receives == ["正在享受的救助：无"]

    with acting(world.lin_xiaoman):
        Coverage.objects.create(household=member.household, member=member, award=award, position=1)
    (there,), _ = offered(client, world.lin_xiaoman)
    assert there.receives == ["正在享受：低保"]


def test_what_was_approved_is_said_with_its_day(client, world):
    make_place(world.county)
    with acting(world.lin_xiaoman):
        home = make_household(world.lin_xiaoman, FIRE)
        member = home.members.get(relation="head")
        type(member).objects.filter(pk=member.pk).update(born_on=document().born_on)
    name(world.lin_xiaoman, member, paper=document())
    with acting(world.lin_xiaoman):
        screen_household(by=world.lin_xiaoman, household=home, day=home.facts_on)
        asked = submit(by=world.lin_xiaoman, household=home, programme="emergency_relief", requested=800_00)
    assert "已批准" not in offered(client, world.lin_xiaoman)[1]
    with acting(world.he_jing):
        approve(by=world.he_jing, application=asked, amount=700_00, reason="按实际损失")

    _, page = offered(client, world.lin_xiaoman)
    assert "已批准，700.00元，20" in page


def test_of_a_household_that_was_left_only_the_day_is_said(client, world):
    member = known_at(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        receives(member, programme="dibao")
        end_membership(by=world.lin_xiaoman, member=member, left_on=date(2026, 11, 24), reason="迁出")
    (there,), page = offered(client, world.lin_xiaoman)
    assert there.receives == []
    assert "2026年11月24日离开" in page


def test_another_office_reads_whom_to_call_and_nothing_of_what_is_received(client, world):
    member = known_at(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        receives(member, programme="tekun", monthly=640_00)

    there, page = offered(client, world.zhou_ting)
    assert there == []
    assert "请联系青溪镇，电话0990-6610101。" in page
    assert "正在享受：" not in page
    assert "640.00" not in page


def test_as_many_queries_for_many_households_as_for_one(world):
    member = known_at(world.lin_xiaoman)

    def queries():
        with acting(world.lin_xiaoman), CaptureQueriesContext(connection) as found:
            known_person(Naming(NamingState.KNOWN, Person.objects.get()))
        return len(found)

    with acting(world.lin_xiaoman):
        receives(member, programme="dibao")
    one = queries()
    for _ in range(3):
        other = home_of(world.lin_xiaoman)
        name(world.lin_xiaoman, other, paper=document(), same_person=True)
        with acting(world.lin_xiaoman):
            receives(other, programme="dibao")
    assert queries() == one
