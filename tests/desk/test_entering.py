"""Entering facts with the advice beside them: what is shown, saved, refused, and never lost."""

import pytest
from django.urls import reverse

from relief.households.facts import household_facts
from relief.households.models import Entry
from relief.households.queries import members_of
from tests.factories import make_figures, make_household
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(world):
    with acting_everywhere():
        make_figures(world.county)
        return make_household(world.lin_xiaoman)


@pytest.fixture
def caseworker(client, world):
    client.force_login(world.lin_xiaoman)
    return client


def declared(home):
    with acting_everywhere():
        home.refresh_from_db()
        return household_facts(home)


def address(home, slug):
    return reverse("section", args=[home.pk, slug])


def page_of(home, number=0):
    with acting_everywhere():
        return reverse("member_facts", args=[home.pk, members_of(home)[number].pk])


def seen(client, url):
    return client.get(url).context["entry"].seen


def save(client, url, **boxes):
    return client.post(url, {"deed": "save", "seen": seen(client, url), **boxes})


def test_what_is_typed_becomes_facts(caseworker, home):
    answer = save(caseworker, address(home, "spending"), spending_medical_self_paid="3,200.50")
    assert answer.status_code == 302
    assert str(declared(home)["spending"]["medical_self_paid"]) == "3200.50"
    with acting_everywhere():
        assert Entry.objects.filter(household=home, part="spending").count() == 1
