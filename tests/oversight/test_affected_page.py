"""需要复核的案件: what a correction of the rules touches, in the county's own area, each with its way on."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relief.casework.services import withdraw
from relief.offices.access import acting
from relief.oversight import affected_page
from tests.casework.arranging import make_application
from tests.factories import make_user
from tests.oversight.replays import alter, place_of, replay
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def touched(place):
    """An application whose screening says a fen, where the law says a yuan."""
    application = make_application(place.lin_xiaoman)
    at = place_of(application.screening, "dibao")
    alter(application.screening, "findings", ["programmes", at, "amount"], "1")
    return application


def page(client, user, **query):
    client.force_login(user)
    return client.get(reverse("affected"), query).content.decode()


def test_without_any_it_says_so(client, place):
    assert "没有需要复核的案件" in page(client, place.gao_jianguo)
    client.cookies["django_language"] = "en"
    assert "No cases to review" in page(client, place.gao_jianguo)


@pytest.mark.parametrize("reader", ["gao_jianguo", "auditor"])
def test_each_stands_with_then_and_now_and_leads_to_its_page(client, place, reader):
    application = touched(place)
    replay("--all")
    shown = page(client, getattr(place, reader))

    assert reverse("application", args=[application.pk]) in shown
    assert application.household.number in shown
    assert "符合，每月0.01元" in shown
    assert "符合，每月1.00元" in shown
    assert "待审" in shown
    client.cookies["django_language"] = "en"
    assert "Eligible, 0.01 yuan a month" in page(client, getattr(place, reader))


def test_another_county_sees_none(client, place):
    touched(place)
    replay("--all")
    with acting_everywhere():
        elsewhere = make_user("county_officer", place.other_county)
    assert "没有需要复核的案件" in page(client, elsewhere)


def test_what_was_taken_back_is_gone(client, place):
    application = touched(place)
    replay("--all")
    with acting(place.lin_xiaoman):
        withdraw(by=place.lin_xiaoman, application=application)
    assert "没有需要复核的案件" in page(client, place.gao_jianguo)


def test_page_after_page_each_once_with_as_many_queries(client, place, monkeypatch):
    monkeypatch.setattr(affected_page, "MOST", 2)
    addresses = {reverse("application", args=[touched(place).pk]) for _ in range(3)}
    replay("--all")
    page(client, place.gao_jianguo)
    with CaptureQueriesContext(connection) as of_two:
        first = client.get(reverse("affected"))
    after = first.context["after"]
    with CaptureQueriesContext(connection) as of_one:
        second = client.get(reverse("affected"), {"after": after})

    assert len(of_one) == len(of_two)
    shown = [first.content.decode(), second.content.decode()]
    assert sorted(sum(address in each for address in addresses) for each in shown) == [1, 2]
    assert all(any(address in each for each in shown) for address in addresses)
    assert second.context["after"] == ""


def test_the_first_page_of_the_county_and_of_the_auditor_leads_there(client, place):
    for reader in (place.gao_jianguo, place.auditor):
        client.force_login(reader)
        assert reverse("affected") in client.get(reverse("home")).content.decode()
    touched(place)
    replay("--all")
    client.force_login(place.gao_jianguo)
    assert "有1件，重新演算的结果和存档不同。" in client.get(reverse("home")).content.decode()
    client.force_login(place.he_jing)
    assert reverse("affected") not in client.get(reverse("home")).content.decode()
