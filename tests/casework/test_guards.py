"""The guards in the database, tried as the application's role without the application, each way round."""

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from relief.casework.models import Application, Decision
from relief.casework.workflow import TRANSITIONS, State
from relief.households.models import EntryPart
from relief.households.services.entries import write_entry
from relief.offices.access import acting
from relief.offices.models import Role
from tests.casework.arranging import make_screened
from tests.factories import make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DECIDE = """
INSERT INTO casework_decision (id, application_id, decider_id, decided_at, outcome, amount_fen, reason,
                               article, screening_id)
VALUES (%(id)s, %(application)s, %(decider)s, now(), %(outcome)s, %(amount)s, %(reason)s, '', %(screening)s)
"""
MOVE = "UPDATE casework_application SET state = %s WHERE id = %s"
SUBMIT = """
INSERT INTO casework_application (id, household_id, programme, area_id, state, screening_id,
                                  submitted_by_id, submitted_at)
VALUES (%(id)s, %(household)s, %(programme)s, %(area)s, %(state)s, %(screening)s, %(by)s, now())
"""


def execute(statement, values=None):
    """One statement, and every constraint that would otherwise wait for the commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def said(application, by, **changes):
    return {
        "id": uuid4(),
        "application": application.pk,
        "decider": by.pk,
        "outcome": "approved",
        "amount": 800_00,
        "reason": "",
        "screening": application.screening_id,
    } | changes


def asked(household, by, **changes):
    return {
        "id": uuid4(),
        "household": household.pk,
        "programme": "dibao",
        "area": household.area_id,
        "state": "submitted",
        "screening": household.screenings.get().pk,
        "by": by.pk,
    } | changes


@contextmanager
def refused_by(constraint):
    with pytest.raises(IntegrityError) as refused:
        yield
    assert refused.value.__cause__.diag.constraint_name == constraint


def decide(values, state):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(DECIDE, values)
        cursor.execute(MOVE, [state, values["application"]])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_the_role_is_the_application_s(relief):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("relief_app",)


def test_the_lawful_way_is_open(relief, place):
    with acting(place.he_jing):
        decide(said(relief, place.he_jing), "approved")
        assert Decision.objects.get().decider == place.he_jing


class TestWhoDecides:
    @pytest.mark.parametrize("who", ["lin_xiaoman", "gao_jianguo", "auditor", "administrator"])
    def test_no_other_role(self, relief, place, who):
        by = getattr(place, who)
        with acting(by), refused_by("casework_decision_decider"):
            decide(said(relief, by), "approved")

    def test_nobody_in_another_s_name(self, relief, place):
        with acting(place.lin_xiaoman), refused_by("casework_decision_decider"):
            decide(said(relief, place.he_jing), "approved")

    def test_nobody_unnamed(self, relief, place):
        with acting_everywhere(), refused_by("casework_decision_decider"):
            decide(said(relief, place.he_jing), "approved")

    def test_no_approver_of_another_township(self, relief, place):
        with acting(place.zheng_guoping), refused_by("casework_decision_decider"):
            decide(said(relief, place.zheng_guoping), "approved")

    def test_nobody_who_has_left(self, relief, place):
        with acting(place.administrator):
            type(place.he_jing).objects.filter(pk=place.he_jing.pk).update(is_active=False)
        with acting(place.he_jing), refused_by("casework_decision_decider"):
            decide(said(relief, place.he_jing), "approved")

    def test_not_who_submitted_and_entered(self, relief, place):
        lin = promoted(place.lin_xiaoman, place)
        with acting(lin), refused_by("casework_decision_second_person"):
            decide(said(relief, lin), "approved")

    def test_not_who_submitted_what_another_entered(self, place):
        with acting_everywhere():
            other = make_user(Role.CASEWORKER, place.liushu)
        household = make_screened(other)
        with acting(place.lin_xiaoman):
            execute(SUBMIT, asked(household, place.lin_xiaoman))
        lin = promoted(place.lin_xiaoman, place)
        with acting(lin), refused_by("casework_decision_second_person"):
            decide(said(Application.objects.get(), lin, amount=1_00), "approved")

    def test_not_who_entered_one_part(self, relief, place):
        with acting(place.he_jing):
            write_entry(place.he_jing, relief.household, EntryPart.INCOMES)
            with refused_by("casework_decision_second_person"):
                decide(said(relief, place.he_jing), "approved")
        with acting(place.lu_jianxin):
            decide(said(relief, place.lu_jianxin), "approved")


def promoted(user, place):
    with acting(place.administrator):
        user.role, user.area = Role.APPROVER, place.qingxi
        user.save()
    return user


class TestWhatADecisionIs:
    def test_only_of_what_waits(self, relief, place):
        with acting(place.lin_xiaoman):
            execute(MOVE, ["withdrawn", relief.pk])
        with acting(place.he_jing), refused_by("casework_decision_of_submitted"):
            execute(DECIDE, said(relief, place.he_jing))

    def test_one_alone(self, relief, place):
        with acting(place.he_jing):
            decide(said(relief, place.he_jing), "approved")
            with refused_by("casework_decision_of_submitted"):
                execute(DECIDE, said(relief, place.he_jing))

    def test_not_without_the_move(self, relief, place):
        with acting(place.he_jing), refused_by("casework_decided_together"):
            execute(DECIDE, said(relief, place.he_jing))

    def test_not_with_another_move(self, relief, place):
        with acting(place.he_jing), refused_by("casework_decided_together"):
            decide(said(relief, place.he_jing), "refused")

    @pytest.mark.parametrize("state", ["approved", "refused"])
    def test_no_move_without_it(self, relief, place, state):
        with acting(place.he_jing), refused_by("casework_decided_together"):
            execute(MOVE, [state, relief.pk])

    def test_its_screening_is_of_the_same_household(self, relief, place):
        other = make_screened(place.lin_xiaoman)
        with acting(place.he_jing), refused_by("casework_decision_screening"):
            decide(said(relief, place.he_jing, screening=other.screenings.get().pk), "approved")

    @pytest.mark.parametrize(
        ("changes", "constraint"),
        [
            ({"amount": None}, "casework_decision_amount_of_programme"),
            ({"amount": 0}, "casework_decision_amount_with_approval"),
            ({"outcome": "refused", "reason": "因为。"}, "casework_decision_amount_with_approval"),
            ({"outcome": "refused", "amount": None}, "casework_decision_refusal_has_reason"),
            ({"outcome": "withdrawn", "amount": None}, "casework_decision_outcome"),
        ],
    )
    def test_all_of_it_or_nothing(self, relief, place, changes, constraint):
        with acting(place.he_jing), refused_by(constraint):
            decide(said(relief, place.he_jing, **changes), changes.get("outcome", "approved"))

    @pytest.mark.parametrize("column", ["decider", "outcome", "screening"])
    def test_nothing_of_it_is_left_out(self, relief, place, column):
        with acting(place.he_jing), pytest.raises(IntegrityError):
            decide(said(relief, place.he_jing, **{column: None}), "approved")


LAWFUL = {(each.before, each.after) for each in TRANSITIONS if each.before}


class TestMoves:
    def reach(self, state, application, place):
        if state == State.WITHDRAWN:
            with acting(place.lin_xiaoman):
                execute(MOVE, [state, application.pk])
        elif state != State.SUBMITTED:
            amount = 800_00 if state == State.APPROVED else None
            with acting(place.he_jing):
                decide(said(application, place.he_jing, outcome=state, amount=amount, reason="是。"), state)

    @pytest.mark.parametrize("after", State)
    @pytest.mark.parametrize("before", State)
    def test_along_the_table_alone(self, relief, place, before, after):
        self.reach(before, relief, place)
        if before == after:
            return
        if (before, after) in LAWFUL:
            self.reach(after, relief, place)
        else:
            with acting(place.lin_xiaoman), refused_by("casework_application_move"):
                execute(MOVE, [after, relief.pk])

    def test_only_who_submitted_withdraws(self, relief, place):
        with acting(place.he_jing), refused_by("casework_application_withdrawer"):
            execute(MOVE, ["withdrawn", relief.pk])

    @pytest.mark.parametrize(
        "column", ["submitted_by_id", "household_id", "programme", "screening_id", "requested_fen", "area_id"]
    )
    def test_nothing_else_ever_changes(self, relief, place, column):
        change = f"UPDATE casework_application SET {column} = {column}"
        with acting(place.lin_xiaoman), pytest.raises(ProgrammingError, match="permission denied"):
            execute(change)

    def test_the_trigger_alone_holds_the_rest_too(self, relief):
        with refused_by("casework_application_stays"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE relief_owner")
            cursor.execute("UPDATE casework_application SET requested_fen = 900")

    def test_no_application_is_deleted(self, relief, place):
        with acting(place.lin_xiaoman), pytest.raises(ProgrammingError, match="permission denied"):
            execute("DELETE FROM casework_application")


class TestSubmission:
    @pytest.mark.parametrize("who", ["he_jing", "zhou_ting", "administrator"])
    def test_only_by_the_caseworker_of_the_community(self, place, who):
        household, by = make_screened(place.lin_xiaoman), getattr(place, who)
        with acting(place.lin_xiaoman):
            values = asked(household, by)
        with acting(by), pytest.raises(DatabaseError):
            execute(SUBMIT, values)

    def test_not_in_another_s_name(self, place):
        household = make_screened(place.lin_xiaoman)
        with acting_everywhere():
            other = make_user(Role.CASEWORKER, place.liushu)
        with acting(place.lin_xiaoman), refused_by("casework_application_submitter"):
            execute(SUBMIT, asked(household, other))

    @pytest.mark.parametrize("state", ["approved", "refused", "withdrawn"])
    def test_not_already_decided(self, place, state):
        household = make_screened(place.lin_xiaoman)
        with acting(place.lin_xiaoman), refused_by("casework_application_move"):
            execute(SUBMIT, asked(household, place.lin_xiaoman, state=state))

    def test_not_with_another_household_s_screening(self, dibao, place):
        household = make_screened(place.lin_xiaoman)
        with acting(place.lin_xiaoman), refused_by("casework_application_of_one_household"):
            execute(SUBMIT, asked(household, place.lin_xiaoman, screening=dibao.screening_id))

    def test_not_twice(self, dibao, place):
        with acting(place.lin_xiaoman), refused_by("casework_application_one_open"):
            execute(SUBMIT, asked(dibao.household, place.lin_xiaoman))

    def test_not_for_a_programme_that_nobody_knows(self, place):
        household = make_screened(place.lin_xiaoman)
        with acting(place.lin_xiaoman), refused_by("casework_application_programme"):
            execute(SUBMIT, asked(household, place.lin_xiaoman, programme="lottery"))


class TestTheAreaWall:
    def test_another_township_sees_neither_application_nor_decision(self, relief, place):
        with acting(place.he_jing):
            decide(said(relief, place.he_jing), "approved")
        for table in ("casework_application", "casework_decision"):
            with acting(place.zheng_guoping), connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,)
            with acting(place.lu_jianxin), connection.cursor() as cursor:
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (1,)
