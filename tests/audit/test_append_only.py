"""Nobody who serves the application changes an append-only row: by right, and by a trigger behind the right.

The tables are found in the catalogue by their trigger.
"""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from relief.audit.models import Event
from relief.audit.services import record
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

CHANGES = {
    "UPDATE": "UPDATE {table} SET {column} = {column}",
    "DELETE": "DELETE FROM {table}",
    "TRUNCATE": "TRUNCATE {table} CASCADE",
}
FIND = """
SELECT tgrelid::regclass::text, attname::text
FROM pg_trigger JOIN pg_attribute ON attrelid = tgrelid AND attnum = 1
WHERE tgname LIKE '%\\_append\\_only'
"""


@pytest.fixture(autouse=True)
def _event(world):
    with acting_everywhere():
        record(by=world.lin_xiaoman, action="tests.looked", subject=world.liushu, area=world.liushu.number)
        yield


def execute(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def changes(right):
    """The statement that would change each append-only table, by table."""
    with connection.cursor() as cursor:
        cursor.execute(FIND)
        return {table: CHANGES[right].format(table=table, column=column) for table, column in cursor}


def test_the_tables_are_found():
    assert {"audit_event", "offices_localfigures"} <= set(changes("DELETE"))


@pytest.mark.parametrize("right", CHANGES)
def test_the_application_has_no_right_to_change_rows(right):
    for sql in changes(right).values():
        with pytest.raises(ProgrammingError, match="permission denied"):
            execute(sql)


@pytest.mark.parametrize("right", ["UPDATE", "DELETE"])
def test_the_trigger_alone_refuses_too(right):
    """The owner lends the right; the end of the test takes it back with everything else."""
    for table, sql in changes(right).items():
        execute(
            f"SET LOCAL ROLE relief_owner; GRANT {right} ON {table} TO relief_app; SET LOCAL ROLE relief_app"
        )
        with pytest.raises(IntegrityError, match="append-only"):
            execute(sql)


@pytest.mark.parametrize("right", CHANGES)
def test_the_trigger_refuses_the_owner(right):
    # A table with triggers that still wait cannot be emptied, whoever asks.
    execute("SET CONSTRAINTS ALL IMMEDIATE")
    execute("SET LOCAL ROLE relief_owner")
    for sql in changes(right).values():
        with pytest.raises(IntegrityError, match="append-only"):
            execute(sql)
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
