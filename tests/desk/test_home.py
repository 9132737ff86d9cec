"""今日: each role's own lists, in as many queries for many rows as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relief.casework.services import refuse
from relief.offices.access import acting
from relief.screening.models import OutcomeKind
from relief.screening.queries import latest_screening
from relief.screening.services import record_outcome
from tests.casework.arranging import make_place, make_relief, make_screened
from tests.factories import make_household

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


def test_a_caseworker_reads_what_was_typed_and_not_saved(client, place):
    with acting(place.lin_xiaoman):
        household = make_household(place.lin_xiaoman)
        member = household.members.first()
    pages = [
        reverse("section", args=[household.pk, "spending"]),
        reverse("member_facts", args=[household.pk, member.pk]),
    ]
    client.force_login(place.lin_xiaoman)
    for page in pages:
        client.post(page, {"deed": "draft", "spending_tuition": "8"})
    text = home(client, place.lin_xiaoman).content.decode()
    assert "写到一半的" in text
    for page in pages:
        assert f'href="{page}"' in text


def test_a_caseworker_reads_who_was_asked_to_come_back(client, place):
    household = make_screened(place.lin_xiaoman)
    today = timezone.localdate()
    with acting(place.lin_xiaoman):
        record_outcome(
            by=place.lin_xiaoman,
            screening=latest_screening(household),
            programme="dibao",
            kind=OutcomeKind.COME_BACK,
            come_back_on=today,
            bring="医院的发票",
        )
    text = home(client, place.lin_xiaoman).content.decode()
    assert "约好再来的" in text
    assert "医院的发票" in text
