"""改密码: everybody changes their own; it is audited, and every other session ends."""

import pytest
from django.test import Client
from django.urls import reverse

from relief.audit.queries import events_about
from relief.offices.models import Role, User
from tests.factories import PASSWORD
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db
NEW = "lan-tian-bai-yun-7"
URL = "/password/"


def change(client, **boxes):
    typed = {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}
    return client.post(URL, {**typed, **boxes})


@pytest.mark.parametrize("role", Role)
def test_everybody_changes_their_own_and_goes_on(client, world, role):
    person = world.by_role[role]
    client.force_login(person)
    assert f'href="{URL}"' in client.get(reverse("figures")).content.decode()
    response = change(client)

    assert response.url == reverse("home")
    assert client.get(reverse("figures")).status_code == 200
    changed = User.objects.get(pk=person.pk)
    assert changed.check_password(NEW)
    with acting_everywhere():
        event = events_about(person).get()
    assert (event.action, event.details) == ("offices.password_changed", {})


def test_every_other_session_of_the_account_ends_and_no_other_accounts(client, world):
    elsewhere, another = Client(), Client()
    client.force_login(world.lin_xiaoman)
    elsewhere.force_login(world.lin_xiaoman)
    another.force_login(world.he_jing)
    change(client)

    assert elsewhere.get(reverse("figures")).status_code == 302
    assert another.get(reverse("figures")).status_code == 200


@pytest.mark.parametrize(
    ("boxes", "name", "word"),
    [
        ({"old_password": "wrong"}, "old_password", "现在的密码不对，请再写一遍。"),
        ({"old_password": ""}, "old_password", "请填写"),
        ({"new_password2": "another-one-9"}, "new_password2", "两次写的不一样，请再写一遍。"),
        ({"new_password1": "short", "new_password2": "short"}, "new_password1", "至少10个字符。"),
        (
            {"new_password1": "1234567890", "new_password2": "1234567890"},
            "new_password1",
            "这个密码太常见，别人容易猜到。",
        ),
        (
            {"new_password1": "linxiaoman1", "new_password2": "linxiaoman1"},
            "new_password1",
            "和账号太像，别人容易猜到。",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_box_and_nothing_changes(client, world, boxes, name, word):
    client.force_login(world.lin_xiaoman)
    response = change(client, **boxes)

    assert response.status_code == 200
    assert response.context["form"].errors == {name: [word]}
    assert NEW not in response.content.decode()
    assert User.objects.get(pk=world.lin_xiaoman.pk).check_password(PASSWORD)
    with acting_everywhere():
        assert not events_about(world.lin_xiaoman)
