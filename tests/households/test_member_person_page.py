"""姓名和证件, and 核实重复成员, as the caseworker meets them."""

from datetime import date

import pytest
from django.urls import reverse

from relief.households.demonstration import synthetic_number
from relief.households.models import Person
from relief.offices.access import acting
from relief.offices.documents import Sex, check_sign
from tests.households.test_name_member import NUMBER, document, home_of, name, person_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def address_of(member):
    return reverse("member_person", args=[member.household_id, member.pk])


def save(client, user, member, called="周桂芳", number=NUMBER, kind="identity_card", **fields):
    client.force_login(user)
    data = {"name": called, "document_kind": kind, "number": number} | fields
    return client.post(address_of(member), data)


def test_a_name_and_a_number_are_saved_and_one_is_back_at_the_household(client, world):
    member = home_of(world.lin_xiaoman)
    response = save(client, world.lin_xiaoman, member, called="  周 桂芳 ")

    assert response.url == reverse("household", args=[member.household_id])
    assert person_of(member).name == "周 桂芳"
    assert person_of(member).number == NUMBER


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"called": ""}, "请填写"),
        ({"number": NUMBER[:17]}, "身份证号码是18位，写了17位。"),
        ({"number": NUMBER[:17] + ("0" if NUMBER[17] != "0" else "1")}, "校验位不对"),
        ({"kind": "unheard_of"}, "请从列出的里面选"),
        (
            {"number": synthetic_number(date(1980, 3, 2), Sex.FEMALE, 1)},
            "号码里的出生日期是1980年3月2日，申报的是1980年3月1日，请核对哪一个对。",
        ),
    ],
)
def test_a_mistake_is_said_at_the_box_and_nothing_typed_is_lost(client, world, fields, message):
    member = home_of(world.lin_xiaoman)
    response = save(client, world.lin_xiaoman, member, **fields)
    page = response.content.decode()

    assert response.status_code == 200
    assert page.count(message) == 2
    assert f'value="{fields.get("number", NUMBER)}"' in page
    if fields.get("called", True):
        assert 'value="周桂芳"' in page
    assert person_of(member) is None


def test_an_unknown_area_code_warns_and_stands_in_nobodys_way(client, world):
    member = home_of(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        type(member).objects.filter(pk=member.pk).update(born_on=None)
    number = "130188198003010024"
    number = number[:17] + check_sign(number[:17])
    client.force_login(world.lin_xiaoman)
    data = {"name": "周桂芳", "document_kind": "identity_card", "number": number}
    page = client.post(address_of(member), data, follow=True).content.decode()

    assert "地区码不在现行区划表里" in page
    assert person_of(member).number == number


def test_a_number_known_here_is_offered_and_taken_on_request(client, world):
    first, second = home_of(world.lin_xiaoman), home_of(world.lin_xiaoman)
    name(world.lin_xiaoman, first, paper=document())
    page = save(client, world.lin_xiaoman, second).content.decode()

    assert "这个号码已经登记：周桂芳" in page
    assert reverse("household", args=[first.household_id]) in page
    assert 'type="checkbox" name="same_person"' in page
    assert f'value="{NUMBER}"' in page

    assert save(client, world.lin_xiaoman, second, same_person="on").status_code == 302
    assert person_of(second) == person_of(first)
    home = client.get(reverse("household", args=[second.household_id])).content.decode()
    assert "周桂芳同时是另一户的成员。" in home


def test_known_elsewhere_shows_whom_to_call_and_nothing_else(client, world):
    elsewhere = home_of(world.lin_xiaoman)
    name(world.lin_xiaoman, elsewhere, called="周桂香", paper=document())
    member = home_of(world.zhou_ting)
    page = save(client, world.zhou_ting, member).content.decode()

    assert "这个号码在别处登记过，要核对" in page
    assert "请联系青溪镇，电话0990-6610101。" in page
    with acting_everywhere():
        hidden = ["周桂香", "柳树社区", elsewhere.household.number, str(elsewhere.household_id)]
    assert [text for text in hidden if text in page] == []


def test_another_name_is_not_attached(client, world):
    name(world.lin_xiaoman, home_of(world.lin_xiaoman), paper=document())
    member = home_of(world.zhou_ting)
    page = save(client, world.zhou_ting, member, called="周桂香", same_person="on").content.decode()

    assert "姓名和已登记的不一样，没有关联。请核对姓名。" in page
    assert 'value="周桂香"' in page
    assert person_of(member) is None


def test_an_entered_number_is_not_shown_again_and_stays_when_left_empty(client, world):
    member = home_of(world.lin_xiaoman)
    save(client, world.lin_xiaoman, member)
    page = client.get(address_of(member)).content.decode()
    assert NUMBER not in page
    assert 'value="周桂芳"' in page

    save(client, world.lin_xiaoman, member, called="周桂香", number="")
    assert (person_of(member).name, person_of(member).number) == ("周桂香", NUMBER)


def test_a_member_of_another_household_is_not_there(client, world):
    member, other = home_of(world.lin_xiaoman), home_of(world.lin_xiaoman)
    client.force_login(world.lin_xiaoman)
    address = reverse("member_person", args=[other.household_id, member.pk])

    assert client.get(address).status_code == 404


def test_the_township_reads_and_does_not_name(client, world):
    member = home_of(world.lin_xiaoman)

    assert save(client, world.he_jing, member).status_code == 403
    assert save(client, world.zhou_ting, member).status_code == 404
    with acting_everywhere():
        assert not Person.objects.exists()
