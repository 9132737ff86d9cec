"""Nobody who serves the application changes an event: by right, and by a trigger behind the right."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from relief.audit.models import Event
from relief.audit.services import record
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

CHANGES = {
    "UPDATE": "UPDATE {table} SET id = id",
    "DELETE": "DELETE FROM {table}",
    "TRUNCATE": "TRUNCATE {table} CASCADE",
}
APPEND_ONLY = ("audit_event", "offices_localfigures")


@pytest.fixture(autouse=True)
def _event(world):
    with acting_everywhere():
        record(by=world.lin_xiaoman, action="tests.looked", subject=world.liushu, area=world.liushu.number)
        yield


def execute(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@contextmanager
def rights_lent(right, table):
    """The owner gives the right for as long as the block lasts; the transaction of the test takes it back."""
    execute(f"SET LOCAL ROLE relief_owner; GRANT {right} ON {table} TO relief_app; SET LOCAL ROLE relief_app")
    yield
    execute(
        f"SET LOCAL ROLE relief_owner; REVOKE {right} ON {table} FROM relief_app; SET LOCAL ROLE relief_app"
    )


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("right", CHANGES)
def test_the_application_has_no_right_to_change_rows(right, table):
    with pytest.raises(ProgrammingError, match="permission denied"):
        execute(CHANGES[right].format(table=table))


@pytest.mark.parametrize("table", APPEND_ONLY)
@pytest.mark.parametrize("right", CHANGES)
def test_the_trigger_alone_refuses_too(right, table):
    with rights_lent(right, table), pytest.raises(IntegrityError, match="append-only"):
        execute(CHANGES[right].format(table=table))


@pytest.mark.parametrize("right", CHANGES)
def test_the_trigger_refuses_the_owner(right):
    execute("SET LOCAL ROLE relief_owner")
    with pytest.raises(IntegrityError, match="append-only"):
        execute(CHANGES[right].format(table="audit_event"))
    assert Event.objects.count() == 1


def test_no_setting_switches_the_trigger_off():
    with pytest.raises(ProgrammingError, match="permission denied"):
        execute("SET session_replication_role = replica")
    with pytest.raises(ProgrammingError, match="must be owner"):
        execute("ALTER TABLE audit_event DISABLE TRIGGER ALL")
    with pytest.raises(ProgrammingError, match="must be owner"):
        execute("DROP TRIGGER audit_event_append_only ON audit_event")


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM audit_chain_head",
        "INSERT INTO audit_chain_head VALUES (1, 0, '')",
        "UPDATE audit_chain_head SET number = 0",
        "DELETE FROM audit_chain_head",
        "TRUNCATE audit_chain_head",
    ],
)
def test_the_heads_of_the_chains_are_out_of_reach(sql):
    with pytest.raises(ProgrammingError, match="permission denied"):
        execute(sql)


def test_every_append_only_table_is_tried_here():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%%_append_only'")
        assert {table for (table,) in cursor} == set(APPEND_ONLY)
