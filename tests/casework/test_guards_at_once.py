"""The database's guards from two connections at once, both logged in as the application, without it.

A lock that is waited for gives up at once and says so: nothing here depends on who is faster.
"""

from contextlib import contextmanager
from uuid import uuid4

import psycopg2
import pytest
from django.db import connection
from psycopg2.errors import CheckViolation, LockNotAvailable

from relief.offices.access import area_scope
from tests.casework.arranging import make_relief

SIGN_ON = """
SELECT set_config('lock_timeout', '50ms', false), set_config('relief.area_low', %s, false),
       set_config('relief.area_high', %s, false), set_config('relief.user', %s, false)
"""
DECIDE = """
INSERT INTO casework_decision (id, application_id, decider_id, decided_at, outcome, amount_fen, reason,
                               article, screening_id)
VALUES (%s, %s, %s, now(), 'approved', 80000, '', '', %s)
"""
APPROVED = "UPDATE casework_application SET state = 'approved' WHERE id = %s"
WITHDRAWN = "UPDATE casework_application SET state = 'withdrawn' WHERE id = %s"
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


def decide(other, application, by):
    run(other, DECIDE, uuid4(), application.pk, by.pk, application.screening_id)


@contextmanager
def refused_by(constraint):
    with pytest.raises(CheckViolation) as refused:
        yield
    assert refused.value.diag.constraint_name == constraint


def test_the_second_approver_waits_for_the_first_and_is_refused(committed):
    relief = make_relief(committed.lin_xiaoman)
    with signed_on(committed.he_jing) as first, signed_on(committed.lu_jianxin) as second:
        decide(first, relief, committed.he_jing)
        with pytest.raises(LockNotAvailable):
            decide(second, relief, committed.lu_jianxin)
        second.rollback()
        run(first, APPROVED, relief.pk)
        first.commit()
        with refused_by("casework_decision_of_submitted"):
            decide(second, relief, committed.lu_jianxin)


def test_a_withdrawal_under_way_is_waited_for(committed):
    relief = make_relief(committed.lin_xiaoman)
    with signed_on(committed.lin_xiaoman) as first, signed_on(committed.he_jing) as second:
        run(first, WITHDRAWN, relief.pk)
        with pytest.raises(LockNotAvailable):
            decide(second, relief, committed.he_jing)
        second.rollback()
        first.commit()
        with refused_by("casework_decision_of_submitted"):
            decide(second, relief, committed.he_jing)


def test_an_entry_of_facts_under_way_is_waited_for_and_then_seen(committed):
    relief, by = make_relief(committed.lin_xiaoman), committed.he_jing
    with signed_on(by) as first, signed_on(by) as second:
        run(first, ENTER, uuid4(), relief.household_id, by.pk)
        with pytest.raises(LockNotAvailable):
            decide(second, relief, by)
        second.rollback()
        first.commit()
        with refused_by("casework_decision_second_person"):
            decide(second, relief, by)


def test_a_decision_without_its_move_is_never_committed(committed):
    relief = make_relief(committed.lin_xiaoman)
    with signed_on(committed.he_jing) as first:
        decide(first, relief, committed.he_jing)
        with refused_by("casework_decided_together"):
            first.commit()


def test_a_move_without_its_decision_is_never_committed(committed):
    relief = make_relief(committed.lin_xiaoman)
    with signed_on(committed.he_jing) as first:
        run(first, APPROVED, relief.pk)
        with refused_by("casework_decided_together"):
            first.commit()
