"""The first person of a county is added from the command line; that person adds all the others."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from relief.offices.models import Role, User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _owner(world):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE relief_owner")


def add(monkeypatch, password, county="990100", username="weiadmin"):
    monkeypatch.setattr("sys.stdin", StringIO(f"{password}\n"))
    written = StringIO()
    call_command("add_administrator", county, username, "魏主任", stdout=written)
    return written.getvalue()


def test_adds_an_administrator_of_the_county(monkeypatch, world):
    assert "weiadmin administers" in add(monkeypatch, "a-Long-enough-1-for-anybody")
    person = User.objects.get(username="weiadmin")
    assert (person.role, person.area) == (Role.ADMINISTRATOR, world.county)
    assert person.check_password("a-Long-enough-1-for-anybody")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"password": "short"}, "10"),
        ({"county": "119999"}, "not loaded"),
        ({"username": "Wei Admin"}, "账号"),
        ({"username": "tangming"}, "taken"),
    ],
)
def test_says_what_is_wrong_and_adds_nobody(monkeypatch, world, change, words):
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE offices_user SET username = 'tangming' WHERE id = %s", [world.administrator.pk]
        )
    before = User.objects.count()
    with pytest.raises(CommandError, match=words):
        add(monkeypatch, **{"password": PASSWORD + "-a-Long-1", **change})
    assert User.objects.count() == before
