"""The list, a household's page and its case file: who reads what, in how many queries."""

import pytest
from django.urls import reverse
from django.utils import timezone

from relief.audit.queries import events_about
from relief.households.models import Household, Member
from relief.households.page import household_page
from relief.households.queries import PAGE, newest_households
from relief.households.services import store_household
from relief.offices.access import acting
from relief.rules.cases import read_cases
from tests.factories import make_household
from tests.households.case_files import case_from
from tests.households.test_name_member import document, name
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(world):
    with acting(world.lin_xiaoman):
        return make_household(world.lin_xiaoman)


def get(client, user, address, **data):
    client.force_login(user)
    return client.get(address, data)


def test_the_list_begins_with_the_newest_and_goes_on_by_key(client, world):
    with acting(world.lin_xiaoman):
        made = [make_household(world.lin_xiaoman) for _ in range(PAGE + 2)]
    page = get(client, world.lin_xiaoman, reverse("households"))
    shown = [household.pk for household in page.context["households"]]
    rest = client.get(reverse("households"), {"after": page.context["after"]})

    assert shown == [household.pk for household in reversed(made)][:PAGE]
    assert {household.pk for household in rest.context["households"]} == {
        household.pk for household in made[:2]
    }
    assert rest.context["after"] == ""


@pytest.mark.parametrize("after", ["x", "2026-11-24T00:00:00 x", "2026-11-24T00:00:00+08:00 x", " "])
def test_a_place_that_cannot_be_read_begins_at_the_beginning(client, world, home, after):
    page = get(client, world.lin_xiaoman, reverse("households"), after=after)

    assert [household.pk for household in page.context["households"]] == [home.pk]


def test_each_reads_the_list_of_their_own_area(client, world, home):
    def seen(user):
        return home.number in get(client, user, reverse("households")).content.decode()

    assert all(map(seen, (world.lin_xiaoman, world.he_jing, world.gao_jianguo, world.auditor)))
    assert not any(map(seen, (world.zhou_ting, world.zheng_guoping)))


def test_an_empty_list_says_what_to_do(client, world):
    assert "带入案例" in get(client, world.lin_xiaoman, reverse("households")).content.decode()
    page = get(client, world.he_jing, reverse("households")).content.decode()
    assert "社区协理员建户以后，这里就能看到。" in page
    assert reverse("case_file_add") not in page


def test_the_list_names_the_head_or_the_number(client, world, home):
    assert f">{home.number}</a>" in get(client, world.lin_xiaoman, reverse("households")).content.decode()
    with acting(world.lin_xiaoman):
        name(world.lin_xiaoman, home.members.get(key="a"), paper=document())
    page = client.get(reverse("households")).content.decode()
    assert ">周桂芳户</a>" in page
    assert "3人，柳树社区" in page


def test_a_member_who_left_is_not_counted(world, home):
    with acting(world.lin_xiaoman):
        Member.objects.filter(household=home, key="c").update(left_on=timezone.localdate())
        (row,) = newest_households()
    assert row.size == 2


def test_as_many_queries_for_one_household_as_for_twenty(world, django_assert_num_queries):
    with acting(world.he_jing):
        for count in (1, 19):
            with acting(world.lin_xiaoman):
                for _ in range(count):
                    make_household(world.lin_xiaoman)
            with django_assert_num_queries(1):
                found = newest_households()
                assert [(row.area.name, row.area.parent.name, row.entered_by.display_name) for row in found]


def test_as_many_queries_for_a_page_of_one_member_as_of_six(world, django_assert_num_queries):
    people = [
        f"    - {{id: m{number}, incomes: [{{kind: wage}}], obligors: [{{}}]}}\n" for number in range(6)
    ]
    for members in (people[:1], people):
        with acting(world.lin_xiaoman):
            case = case_from("  members:\n" + "".join(members))
            household = store_household(by=world.lin_xiaoman, area=world.liushu, case=case)
            with django_assert_num_queries(12):
                household_page(household, world.lin_xiaoman)


def test_the_page_shows_the_document_masked_and_never_whole(client, world, home):
    with acting(world.lin_xiaoman):
        name(world.lin_xiaoman, home.members.get(key="a"), paper=document())
    for user in (world.lin_xiaoman, world.he_jing, world.auditor):
        page = get(client, user, reverse("household", args=[home.pk])).content.decode()
        assert "周桂芳户" in page
        assert "990***********" in page
        assert document().number not in page


def test_only_the_caseworker_is_led_to_the_names(client, world, home):
    with acting_everywhere():
        member = home.members.get(key="a")
    address = reverse("member_person", args=[home.pk, member.pk])

    assert address in get(client, world.lin_xiaoman, reverse("household", args=[home.pk])).content.decode()
    assert address not in get(client, world.he_jing, reverse("household", args=[home.pk])).content.decode()


def test_the_household_is_read_back_as_a_case_file(client, world, home):
    response = get(client, world.he_jing, reverse("household_case_file", args=[home.pk]))
    (case,) = read_cases(response.content.decode(), "case.yaml")

    assert response["Content-Type"] == "text/yaml; charset=utf-8"
    assert response["Content-Disposition"] == f'attachment; filename="{home.number}.yaml"'
    assert (case.name, case.place, case.area) == ("dibao-one-yuan-below", "990100", "rural")
    with acting_everywhere():
        assert events_about(home).filter(action="households.read_back").get().actor_id == world.he_jing.pk


def test_a_file_read_back_holds_no_name_and_no_number(client, world, home):
    with acting(world.lin_xiaoman):
        name(world.lin_xiaoman, home.members.get(key="a"), paper=document())
    text = get(client, world.lin_xiaoman, reverse("household_case_file", args=[home.pk])).content.decode()

    assert "周桂芳" not in text
    assert document().number not in text


@pytest.mark.parametrize("address", ["household", "household_case_file"])
def test_another_areas_household_is_not_there(client, world, home, address):
    assert get(client, world.zhou_ting, reverse(address, args=[home.pk])).status_code == 404


def test_a_household_that_came_of_no_case_is_read_back_under_its_number(client, world, home):
    with acting(world.lin_xiaoman):
        Household.objects.filter(pk=home.pk).update(case="", title="", source="")
    text = get(client, world.lin_xiaoman, reverse("household_case_file", args=[home.pk])).content.decode()

    assert text.startswith(f"case: {home.number}\n")
