"""A household of twenty costs the database no more questions than one of two, on every page about it."""

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relief.casework.services import accept, submit
from relief.households.demonstration import synthetic_number
from relief.households.queries import members_of
from relief.households.services import name_member, store_household
from relief.offices.access import acting
from relief.offices.documents import DocumentKind, Sex, read_document
from relief.screening.services import screen_household
from tests.casework.arranging import make_application
from tests.casework.investigated import delegate
from tests.households.case_files import case_from
from tests.screening.arranging import make_place
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

MOST = 75
"""Of a page with every box that an approver reads, each with a question or two of its own."""
BORN = date(1980, 3, 14)
HTMX = {"HX-Request": "true", "HX-Target": "page"}


@pytest.fixture
def homes(client, world):
    """A household of two and one of twenty: everybody with a name, a number, an income and an obligor."""
    make_place(world.county)
    client.force_login(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        return [home_of(world.lin_xiaoman, number, first) for number, first in ((2, 100), (20, 200))]


def home_of(caseworker, number, first):
    people = "".join(person(each) for each in range(number))
    home = store_household(by=caseworker, area=caseworker.area, case=case_from("  members:\n" + people))
    for serial, member in enumerate(members_of(home), first):
        document = read_document(
            DocumentKind.IDENTITY_CARD, synthetic_number(BORN, Sex.FEMALE, serial), today=timezone.localdate()
        )
        name_member(by=caseworker, member=member, name=f"人员{serial}", document=document)
    return home


def person(number):
    told = f"id: m{number}, relation: {'other' if number else 'head'}, born_on: 1980-03-14"
    listed = "incomes: [{kind: wage, amount: 800, per: month}], obligors: [{}]"
    return f"    - {{{told}, {listed}}}\n"


def counted(ask, *about):
    with CaptureQueriesContext(connection) as queries:
        answer = ask(*about)
        number = len(queries)
    assert answer.status_code == 200
    return number


def test_the_application(client, world, homes):
    with acting(world.lin_xiaoman):
        for home in homes:
            screen_household(by=world.lin_xiaoman, household=home, day=home.facts_on)
        cases = [submit(by=world.lin_xiaoman, household=home, programme="dibao") for home in homes]
    for reader in (world.lin_xiaoman, world.he_jing):
        client.force_login(reader)
        two, twenty = (counted(client.get, reverse("application", args=[each.pk])) for each in cases)
        assert two == twenty


def test_no_box_of_it_asks_again_what_another_has_asked(client, place):
    asked = make_application(place.lin_xiaoman)
    client.force_login(place.he_jing)
    client.get(reverse("application", args=[asked.pk]))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("application", args=[asked.pk]))
    often = Counter(each["sql"] for each in queries)
    assert [statement for statement, times in often.items() if times > 2] == []
    assert len(queries) <= MOST


SECTIONS = ("incomes", "assets", "spending", "hardship", "receiving", "change")
OF_HOUSEHOLD = ("household", "household_members", "applicant", "consents", "papers", "what_if")


@pytest.mark.parametrize("name", OF_HOUSEHOLD)
def test_a_page_about_a_household(client, homes, name):
    two, twenty = (counted(client.get, reverse(name, args=[home.pk])) for home in homes)
    assert two == twenty


@pytest.mark.parametrize("slug", SECTIONS)
def test_a_page_to_enter_a_part(client, homes, slug):
    two, twenty = (counted(client.get, reverse("section", args=[home.pk, slug])) for home in homes)
    assert two == twenty


@pytest.mark.parametrize("name", ["member_facts", "member_person"])
def test_a_page_about_a_member(client, homes, name):
    with acting_everywhere():
        addresses = [reverse(name, args=[home.pk, members_of(home)[-1].pk]) for home in homes]
    two, twenty = (counted(client.get, address) for address in addresses)
    assert two == twenty


def test_the_result(client, world, homes):
    with acting(world.lin_xiaoman):
        kept = [screen_household(by=world.lin_xiaoman, household=home, day=home.facts_on) for home in homes]
    two, twenty = (counted(client.get, reverse("result", args=[each.pk])) for each in kept)
    assert two == twenty


@pytest.mark.parametrize("deed", ["save", "next"])
def test_a_save_with_the_page_that_follows(client, homes, deed):
    two, twenty = (counted(save, client, home, deed) for home in homes)
    assert two == twenty


def save(client, home, deed):
    address = reverse("section", args=[home.pk, "spending"])
    seen = client.get(address).context["entry"].seen
    boxes = {"deed": deed, "seen": seen, "spending_medical_self_paid": "3200"}
    return client.post(address, boxes, headers=HTMX)


def test_what_was_done_in_time_is_counted_at_no_case_s_cost(client, place):
    """Accepted by townships that confirm by themselves, so that every question about a case is asked."""
    delegate(place)
    numbers = []
    for many in (3, 27):
        for _each in range(many):
            asked = make_application(place.lin_xiaoman)
            with acting(place.he_jing):
                accept(by=place.he_jing, application=asked)
        client.force_login(place.gao_jianguo)
        numbers.append(counted(client.get, reverse("on_time")))
    assert numbers[0] == numbers[1]
