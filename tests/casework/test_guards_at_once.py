"""The database's guards from two connections at once, both logged in as the application, without it.

A lock that is waited for gives up at once and says so: nothing here depends on who is faster.
"""

from contextlib import contextmanager
from uuid import UUID, uuid4

import psycopg2
import pytest
from django.db import connection
from psycopg2.errors import CheckViolation, LockNotAvailable, UniqueViolation

from relief.casework.services import take
from relief.casework.workflow import DeedKind, State
from relief.offices.access import acting, area_scope
from tests.casework.arranging import make_relief, make_screened
from tests.casework.raw import DEED, SUBMIT, asked, first_deed, statements

SIGN_ON = """
SELECT set_config('lock_timeout', '50ms', false), set_config('relief.area_low', %s, false),
       set_config('relief.area_high', %s, false), set_config('relief.user', %s, false)
"""
ENTER = """
INSERT INTO households_entry (id, household_id, part, entered_by_id, entered_at)
VALUES (%s, %s, 'incomes', %s, now())
"""


@contextmanager
def signed_on(user):
    other = psycopg2.connect(**connection.get_connection_params())
    try:
        run(other, SIGN_ON, *area_scope(user))
        other.commit()
        yield other
    finally:
        other.close()


def run(other, statement, *values):
    with other.cursor() as cursor:
        cursor.execute(statement, [str(value) for value in values])


def do(other, application, by, deed, *parts, **changes):
    """These parts of a deed, on this connection, in this order."""
    found = statements(application, by, DeedKind(deed), **changes)
    send(other, *(found[part] for part in parts))


def send(other, *parts):
    with other.cursor() as cursor:
        for statement, values in parts:
            cursor.execute(statement, {name: _plain(value) for name, value in values.items()})


def _plain(value):
    return str(value) if isinstance(value, UUID | DeedKind | State) else value


def decide(other, application, by):
    do(other, application, by, "approve", "decision")


@contextmanager
def refused_by(constraint):
    with pytest.raises(CheckViolation) as refused:
        yield
    assert refused.value.diag.constraint_name == constraint


def test_the_second_approver_waits_for_the_first_and_is_refused(committed):
    relief = make_relief(committed.lin_xiaoman)
    with signed_on(committed.he_jing) as first, signed_on(committed.lu_jianxin) as second:
        do(first, relief, committed.he_jing, "approve", "decision", "award", "covered", "deed", "move")
        for part in ("decision", "deed"):
            with pytest.raises(LockNotAvailable):
                do(second, relief, committed.lu_jianxin, "approve", part)
            second.rollback()
        # What the second had read before the first was done.
        seen = statements(relief, committed.lu_jianxin, DeedKind.APPROVE)
        first.commit()
        with refused_by("casework_decision_of_waiting"):
            send(second, seen["decision"])
        second.rollback()
        with refused_by("casework_deed_number"):
            send(second, seen["deed"])
        second.rollback()
        with refused_by("casework_application_move"):
            send(second, seen["move"])


def test_of_two_who_take_it_one_has_it(committed):
    relief = make_relief(committed.lin_xiaoman)
    with signed_on(committed.he_jing) as first, signed_on(committed.lu_jianxin) as second:
        do(first, relief, committed.he_jing, "take", "deed", "move")
        with pytest.raises(LockNotAvailable):
            do(second, relief, committed.lu_jianxin, "take", "deed")
        second.rollback()
        first.commit()
        with refused_by("casework_deed_owner"):
            do(second, relief, committed.lu_jianxin, "take", "deed")
        second.rollback()
        with refused_by("casework_decision_owner"):
            decide(second, relief, committed.lu_jianxin)


@pytest.mark.parametrize("part", ["decision", "deed"])
def test_a_withdrawal_under_way_is_waited_for(committed, part):
    relief = make_relief(committed.lin_xiaoman)
    with signed_on(committed.lin_xiaoman) as first, signed_on(committed.he_jing) as second:
        do(first, relief, committed.lin_xiaoman, "withdraw", "deed", "move")
        with pytest.raises(LockNotAvailable):
            do(second, relief, committed.he_jing, "approve", part)
        second.rollback()
        first.commit()
        constraint = {"decision": "casework_decision_of_waiting", "deed": "casework_deed_move"}
        with refused_by(constraint[part]):
            do(second, relief, committed.he_jing, "approve", part)


@pytest.mark.parametrize("deed", ["approve", "take"])
def test_an_entry_of_facts_under_way_is_waited_for_and_then_seen(committed, deed):
    relief, by = make_relief(committed.lin_xiaoman), committed.he_jing
    with signed_on(by) as first, signed_on(by) as second:
        run(first, ENTER, uuid4(), relief.household_id, by.pk)
        with pytest.raises(LockNotAvailable):
            do(second, relief, by, deed, "deed")
        second.rollback()
        first.commit()
        with refused_by("casework_deed_second_person"):
            do(second, relief, by, deed, "deed")


def test_nobody_is_handed_what_they_are_just_entering(committed):
    relief, by, colleague = make_relief(committed.lin_xiaoman), committed.he_jing, committed.lu_jianxin
    with acting(by):
        take(by=by, application=relief)
    with signed_on(colleague) as first, signed_on(by) as second:
        run(first, ENTER, uuid4(), relief.household_id, colleague.pk)
        with pytest.raises(LockNotAvailable):
            do(second, relief, by, "hand_over", "deed", colleague=colleague)
        second.rollback()
        first.commit()
        with refused_by("casework_deed_colleague"):
            do(second, relief, by, "hand_over", "deed", colleague=colleague)


@pytest.mark.parametrize(
    ("parts", "constraint"),
    [
        (("decision",), "casework_decided_together"),
        (("deed",), "casework_deed_together"),
        (("decision", "deed"), "casework_deed_together"),
        (("deed", "move"), "casework_decided_together"),
    ],
)
def test_a_part_of_a_decision_is_never_committed(committed, parts, constraint):
    relief = make_relief(committed.lin_xiaoman)
    with signed_on(committed.he_jing) as first:
        do(first, relief, committed.he_jing, "approve", *parts)
        with refused_by(constraint):
            first.commit()


def test_of_two_submissions_at_once_one_is_open(committed):
    by = committed.lin_xiaoman
    household = make_screened(by)
    with signed_on(by) as first, signed_on(by) as second:
        for other in (first, second):
            application = asked(household, by)
            parts = ((SUBMIT, application), (DEED, first_deed(application, by)))
            if other is second:
                with pytest.raises(LockNotAvailable):
                    send(second, *parts)
                second.rollback()
                first.commit()
                with pytest.raises(UniqueViolation, match="casework_application_one_open"):
                    send(second, *parts)
            else:
                send(first, *parts)
