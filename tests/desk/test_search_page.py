"""The page of 查找, with and without a script, and the question to other offices."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from relief.casework.services import submit
from relief.casework.words import programme_title
from relief.households.models import Household
from relief.households.queries import document_index
from relief.households.services import ask_elsewhere
from relief.offices.access import acting
from relief.screening.services import screen_household
from tests.households.test_search import NUMBER, asked, document, look, person_at
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def test_a_hit_says_who_where_and_what_became_of_it(client, world):
    member = person_at(world.lin_xiaoman, paper=document(NUMBER))
    page = look(client, world.lin_xiaoman, "桂芳")

    assert f'href="{reverse("household", args=[member.household_id])}"' in page
    assert "周<mark>桂芳</mark>" in page
    assert f"990{'*' * 11}{NUMBER[-4:]}" in page
    assert NUMBER not in page
    for said in ("周桂芳户，户主", f"{member.household.number}，", "柳树社区", "没有申请", "找到1条。"):
        assert said in page


def test_the_state_is_that_of_the_newest_application(client, world):
    member = person_at(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        household = Household.objects.get(pk=member.household_id)
        screen_household(by=world.lin_xiaoman, household=household, day=household.facts_on)
        submit(by=world.lin_xiaoman, household=household, programme="dibao")

    assert f"{programme_title('dibao')}：待审" in look(client, world.lin_xiaoman, "周桂芳")


def test_an_empty_page_says_what_to_do(client, world):
    client.force_login(world.lin_xiaoman)
    page = client.get(reverse("search")).content.decode()

    assert "先查一查，再登记" in page
    assert "没有找到" not in page


def test_nothing_found_offers_a_new_household_to_whoever_may_make_one(client, world):
    new = reverse("new_household")
    assert f'href="{new}"' in look(client, world.lin_xiaoman, "没有的人")
    page = look(client, world.he_jing, "没有的人")
    assert "没有找到。" in page
    assert new not in page


def test_an_identity_number_that_was_mistyped_is_said(client, world):
    wrong = NUMBER[:17] + ("0" if NUMBER[17] != "0" else "1")

    assert "校验位不对" in look(client, world.lin_xiaoman, wrong)
    assert asked() == []


def test_nothing_typed_is_taken_from_an_address_or_put_into_one(client, world):
    person_at(world.lin_xiaoman, paper=document(NUMBER))
    client.force_login(world.lin_xiaoman)
    page = client.get(reverse("search"), {"q": "周桂芳"}).content.decode()
    assert "周桂芳" not in page.replace("周桂芳，或其中几个字", "")

    page = look(client, world.lin_xiaoman, NUMBER)
    assert f'action="{reverse("search")}" method="post"' in page
    assert "data-hx-get" not in page
    assert "push-url" not in page


def test_a_number_of_another_office_says_only_whom_to_call(client, world):
    person_at(world.zhou_ting, paper=document(NUMBER))
    page = look(client, world.lin_xiaoman, NUMBER)

    assert "这个号码在别处登记过，要核对" in page
    assert "请联系石桥街道，电话0990-6610201。" in page
    assert "周桂芳" not in page.replace("周桂芳，或其中几个字", "")
    assert "没有找到" not in page.replace("没有找到。", "")
    assert asked() == [({"known": True}, world.liushu.number)]


def test_nobody_is_asked_while_somebody_types_or_for_a_part_of_a_number(client, world):
    person_at(world.zhou_ting, paper=document(NUMBER))

    assert "别处" not in look(client, world.lin_xiaoman, NUMBER, typing="1")
    for typed in (NUMBER[:17], NUMBER[-4:], "周桂芳", "13900001234", "QX-2026-000417"):
        assert "别处" not in look(client, world.lin_xiaoman, typed)
    assert asked() == []


def test_an_unknown_number_is_asked_for_and_written_down_too(client, world):
    assert "没有找到" in look(client, world.lin_xiaoman, NUMBER)
    assert asked() == [({"known": False}, world.liushu.number)]


def test_only_a_caseworker_asks(client, world):
    person_at(world.zhou_ting, paper=document(NUMBER))

    assert "别处" not in look(client, world.he_jing, NUMBER)
    with pytest.raises(PermissionDenied), acting(world.he_jing):
        ask_elsewhere(by=world.he_jing, documents=(document_index(document(NUMBER)),))
    for somebody in (acting(world.he_jing), acting(world.auditor), acting_everywhere()):
        with somebody, pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT households_search_number(%s)", [document_index(document(NUMBER))])
    assert asked() == []


def test_whoever_sees_households_has_the_box_in_every_head_but_that_of_the_page_itself(client, world):
    for user, has in ((world.lin_xiaoman, True), (world.auditor, True), (world.administrator, False)):
        client.force_login(user)
        assert ('id="app-search"' in client.get(reverse("home")).content.decode()) == has
    client.force_login(world.lin_xiaoman)
    assert 'id="app-search"' not in client.get(reverse("search")).content.decode()


def test_in_english(client, world):
    person_at(world.lin_xiaoman)
    client.cookies["django_language"] = "en"
    page = look(client, world.lin_xiaoman, "周桂芳")

    for said in ("<h1>Search</h1>", "1 found.", "No application"):
        assert said in page
