"""刚看过的: the households that one opened, for oneself, as long as one is signed in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relief.households.models import Household
from relief.offices.access import acting
from tests.factories import make_household
from tests.households.test_search import person_at
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def opened(client, *households):
    for household in households:
        assert client.get(reverse("household", args=[household.pk])).status_code == 200


def seen(client):
    return [each.url for each in client.get(reverse("search")).context["seen"]]


def addresses(*households):
    return [reverse("household", args=[each.pk]) for each in households]


@pytest.fixture
def homes(world):
    with acting(world.lin_xiaoman):
        return [make_household(world.lin_xiaoman) for _ in range(3)]


def test_the_last_one_opened_stands_first_and_each_once(client, world, homes):
    client.force_login(world.lin_xiaoman)
    first, second, third = homes
    opened(client, first, second, first, third)

    assert seen(client) == addresses(third, first, second)


def test_a_name_is_shown_and_none_is_kept(client, world):
    home = person_at(world.lin_xiaoman).household
    client.force_login(world.lin_xiaoman)
    opened(client, home)

    page = client.get(reverse("search")).content.decode()
    assert "刚看过的" in page
    assert "周桂芳户" in page
    assert "周桂芳" not in str(dict(client.session))


def test_ten_are_kept(client, world, homes, monkeypatch):
    monkeypatch.setattr("relief.desk.seen_lately.MOST", 2)
    client.force_login(world.lin_xiaoman)
    opened(client, *homes)

    assert seen(client) == addresses(*reversed(homes[1:]))


def test_nobody_else_sees_it_and_signing_out_forgets_it(client, world, homes):
    client.force_login(world.lin_xiaoman)
    opened(client, *homes)
    client.force_login(world.he_jing)
    assert seen(client) == []
    client.force_login(world.lin_xiaoman)
    assert seen(client) == []
    opened(client, homes[0])
    client.post(reverse("logout"))
    client.force_login(world.lin_xiaoman)
    assert seen(client) == []


def test_what_has_left_ones_area_is_not_shown(client, world, homes):
    client.force_login(world.lin_xiaoman)
    opened(client, *homes)
    with acting_everywhere():
        Household.objects.filter(pk=homes[0].pk).update(area=world.hepingli)

    assert seen(client) == addresses(homes[2], homes[1])


def test_a_page_that_may_not_be_opened_is_not_remembered(client, world, homes):
    client.force_login(world.zhou_ting)
    assert client.get(reverse("household", args=[homes[0].pk])).status_code == 404
    assert seen(client) == []


def test_opening_it_again_writes_nothing_and_many_are_read_as_fast_as_one(client, world, homes):
    def queries(ask):
        with CaptureQueriesContext(connection) as found:
            ask()
        return [each["sql"] for each in found]

    client.force_login(world.lin_xiaoman)
    opened(client, homes[0])
    again = queries(lambda: opened(client, homes[0]))
    assert not [sql for sql in again if "UPDATE" in sql and "django_session" in sql]
    one = len(queries(lambda: seen(client)))
    opened(client, *homes)
    assert len(queries(lambda: seen(client))) == one


def test_nothing_of_it_is_read_while_somebody_types(client, world, homes):
    client.force_login(world.lin_xiaoman)
    opened(client, homes[0])

    assert client.post(reverse("search"), {"q": "周", "typing": "1"}).context["seen"] == []
