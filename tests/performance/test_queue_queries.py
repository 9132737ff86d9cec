"""The queue on a Monday morning: two hundred applications, a full page, and no more queries than for two."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relief.casework.models import Application
from relief.casework.queue import PAGE
from tests.casework.arranging import make_place, make_relief
from tests.desk.test_seed_queue import seed
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

MOST = 12


def opened(client, user, **query):
    """How many rows the page has, and how many queries it took."""
    client.force_login(user)
    client.get(reverse("queue"), query)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("queue"), query)
    return len(page.context["rows"]), len(asked)


@pytest.fixture
def both(client, world):
    """The same page of the same people with two applications, and among two hundred."""
    make_place(world.county)
    for _each in range(2):
        make_relief(world.lin_xiaoman)
    readers = (world.he_jing, world.auditor)
    few = [opened(client, reader) for reader in readers]
    seed(households=240, applications=200)
    with acting_everywhere():
        assert Application.objects.count() == 202
    return few, [opened(client, reader) for reader in readers]


def test_a_full_page_of_two_hundred_costs_what_a_page_of_two_does(both):
    few, many = both
    assert [rows for rows, _queries in few] == [2, 2]
    assert [rows for rows, _queries in many] == [PAGE, PAGE]
    assert [queries for _rows, queries in few] == [queries for _rows, queries in many]
    assert max(queries for _rows, queries in many) <= MOST


def test_whose_own_cases_are_among_them_reads_who_may_instead_at_no_row_s_cost(client, world):
    make_place(world.county)
    found = []
    for more in (2, 8):
        becomes(world.lin_xiaoman, "caseworker", world.liushu)
        for _each in range(more):
            make_relief(world.lin_xiaoman)
        becomes(world.lin_xiaoman, "approver", world.qingxi)
        found.append(opened(client, world.lin_xiaoman))
    few, many = found
    assert (few[0], many[0]) == (2, 10)
    assert few[1] == many[1] <= MOST


def becomes(person, role, area):
    with acting_everywhere():
        person.role, person.area = role, area
        person.save()
