"""登录 and 退出, before any area is set."""

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse

from relief.audit.queries import events_about
from relief.offices.models import User
from tests.factories import PASSWORD
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def sign_in(client, username="linxiaoman", password=PASSWORD, address="192.0.2.7"):
    return client.post(
        reverse("login"),
        {"username": username, "password": password, "next": reverse("figures")},
        REMOTE_ADDR=address,
    )


def actions_of(person):
    with acting_everywhere():
        return [event.action for event in events_about(person)]


def test_signs_in_goes_on_and_is_written_down(client, world):
    response = sign_in(client)

    assert response.status_code == 302
    assert response.url == reverse("figures")
    assert client.get(reverse("figures")).status_code == 200
    assert actions_of(world.lin_xiaoman) == ["offices.signed_in"]


def test_the_account_name_may_be_typed_in_capitals(client, world):
    assert sign_in(client, username=" LinXiaoman ").status_code == 302


@pytest.mark.parametrize(("username", "password"), [("linxiaoman", "wrong"), ("nobody", PASSWORD)])
def test_wrong_and_unknown_get_the_same_answer(client, world, username, password):
    response = sign_in(client, username, password)

    assert response.status_code == 200
    assert "账号或密码不对" in response.content.decode()
    assert "sessionid" not in client.cookies
    assert actions_of(world.lin_xiaoman) == []


def test_a_stopped_account_does_not_sign_in_and_is_signed_out(client, world):
    client.force_login(world.lin_xiaoman)
    with acting_everywhere():
        User.objects.filter(pk=world.lin_xiaoman.pk).update(is_active=False)

    assert client.get(reverse("figures")).status_code == 302
    assert sign_in(client).status_code == 200


def test_a_password_in_an_old_hash_is_renewed_on_the_way(client, world, settings):
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.ScryptPasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    with acting_everywhere():
        old = make_password(PASSWORD, hasher="md5")
        User.objects.filter(pk=world.lin_xiaoman.pk).update(password=old)

    assert sign_in(client).status_code == 302
    assert User.objects.get(pk=world.lin_xiaoman.pk).password.startswith("scrypt")


def test_five_mistakes_stop_the_account_at_this_address_only(client, world):
    for _ in range(4):
        assert sign_in(client, password="wrong").status_code == 200
    stopped = sign_in(client, username="LINXIAOMAN", password="wrong")

    assert stopped.status_code == 429
    assert "先停一停" in stopped.content.decode()
    assert sign_in(client).status_code == 429
    assert sign_in(client, address="192.0.2.8").status_code == 302


def test_signs_out_by_post_alone_and_is_written_down(client, world):
    client.force_login(world.lin_xiaoman)

    assert client.get(reverse("logout")).status_code == 405
    response = client.post(reverse("logout"))

    assert response.url == reverse("login")
    assert client.get(reverse("figures")).status_code == 302
    assert actions_of(world.lin_xiaoman) == ["offices.signed_out"]


def test_whoever_is_in_is_not_asked_again(client, world):
    client.force_login(world.lin_xiaoman)

    assert client.get(reverse("login"), {"next": reverse("figures")}).url == reverse("figures")


def test_no_page_leads_to_another_site(client, world):
    response = client.post(
        reverse("login"), {"username": "linxiaoman", "password": PASSWORD, "next": "https://example.org/"}
    )

    assert response.url == "/"
