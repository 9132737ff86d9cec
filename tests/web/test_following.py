"""A form that htmx sends for the whole page is answered with the page that it leads to."""

import pytest
from django.urls import reverse

from relief.households.models import Entry
from tests.factories import make_figures, make_household
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true", "HX-Target": "page"}


@pytest.fixture
def home(world):
    with acting_everywhere():
        make_figures(world.county)
        return make_household(world.lin_xiaoman)


@pytest.fixture
def caseworker(client, world):
    client.force_login(world.lin_xiaoman)
    return client


def save(client, home, headers, deed="save"):
    address = reverse("section", args=[home.pk, "spending"])
    boxes = {"deed": deed, "seen": client.get(address).context["entry"].seen}
    return client.post(address, boxes | {"spending_medical_self_paid": "3200"}, headers=headers)


def test_a_save_comes_with_the_page_after_it_and_says_its_address(caseworker, home):
    answer = save(caseworker, home, HTMX)
    address = reverse("household", args=[home.pk])
    assert (answer.status_code, answer["HX-Push-Url"]) == (200, address)
    assert "已保存：" in answer.text
    with acting_everywhere():
        assert Entry.objects.filter(household=home, part="spending").exists()
    again = caseworker.get(address)
    assert again.context["summary"] == answer.context["summary"]
    assert "已保存：" not in again.text


def test_the_page_after_it_is_written_as_if_it_had_been_opened(caseworker, home):
    answer = save(caseworker, home, HTMX, "next")
    address = answer["HX-Push-Url"]
    assert address == reverse("section", args=[home.pk, "hardship"])
    assert f'data-hx-post="{address}"' in answer.text
    assert answer.context["request"].method == "GET"
    assert not answer.context["request"].POST


def test_staying_on_the_page_adds_nothing_to_the_history(caseworker, home):
    address = reverse("household", args=[home.pk])
    answer = save(caseworker, home, HTMX | {"HX-Current-URL": f"http://testserver{address}"})
    assert answer["HX-Replace-Url"] == address
    assert "HX-Push-Url" not in answer


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}, {"HX-Request": "true", "HX-Target": "list"}])
def test_whoever_does_not_put_in_the_whole_page_is_redirected(caseworker, home, headers):
    answer = save(caseworker, home, headers)
    assert (answer.status_code, answer["Location"]) == (302, reverse("household", args=[home.pk]))


def test_the_page_after_it_passes_the_guards_of_its_own(caseworker, home, monkeypatch):
    """Somebody who may save and may not see what follows is told so."""
    where = reverse("people")
    monkeypatch.setattr("relief.desk.entering.Entering._after", lambda *_about: where)
    assert save(caseworker, home, HTMX).status_code == 403


def test_another_house_is_never_followed(caseworker, home, monkeypatch):
    monkeypatch.setattr("relief.desk.entering.Entering._after", lambda *_about: "//example.org/")
    assert save(caseworker, home, HTMX)["Location"] == "//example.org/"
