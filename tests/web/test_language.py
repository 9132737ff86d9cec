"""The switch of languages: remembered a year, before a login and after it."""

import pytest
from django.test import Client
from django.urls import reverse

from relief.web.views import YEAR


def switched(client, language, back="/"):
    return client.post(reverse("language"), {"language": language, "next": back})


@pytest.mark.django_db
def test_the_choice_is_kept_for_a_year_and_no_script_reads_it(settings):
    settings.LANGUAGE_COOKIE_SECURE = True
    kept = switched(Client(), "en").cookies["django_language"]
    assert kept.value == "en"
    assert kept["max-age"] == YEAR
    assert (kept["secure"], kept["httponly"], kept["samesite"]) == (True, True, "Lax")


def test_a_login_and_a_logout_do_not_change_it(client, world):
    switched(client, "en")
    assert "Sign in" in client.get(reverse("login")).text
    client.force_login(world.lin_xiaoman)
    assert '<html lang="en"' in client.get(reverse("figures")).text
    client.post(reverse("logout"))
    assert '<html lang="en"' in client.get(reverse("login")).text


def test_it_is_of_this_browser_and_not_of_everybody(client, world):
    switched(client, "en")
    other = Client()
    other.force_login(world.lin_xiaoman)
    assert '<html lang="zh-hans"' in other.get(reverse("figures")).text


def test_it_leads_back_to_the_page_where_it_was_switched(client, world):
    client.force_login(world.lin_xiaoman)
    page = client.get(reverse("households") + "?after=x").text
    assert '<input type="hidden" name="next" value="/households/?after=x">' in page
    assert switched(client, "en", "/households/?after=x").headers["Location"] == "/households/?after=x"


def test_a_language_that_there_is_not_changes_nothing(client, world):
    client.force_login(world.lin_xiaoman)
    switched(client, "fr")
    assert '<html lang="zh-hans"' in client.get(reverse("figures")).text
