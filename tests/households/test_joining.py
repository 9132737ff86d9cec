"""New households and members: what a known number leads to, and what is written down of the question."""

from datetime import date

import pytest
from django.urls import reverse

from relief.audit.models import Event
from relief.households.demonstration import synthetic_number
from relief.households.models import Household, Member
from relief.households.queries import members_of
from relief.offices.documents import Sex
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


def row(place=0, **more):
    """One of those who join, as the form sends it; `rows` puts several together."""
    sent = {name: value for name, value in boxes(**more).items() if name != "area_kind"}
    return {f"newcomers-{place}-{name}": value for name, value in sent.items()} | {
        "newcomers-count": str(place + 1)
    }


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
    answer = client.post(reverse("household_members", args=[home.pk]), row(name="李长水"))
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


SON = synthetic_number(date(2012, 5, 1), Sex.MALE, 3)
MOTHER = synthetic_number(date(1950, 5, 1), Sex.FEMALE, 4)


@pytest.fixture
def home(client, world):
    client.force_login(world.lin_xiaoman)
    opened(client)
    with acting_everywhere():
        return Household.objects.get()


@pytest.fixture
def page(home):
    return reverse("household_members", args=[home.pk])


def son(place=0, **more):
    return row(place, **({"name": "周小宝", "number": SON, "relation": "child"} | more))


def mother(place=1, **more):
    return row(place, **({"name": "吴秀英", "number": MOTHER, "relation": "parent"} | more))


def names(home):
    with acting_everywhere():
        return [(member.person.name, member.relation, str(member.born_on)) for member in members_of(home)]


def test_several_join_at_once_and_their_numbers_say_when_they_were_born(client, home, page):
    answer = client.post(page, son() | mother() | {"deed": "save"})
    assert answer.url == page
    assert names(home)[1:] == [("周小宝", "child", "2012-05-01"), ("吴秀英", "parent", "1950-05-01")]
    assert "已添加周小宝、吴秀英。" in client.get(page).content.decode()
    with acting_everywhere():
        assert Event.objects.filter(action="households.joined").count() == 2


def test_a_row_more_or_less_keeps_what_was_typed_and_adds_nobody(client, home, page):
    answer = client.post(page, son(name="周小宝") | {"deed": "add:newcomers"}).content.decode()
    assert 'value="周小宝"' in answer
    assert 'name="newcomers-1-name"' in answer
    assert "error-summary" not in answer
    answer = client.post(page, son() | mother() | {"deed": "remove:newcomers-0"}).content.decode()
    assert 'value="吴秀英"' in answer
    assert 'value="周小宝"' not in answer
    assert len(names(home)) == 1


def test_an_empty_row_is_nobody_and_nobody_at_all_is_said_beside_the_name(client, home, page):
    empty = {"name": "", "number": "", "relation": ""}
    client.post(page, son() | mother(1, **empty) | {"deed": "save"})
    assert [name for name, *_ in names(home)] == ["周桂芳", "周小宝"]
    answer = client.post(page, row(**empty) | {"deed": "save"})
    assert "name" in answer.context["form"].rows[0].errors
    answer = client.post(page, row(**empty) | {"deed": "next"})
    assert answer.url.endswith("/facts/")


def test_a_mistake_in_one_row_is_beside_its_box_and_nobody_joins(client, home, page):
    wrong = MOTHER[:-1] + "z"
    answer = client.post(page, son() | mother() | {"newcomers-1-number": wrong, "deed": "save"})
    first, second = answer.context["form"].rows
    assert (dict(first.errors), set(second.errors)) == ({}, {"number"})
    text = answer.content.decode()
    assert 'href="#id_newcomers-1-number"' in text
    assert 'value="周小宝"' in text
    assert len(names(home)) == 1


@pytest.mark.parametrize(
    ("more", "box"),
    [
        ({"newcomers-1-number": SON}, "number"),
        ({"newcomers-0-relation": "head", "newcomers-1-relation": "head"}, "relation"),
    ],
)
def test_two_rows_cannot_be_the_same_person_nor_both_the_head(client, home, page, more, box):
    answer = client.post(page, son() | mother() | more | {"deed": "save"})
    assert "第1人" in str(answer.context["form"].rows[1].errors[box])
    assert len(names(home)) == 1


def test_a_second_head_is_refused_beside_the_box_of_its_row(client, home, page):
    answer = client.post(page, son() | mother(1, relation="head") | {"deed": "save"})
    assert "已经有户主" in str(answer.context["form"].rows[1].errors["relation"])
    assert len(names(home)) == 1


def test_a_known_person_is_offered_in_the_row_and_all_join_once_it_is_answered(client, world, home, page):
    other = client.post(reverse("new_household"), boxes(name="吴秀英", number=MOTHER))
    assert other.status_code == 302
    before = asked()
    answer = client.post(page, son() | mother() | {"deed": "save"})
    first, second = answer.context["form"].rows
    assert (first.known, second.known["naming"].here.name) == (None, "吴秀英")
    assert 'type="checkbox" name="newcomers-1-same_person"' in answer.content.decode()
    assert len(names(home)) == 1
    assert asked() > before
    client.post(page, son() | mother() | {"newcomers-1-same_person": "on", "deed": "save"})
    assert [name for name, *_ in names(home)] == ["周桂芳", "周小宝", "吴秀英"]


def test_who_is_half_typed_is_kept_as_a_draft(client, home, page):
    client.post(page, son(name="周小") | {"deed": "draft"})
    assert f'href="{page}"' in client.get(reverse("home")).content.decode()
    assert 'value="周小"' in client.get(page).content.decode()
    client.post(page, son() | {"deed": "save"})
    assert "写到一半" not in client.get(page).content.decode()
