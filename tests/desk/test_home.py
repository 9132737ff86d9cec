"""今日: each role's own lists, in as many queries for many rows as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relief.casework.services import refuse
from relief.offices.access import acting
from tests.casework.arranging import make_place, make_relief

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(world):
    make_place(world.county)
    return world


def home(client, user):
    client.force_login(user)
    return client.get(reverse("home"))


def test_a_caseworker_reads_what_came_of_a_submission(client, place):
    relief = make_relief(place.lin_xiaoman)
    with acting(place.he_jing):
        refuse(by=place.he_jing, application=relief, reason="急难不在本地发生")
    page = home(client, place.lin_xiaoman).content.decode()
    assert "不予批准" in page
    assert "何静决定，急难不在本地发生" in page


def test_an_approver_sees_what_waits_in_the_township_and_nothing_of_another(client, place):
    relief = make_relief(place.lin_xiaoman)
    assert reverse("application", args=[relief.pk]) in home(client, place.he_jing).content.decode()
    assert "1件待审" in home(client, place.he_jing).content.decode()
    other = home(client, place.zheng_guoping).content.decode()
    assert "0件待审" in other
    assert str(relief.pk) not in other


def test_an_administrator_sees_no_household(client, place):
    relief = make_relief(place.lin_xiaoman)
    page = home(client, place.administrator).content.decode()
    assert reverse("people") in page
    assert relief.household.number not in page


def test_as_many_queries_for_many_rows_as_for_one(client, place):
    make_relief(place.lin_xiaoman)
    home(client, place.he_jing)
    with CaptureQueriesContext(
        connection,
    ) as one:
        home(client, place.he_jing)
    for _ in range(4):
        make_relief(place.lin_xiaoman)
    with CaptureQueriesContext(connection) as five:
        home(client, place.he_jing)
    assert len(five) == len(one)
