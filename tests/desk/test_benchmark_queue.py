"""The queue is measured in two counties that are made for it and gone afterwards."""

import pytest
from django.core.management import CommandError
from django.db import connection, connections

from relief.desk.benchmarks import queue

pytestmark = pytest.mark.long
NAMES = ("queue page", "bare SQL", "Django admin")


@pytest.fixture
def as_owner(django_db_setup, django_db_blocker):
    """The measurement makes databases, which the application's role may not."""
    options = connection.settings_dict["OPTIONS"]
    role = options.pop("options")
    connections.close_all()
    with django_db_blocker.unblock():
        yield
        connections.close_all()
    options["options"] = role


def databases():
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return {name for (name,) in cursor}


def test_three_readings_of_two_counties_and_how_much_each_grew(as_owner, monkeypatch):
    monkeypatch.setattr(queue, "MOST", 1000)
    before = databases()
    told = list(queue.measure(4, small=(30, 10), large=(60, 20)))

    assert [each.name for each in told[:6]] == [f"{name}, {n} waiting" for name in NAMES for n in (10, 20)]
    assert all(each.queries for each in told[:6])
    assert [each.split(":")[0] for each in told[6:]] == list(NAMES)
    assert databases() == before


def test_more_than_twice_as_long_is_a_failure(as_owner, monkeypatch):
    monkeypatch.setattr(queue, "MOST", 0)
    with pytest.raises(CommandError, match="queue page"):
        list(queue.measure(4, small=(30, 10), large=(60, 20)))
