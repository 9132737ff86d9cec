"""New households and members: what a known number leads to, and what is written down of the question."""

import pytest
from django.urls import reverse

from relief.audit.models import Event
from relief.households.models import Household, Member
from relief.households.queries import members_of
from tests.factories import make_household
from tests.households.test_name_member import document
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def boxes(**more):
    return {
        "area_kind": "urban",
        "name": "周桂芳",
        "document_kind": "identity_card",
        "number": document().number,
        "relation": "spouse",
    } | more


def opened(client):
    return client.post(reverse("new_household"), boxes())


def asked():
    with acting_everywhere():
        return Event.objects.filter(action="households.number_asked").count()


def test_a_household_begins_with_its_head_and_the_day_of_birth_of_the_number(client, world):
    client.force_login(world.lin_xiaoman)
    assert opened(client).status_code == 302
    with acting_everywhere():
        home = Household.objects.get()
        (head,) = members_of(home)
        assert (home.area, home.entered_by, head.relation) == (world.liushu, world.lin_xiaoman, "head")
        assert head.born_on == document().born_on
        assert head.person.name == "周桂芳"


def test_a_known_number_is_offered_nothing_is_made_and_the_question_is_written_down(client, world):
    client.force_login(world.lin_xiaoman)
    opened(client)
    before = asked()
    answer = opened(client)
    assert answer.context["naming"].here.name == "周桂芳"
    assert asked() == before + 1
    with acting_everywhere():
        assert Household.objects.count() == 1


def test_another_office_learns_only_whom_to_call_and_the_question_is_written_down(client, world):
    client.force_login(world.zhou_ting)
    opened(client)
    client.force_login(world.lin_xiaoman)
    with acting_everywhere():
        home = make_household(world.lin_xiaoman)
        members = Member.objects.count()
    before = asked()
    answer = client.post(reverse("household_members", args=[home.pk]), boxes(name="李长水"))
    text = answer.content.decode()
    assert "要核对" in text
    assert "周桂芳" not in text
    assert asked() == before + 1
    with acting_everywhere():
        assert Member.objects.count() == members


def test_whoever_leaves_takes_the_draft_of_the_page_along(client, world):
    client.force_login(world.lin_xiaoman)
    with acting_everywhere():
        home = make_household(world.lin_xiaoman)
        member = members_of(home)[1]
    page = reverse("member_facts", args=[home.pk, member.pk])
    client.post(page, {"deed": "draft", "relation": "other"})
    assert f'href="{page}"' in client.get(reverse("home")).content.decode()
    leaves = reverse("member_leaves", args=[home.pk, member.pk])
    assert client.post(leaves, {"left_on": "2026-11-20", "reason": "迁出"}).status_code == 302
    assert f'href="{page}"' not in client.get(reverse("home")).content.decode()
    assert client.get(page).status_code == 404
