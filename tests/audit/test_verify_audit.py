"""verify_audit recomputes the chain and names the first broken link."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from relief.audit.services import record
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _chain(world):
    """Three events in one county, two in another; then the owner's rights, as an attacker would want them."""
    with acting_everywhere():
        for area in (world.liushu, world.other_county, world.hewan, world.other_county, world.liushu):
            details = {"area": area.number, "text": "门牌“1号”\n𠮷"}
            record(
                by=world.gao_jianguo, action="tests.loaded", subject=area, area=area.number, details=details
            )
    as_owner("ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only")


def as_owner(*statements):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE relief_owner")
        for statement in statements:
            cursor.execute(statement)


def verify():
    written = StringIO()
    call_command("verify_audit", stdout=written)
    return written.getvalue()


def test_an_unbroken_chain_says_where_it_ends():
    first, second = verify().splitlines()

    assert first.startswith("county 990100000000: 3 events, unbroken, ends in ")
    assert second.startswith("county 990200000000: 2 events, unbroken, ends in ")


@pytest.mark.parametrize(
    "change",
    [
        "action = 'tests.other'",
        "actor_role = 'auditor'",
        "actor_id = gen_random_uuid()",
        "at = at + interval '1 microsecond'",
        "subject_id = '1'",
        "subject_kind = 'offices.user'",
        "area = area + 1",
        "details = '{}'",
        "id = gen_random_uuid()",
        "digest = sha256('')",
    ],
)
def test_an_altered_event_is_named(change):
    as_owner(f"UPDATE audit_event SET {change} WHERE county = 990100000000 AND number = 2")

    with pytest.raises(CommandError, match="county 990100000000, event 2 .*altered"):
        verify()


def test_a_removed_event_is_named():
    as_owner("DELETE FROM audit_event WHERE county = 990100000000 AND number = 2")

    with pytest.raises(CommandError, match="event 3 .*event 2 is missing before it"):
        verify()


def test_removed_last_events_are_noticed():
    as_owner("DELETE FROM audit_event WHERE county = 990100000000 AND number = 3")

    with pytest.raises(CommandError, match="county 990100000000: the chain breaks off after event 2"):
        verify()


def test_a_whole_chain_that_is_gone_is_noticed():
    as_owner("DELETE FROM audit_event WHERE county = 990200000000")

    with pytest.raises(CommandError, match="county 990200000000: the chain breaks off after event 0"):
        verify()


def test_a_rewritten_event_does_not_fit_the_next():
    """Whoever alters an event and computes its digest anew breaks the link after it."""
    as_owner(
        "UPDATE audit_event SET details = '{}' WHERE county = 990100000000 AND number = 1",
        "UPDATE audit_event SET digest = sha256(convert_to(audit_written(audit_event), 'UTF8'))"
        " WHERE county = 990100000000 AND number = 1",
    )

    with pytest.raises(CommandError, match="event 2 .*does not follow event 1"):
        verify()


def test_a_chain_without_its_head_is_noticed():
    as_owner("DELETE FROM audit_chain_head WHERE county = 990200000000")

    with pytest.raises(CommandError, match="county 990200000000"):
        verify()
