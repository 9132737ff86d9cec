"""The guards in the database, tried as the application's role without the application, each way round."""

from itertools import product
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction

from relief.casework import services
from relief.casework.models import Decision, Deed
from relief.casework.moves import Move
from relief.casework.workflow import (
    AFTER_THE_OPINION,
    CHANGES,
    DECIDERS,
    TRANSITIONS,
    DeedKind,
    State,
    is_of,
    procedures_of,
    rows_of,
)
from relief.households.models import EntryPart
from relief.households.services.entries import write_entry
from relief.offices.access import acting
from relief.offices.models import Role, User
from relief.rules.programmes import BY_CODE
from tests.casework import raw
from tests.casework.arranging import ABOVE_THE_LIMIT, make_application, make_relief, make_screened
from tests.casework.changing import end_of, given, lead_change
from tests.casework.investigated import WAY, WAY_HERE, delegate, lead, today
from tests.casework.raw import DECIDE, DEED, MOVE, SUBMIT, asked, do, execute, first_deed, refused_by
from tests.casework.refusing import refuse
from tests.factories import make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

REASON = {"reason": "有理由。"}


def called(*, by, application):
    """A conference for this one alone."""
    called_for = {"meets_on": today(), "place": "县民政局会议室", "on": today()}
    return services.call_conference(by=by, applications=[application], **called_for)


DECIDED_HERE = {"submitted", "accepted", "investigating", "referred", "in_conference", *AFTER_THE_OPINION}
WAYS = {
    State.SUBMITTED: [],
    State.RETURNED: [("he_jing", services.send_back, {"text": "补收入证明。"})],
    State.REFERRED: [("he_jing", services.refer, REASON)],
    State.APPROVED: [
        ("he_jing", services.refer, REASON),
        ("gao_jianguo", services.approve, {"amount": 2401_00, **REASON}),
    ],
    State.REFUSED: [("he_jing", refuse, REASON)],
    State.IN_CONFERENCE: [("he_jing", services.refer, REASON), ("gao_jianguo", called, {})],
    State.WITHDRAWN: [("lin_xiaoman", services.withdraw, {})],
    State.VOIDED: [("he_jing", services.void, {"text": "录错了。"})],
    State.CORRECTED: [("he_jing", refuse, REASON), ("he_jing", services.correct, REASON)],
}


def relieved(place):
    relief = make_relief(place.lin_xiaoman)
    with acting(place.he_jing):
        services.relieve_first(by=place.he_jing, application=relief, amount=800_00)
    return relief


def moving(place):
    """石桥街道 sent it here."""
    relief, sender = make_relief(place.zhou_ting), place.zheng_guoping
    with acting(sender):
        services.move_on(by=sender, application=relief, to=place.liushu, text="搬家了。")
    return relief


def reach(place, state):
    """An application above the township's limit that stands there; where only dibao comes to, one for it."""
    if state in CHANGES:
        approved = given(place)
        if state == State.TO_CHANGE_HERE:
            delegate(place)
        return lead_change(place, approved, state)
    if state == State.ENDED:
        return end_of(place, given(place))
    if state == State.RELIEVED:
        return relieved(place)
    if state == State.MOVING:
        return moving(place)
    if state in (*WAY, *WAY_HERE):
        return lead(place, make_application(place.lin_xiaoman), state)
    application = make_relief(place.lin_xiaoman, 2401_00, ABOVE_THE_LIMIT)
    for who, deed, said in WAYS[state]:
        by = getattr(place, who)
        with acting(by):
            deed(by=by, application=application, **said)
    return application


def rows_of_table(table, *columns):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
        return set(cursor.fetchall())


def promoted(user, place, role=Role.APPROVER, area=None):
    with acting(place.administrator):
        user.role, user.area = role, area or place.qingxi
        user.save()
    return user


@pytest.fixture
def referred(place):
    return reach(place, State.REFERRED)


@pytest.fixture
def returned(place):
    return reach(place, State.RETURNED)


def test_the_role_is_the_application_s(relief):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("relief_app",)


class TestTheLawfulWays:
    """Each is open as bare SQL too: what follows is refused for what it says and not for how it is said."""

    def test_of_the_township(self, relief, place):
        with acting(place.he_jing):
            do(relief, place.he_jing, "take")
            do(relief, place.he_jing, "hand_over", colleague=place.lu_jianxin)
        with acting(place.lu_jianxin):
            do(relief, place.lu_jianxin, "give_back")
            do(relief, place.lu_jianxin, "send_back")
        with acting(place.lin_xiaoman):
            do(relief, place.lin_xiaoman, "resubmit")
        with acting(place.administrator):
            do(relief, place.administrator, "hand_over_all", colleague=place.he_jing)
        with acting(place.he_jing):
            do(relief, place.he_jing, "approve")
            assert Decision.objects.get().decider == place.he_jing
            do(relief, place.he_jing, "correct")

    def test_of_the_county(self, referred, place):
        with acting(place.gao_jianguo):
            do(referred, place.gao_jianguo, "take")
            do(referred, place.gao_jianguo, "refuse")
            do(referred, place.gao_jianguo, "correct")

    def test_of_the_caseworker(self, place):
        household, by = make_screened(place.lin_xiaoman), place.lin_xiaoman
        with acting(by):
            application = asked(household, by)
            execute((SUBMIT, application), (DEED, first_deed(application, by)))

    @pytest.mark.parametrize(
        "order",
        [("decision", "award", "covered", "deed", "move"), ("deed", "decision", "award", "covered", "move")],
    )
    def test_in_either_order(self, relief, place, order):
        with acting(place.he_jing):
            do(relief, place.he_jing, "approve", order=order)


class TestTheTable:
    def test_the_database_has_the_same_rows(self, db):
        assert rows_of_table("casework_move", *Move._fields) == {
            (
                row.deed,
                row.before or "",
                row.after,
                row.who,
                row.procedure,
                row.second_person,
                row.desk,
                row.owner,
                row.decides,
                row.leaves,
            )
            for row in TRANSITIONS
        }

    def test_the_database_knows_whose_rows_hold_for_a_programme(self, db):
        assert rows_of_table("casework_procedure", "programme", "procedure") == {
            (programme, procedure) for programme in BY_CODE for procedure in procedures_of(programme)
        }

    def test_the_database_knows_whose_step_a_state_is(self, db):
        assert rows_of_table("casework_state", "state", "role", "after_opinion") == {
            (state, role, state in AFTER_THE_OPINION) for state, role in DECIDERS.items()
        }

    @pytest.mark.parametrize("table", ["casework_move", "casework_procedure", "casework_state"])
    def test_nobody_changes_them(self, db, table):
        with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
            cursor.execute(f"DELETE FROM {table}")

    @pytest.mark.parametrize("state", State)
    def test_along_it_alone(self, place, state):
        application = reach(place, state)
        rows = {
            (each.deed, each.who)
            for each in TRANSITIONS
            if each.before == state and is_of(each, application.programme)
        }
        people = place.by_role | {Role.APPROVER: place.lu_jianxin}
        for deed, role in product(DeedKind, Role):
            if (deed, role) not in rows:
                colleague = place.he_jing if deed in (DeedKind.HAND_OVER, DeedKind.HAND_OVER_ALL) else None
                with acting(people[role]), refused_by("casework_deed_move"):
                    parts = raw.statements(application, people[role], deed, colleague=colleague)
                    execute(parts["deed"], parts["move"])

    @pytest.mark.parametrize("before", State)
    def test_no_move_without_its_deed(self, place, before):
        row = raw.now(reach(place, before))
        change = {"application": row.pk, "owner": row.owner_id, "owned_at": row.owned_at}
        people = (place.he_jing, place.lin_xiaoman, place.administrator)
        for after, steps, by in product(State, (row.steps, row.steps + 1), people):
            with acting(by), refused_by("casework_application_move"):
                execute((MOVE, change | {"state": after, "steps": steps}))


class TestWhoDecides:
    @pytest.mark.parametrize("who", ["lin_xiaoman", "gao_jianguo", "auditor", "administrator"])
    def test_no_other_role(self, relief, place, who):
        """A community gives relief where that is declared, and not whoever submitted it."""
        by = getattr(place, who)
        refused = "casework_decision_second_person" if who == "lin_xiaoman" else "casework_decision_decider"
        with acting(by), refused_by(refused):
            do(relief, by, "approve")
        with acting(by), refused_by("casework_deed_move"):
            do(relief, by, "approve", order=("deed", "move"))

    def test_nobody_says_to_be_what_they_are_not(self, relief, place):
        with acting(place.administrator), refused_by("casework_deed_actor"):
            do(relief, place.administrator, "approve", written={"role": "approver"}, order=("deed", "move"))

    def test_not_an_administrator_of_everything(self, relief, place):
        """The highest account there is. No other has more power: there is no superuser's flag to set."""
        assert {"is_superuser", "is_staff"}.isdisjoint(each.name for each in User._meta.get_fields())
        with acting_everywhere():
            highest = make_user(Role.ADMINISTRATOR, place.province)
        with acting(highest), refused_by("casework_decision_decider"):
            do(relief, highest, "approve")

    @pytest.mark.parametrize("order", [("decision", "deed", "move"), ("deed", "decision", "move")])
    def test_nobody_in_another_s_name(self, relief, place, order):
        refused = "casework_decision_decider" if order[0] == "decision" else "casework_deed_actor"
        with acting(place.lu_jianxin), refused_by(refused):
            do(relief, place.he_jing, "approve", order=order)

    def test_nobody_with_another_s_deed(self, relief, place):
        with acting(place.lu_jianxin), refused_by("casework_deed_actor"):
            do(relief, place.lu_jianxin, "approve", written={"by": place.he_jing.pk})

    def test_nobody_unnamed(self, relief, place):
        with acting_everywhere(), refused_by("casework_decision_decider"):
            do(relief, place.he_jing, "approve")

    def test_no_approver_of_another_township(self, relief, place):
        with acting(place.zheng_guoping), refused_by("casework_decision_decider"):
            do(relief, place.zheng_guoping, "approve")
        for deed in ("take", "send_back", "refer"):
            with acting(place.zheng_guoping), refused_by("casework_deed_actor"):
                do(relief, place.zheng_guoping, deed)

    def test_nobody_who_has_left(self, relief, place):
        with acting(place.administrator):
            User.objects.filter(pk=place.he_jing.pk).update(is_active=False)
        with acting(place.he_jing), refused_by("casework_decision_decider"):
            do(relief, place.he_jing, "approve")
        with acting(place.he_jing), refused_by("casework_deed_actor"):
            do(relief, place.he_jing, "take")

    def test_no_county_officer_before_it_is_referred(self, relief, place):
        with acting(place.gao_jianguo), refused_by("casework_decision_decider"):
            do(relief, place.gao_jianguo, "approve")

    def test_no_approver_after_it_is_referred(self, referred, place):
        with acting(place.he_jing), refused_by("casework_decision_decider"):
            do(referred, place.he_jing, "approve")

    def test_nobody_while_a_colleague_has_it(self, relief, place):
        with acting(place.he_jing):
            do(relief, place.he_jing, "take")
        with acting(place.lu_jianxin), refused_by("casework_decision_owner"):
            do(relief, place.lu_jianxin, "approve")
        for deed in ("take", "send_back", "refer", "give_back", "hand_over"):
            colleague = place.lu_jianxin if deed == "hand_over" else None
            with acting(place.lu_jianxin), refused_by("casework_deed_owner"):
                do(relief, place.lu_jianxin, deed, colleague=colleague)


class TestTheSecondPerson:
    """Who entered or submitted neither decides nor has it."""

    DEEDS = ("take", "send_back", "refer")

    def refused(self, application, by):
        with acting(by), refused_by("casework_decision_second_person"):
            do(application, by, "approve")
        for deed in self.DEEDS:
            with acting(by), refused_by("casework_deed_second_person"):
                do(application, by, deed)

    def test_not_who_submitted_and_entered(self, relief, place):
        self.refused(relief, promoted(place.lin_xiaoman, place))

    def test_not_who_submitted_what_another_entered(self, place):
        with acting_everywhere():
            other = make_user(Role.CASEWORKER, place.liushu)
        household, by = make_screened(other), place.lin_xiaoman
        application = asked(household, by)
        with acting(by):
            execute((SUBMIT, application), (DEED, first_deed(application, by)))
        with acting_everywhere():
            made = household.applications.get()
        self.refused(made, promoted(by, place))

    def test_not_who_submitted_it_again(self, returned, place):
        with acting_everywhere():
            other = make_user(Role.CASEWORKER, place.liushu)
        with acting(other):
            do(returned, other, "resubmit")
        with acting(place.he_jing):
            do(returned, place.he_jing, "give_back")
        self.refused(returned, promoted(other, place))

    def test_not_who_entered_one_part(self, relief, place):
        with acting(place.he_jing):
            write_entry(place.he_jing, relief.household, EntryPart.INCOMES)
        self.refused(relief, place.he_jing)
        with acting(place.lu_jianxin):
            do(relief, place.lu_jianxin, "approve")

    def test_not_who_entered_after_taking_it(self, relief, place):
        with acting(place.he_jing):
            do(relief, place.he_jing, "take")
            write_entry(place.he_jing, relief.household, EntryPart.INCOMES)
            with refused_by("casework_decision_second_person"):
                do(relief, place.he_jing, "approve")

    def test_not_at_the_county_s_step(self, referred, place):
        lin = promoted(place.lin_xiaoman, place, Role.COUNTY_OFFICER, place.county)
        with acting(lin), refused_by("casework_decision_second_person"):
            do(referred, lin, "approve")

    def test_it_is_handed_to_none_of_them(self, relief, place):
        with acting(place.he_jing):
            do(relief, place.he_jing, "take")
        lin = promoted(place.lin_xiaoman, place)
        for by, deed in ((place.he_jing, "hand_over"), (place.administrator, "hand_over_all")):
            with acting(by), refused_by("casework_deed_colleague"):
                do(relief, by, deed, colleague=lin)

    def test_they_correct_nothing(self, relief, place):
        with acting(place.he_jing):
            do(relief, place.he_jing, "approve")
            write_entry(place.lu_jianxin, relief.household, EntryPart.INCOMES)
        with acting(place.lu_jianxin), refused_by("casework_deed_second_person"):
            do(relief, place.lu_jianxin, "correct")


class TestWhoseItIs:
    @pytest.mark.parametrize("who", ["zheng_guoping", "gao_jianguo", "lin_xiaoman", "administrator"])
    def test_it_is_handed_to_nobody_who_may_not_decide(self, relief, place, who):
        with acting(place.he_jing):
            do(relief, place.he_jing, "take")
            with refused_by("casework_deed_colleague"):
                do(relief, place.he_jing, "hand_over", colleague=getattr(place, who))

    def test_it_is_handed_to_nobody_who_has_it(self, relief, place):
        with acting(place.he_jing):
            do(relief, place.he_jing, "take")
            with refused_by("casework_deed_colleague"):
                do(relief, place.he_jing, "hand_over", colleague=place.he_jing)

    @pytest.mark.parametrize("who", ["lu_jianxin", "lin_xiaoman", None])
    def test_what_one_takes_is_one_s_own(self, relief, place, who):
        owner = who and getattr(place, who).pk
        changes = {"owner": owner} if owner else {"owner": None, "owned_at": None}
        with acting(place.he_jing), refused_by("casework_application_owner"):
            do(relief, place.he_jing, "take", moved=changes)

    def test_it_is_not_stolen(self, relief, place):
        with acting(place.he_jing):
            do(relief, place.he_jing, "take")
        row = raw.now(relief)
        stolen = {"application": row.pk, "state": row.state, "owner": place.lu_jianxin.pk}
        stolen |= {"owned_at": row.owned_at, "steps": row.steps}
        with acting(place.lu_jianxin), refused_by("casework_application_move"):
            execute((MOVE, stolen))

    def test_nor_by_its_caseworker_when_it_comes_back(self, returned, place):
        for owner in ({"owner": place.lu_jianxin.pk}, {"owner": None, "owned_at": None}):
            with acting(place.lin_xiaoman), refused_by("casework_application_owner"):
                do(returned, place.lin_xiaoman, "resubmit", moved=owner)

    def test_it_does_not_come_back_to_who_may_no_longer_decide(self, returned, place):
        with acting(place.he_jing):
            write_entry(place.he_jing, returned.household, EntryPart.INCOMES)
        with acting(place.lin_xiaoman):
            with refused_by("casework_application_owner"):
                do(returned, place.lin_xiaoman, "resubmit")
            do(returned, place.lin_xiaoman, "resubmit", moved={"owner": None, "owned_at": None})

    def test_since_when_is_the_moment_of_the_deed(self, relief, place):
        with acting(place.he_jing), refused_by("casework_application_owner"):
            do(relief, place.he_jing, "take", moved={"owned_at": relief.submitted_at})

    def test_only_what_somebody_has_is_handed_over_for_them(self, relief, place):
        with acting(place.administrator), refused_by("casework_deed_owner"):
            do(relief, place.administrator, "hand_over_all", colleague=place.he_jing)


class TestWhatADecisionIs:
    @pytest.mark.parametrize("state", sorted(set(State) - DECIDED_HERE))
    def test_only_of_what_waits(self, place, state):
        application = reach(place, state)
        with acting(place.lu_jianxin), refused_by("casework_decision_of_waiting"):
            do(application, place.lu_jianxin, "refuse", order=("decision",))

    def test_one_alone(self, relief, place):
        with acting(place.he_jing):
            do(relief, place.he_jing, "approve")
            for deed in ("approve", "refuse"):
                with refused_by("casework_decision_of_waiting"):
                    do(relief, place.he_jing, deed)

    def test_not_two_in_one_moment(self, relief, place):
        parts = raw.statements(relief, place.he_jing, DeedKind.APPROVE)
        second = (DECIDE, parts["decision"][1] | {"id": uuid4()})
        with acting(place.he_jing), refused_by("casework_decision_application_id_key"):
            execute(parts["decision"], second, parts["deed"], parts["move"])

    @pytest.mark.parametrize(
        ("order", "constraint"),
        [
            (("decision",), "casework_decided_together"),
            (("decision", "deed"), "casework_deed_together"),
            (("deed",), "casework_deed_together"),
            (("deed", "move"), "casework_decided_together"),
            (("move",), "casework_application_move"),
            (("decision", "move"), "casework_application_move"),
            (("move", "deed", "decision"), "casework_application_move"),
            (("deed", "move", "decision"), "casework_decision_of_waiting"),
        ],
    )
    def test_decision_deed_and_move_together_or_nothing(self, relief, place, order, constraint):
        with acting(place.he_jing), refused_by(constraint):
            do(relief, place.he_jing, "approve", order=order)

    def test_not_with_another_deed(self, relief, place):
        approval = raw.statements(relief, place.he_jing, DeedKind.APPROVE)
        refusal = raw.statements(relief, place.he_jing, DeedKind.REFUSE)
        with acting(place.he_jing), refused_by("casework_decided_together"):
            execute(approval["decision"], refusal["deed"], refusal["move"])

    def test_not_with_another_move(self, relief, place):
        with acting(place.he_jing), refused_by("casework_application_move"):
            do(relief, place.he_jing, "approve", moved={"state": "refused"})

    def test_its_screening_is_of_the_same_household(self, relief, place):
        other = make_screened(place.lin_xiaoman)
        with acting(place.he_jing):
            strange = {"screening": other.screenings.get().pk}
            with refused_by("casework_decision_screening"):
                do(relief, place.he_jing, "approve", decision=strange)
            with refused_by("casework_deed_screening"):
                do(relief, place.he_jing, "approve", written=strange)

    @pytest.mark.parametrize(
        ("deed", "changes", "constraint"),
        [
            ("approve", {"amount": None}, "casework_decision_amount_of_programme"),
            ("approve", {"amount": 0}, "casework_decision_amount_with_approval"),
            ("refuse", {"amount": 800_00}, "casework_decision_amount_with_approval"),
            ("refuse", {"reason": ""}, "casework_decision_refusal_has_reason"),
            (
                "approve",
                {"outcome": "withdrawn", "amount": None, "reason": "是"},
                "casework_decision_outcome",
            ),
        ],
    )
    def test_all_of_it_or_nothing(self, relief, place, deed, changes, constraint):
        with acting(place.he_jing), refused_by(constraint):
            do(relief, place.he_jing, deed, decision=changes)

    @pytest.mark.parametrize("column", ["decider", "outcome", "screening"])
    def test_nothing_of_it_is_left_out(self, relief, place, column):
        with acting(place.he_jing), pytest.raises(IntegrityError):
            do(relief, place.he_jing, "approve", decision={column: None})


class TestWhatADeedIs:
    @pytest.mark.parametrize("number", [1, 2, 4])
    def test_it_bears_the_next_number(self, relief, place, number):
        with acting(place.he_jing):
            do(relief, place.he_jing, "take")
            with refused_by("casework_deed_number"):
                do(relief, place.he_jing, "give_back", written={"number": number})

    @pytest.mark.parametrize("deed", ["send_back", "refer"])
    def test_it_says_why(self, relief, place, deed):
        with acting(place.he_jing), refused_by("casework_deed_says_why"):
            do(relief, place.he_jing, deed, written={"text": None})

    def test_only_who_submitted_withdraws(self, relief, place):
        with acting_everywhere():
            other = make_user(Role.CASEWORKER, place.liushu)
        with acting(other), refused_by("casework_deed_withdrawer"):
            do(relief, other, "withdraw")

    def test_the_step_that_decided_corrects(self, place):
        of_the_township, of_the_county = reach(place, State.REFUSED), reach(place, State.APPROVED)
        for application, by in ((of_the_township, place.gao_jianguo), (of_the_county, place.he_jing)):
            with acting(by), refused_by("casework_deed_corrector"):
                do(application, by, "correct")

    def test_what_is_asked_for_changes_with_a_submission_alone(self, relief, returned, place):
        change = "UPDATE casework_application SET requested_fen = 1, steps = %(number)s WHERE id = %(id)s"
        taken = raw.statements(relief, place.he_jing, DeedKind.GIVE_BACK)
        with acting(place.he_jing):
            do(relief, place.he_jing, "take")
            taken = raw.statements(relief, place.he_jing, DeedKind.GIVE_BACK)
            with refused_by("casework_application_latest_submission"):
                mended = MOVE.replace("state =", "requested_fen = 1, state =")
                execute(taken["deed"], (mended, taken["move"][1]))
            with refused_by("casework_application_move"):
                execute((change, {"number": 2, "id": relief.pk}))
        with acting(place.lin_xiaoman), refused_by("casework_application_latest_submission"):
            do(returned, place.lin_xiaoman, "resubmit", written={"requested": 900_00})

    @pytest.mark.parametrize("table", ["casework_deed", "casework_decision"])
    @pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET id = id", "TRUNCATE {}"])
    def test_nothing_of_it_ever_changes(self, relief, place, table, change):
        with acting(place.he_jing):
            do(relief, place.he_jing, "approve")
            with pytest.raises(ProgrammingError, match="permission denied"):
                execute((change.format(table), None))
        with acting_everywhere(), pytest.raises(DatabaseError, match="append"):
            execute(("SET LOCAL ROLE relief_owner", None), (f"DELETE FROM {table}", None))

    @pytest.mark.parametrize(
        "column", ["submitted_by_id", "submitted_at", "household_id", "programme", "area_id"]
    )
    def test_nothing_else_of_an_application_ever_changes(self, relief, place, column):
        change = f"UPDATE casework_application SET {column} = {column}"
        with acting(place.lin_xiaoman), pytest.raises(ProgrammingError, match="permission denied"):
            execute((change, None))

    def test_the_trigger_alone_holds_the_rest_too(self, relief):
        with refused_by("casework_application_stays"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE relief_owner")
            cursor.execute("UPDATE casework_application SET programme = 'dibao'")

    def test_no_application_is_deleted(self, relief, place):
        with acting(place.lin_xiaoman), pytest.raises(ProgrammingError, match="permission denied"):
            execute(("DELETE FROM casework_application", None))


class TestSubmission:
    @pytest.mark.parametrize("who", ["he_jing", "zhou_ting", "administrator"])
    def test_only_by_the_caseworker_of_the_community(self, place, who):
        household, by = make_screened(place.lin_xiaoman), getattr(place, who)
        with acting(by), pytest.raises(DatabaseError):
            execute((SUBMIT, asked(household, by)))

    def test_not_in_another_s_name(self, place):
        household = make_screened(place.lin_xiaoman)
        with acting_everywhere():
            other = make_user(Role.CASEWORKER, place.liushu)
        with acting(place.lin_xiaoman), refused_by("casework_application_submitter"):
            execute((SUBMIT, asked(household, other)))

    @pytest.mark.parametrize("state", [each for each in State if each != State.SUBMITTED])
    def test_not_already_further(self, place, state):
        household = make_screened(place.lin_xiaoman)
        with acting(place.lin_xiaoman), refused_by("casework_application_move"):
            execute((SUBMIT, asked(household, place.lin_xiaoman, state=state)))

    def test_not_on_somebody_s_desk(self, dibao, place):
        household, at = make_screened(place.lin_xiaoman), dibao.submitted_at
        owned = {"owner": place.he_jing.pk, "owned_at": at}
        with acting(place.lin_xiaoman), refused_by("casework_application_move"):
            execute((SUBMIT, asked(household, place.lin_xiaoman, **owned)))

    def test_not_without_its_deed(self, place):
        household = make_screened(place.lin_xiaoman)
        with acting(place.lin_xiaoman), refused_by("casework_deed_together"):
            execute((SUBMIT, asked(household, place.lin_xiaoman)))

    def test_not_with_the_deed_of_another(self, place):
        household, by = make_screened(place.lin_xiaoman), place.lin_xiaoman
        with acting_everywhere():
            other = make_user(Role.CASEWORKER, place.liushu)
        application = asked(household, by)
        with acting(by), refused_by("casework_deed_actor"):
            execute((SUBMIT, application), (DEED, first_deed(application, other)))
        with acting(by), refused_by("casework_deed_of_the_submission"):
            execute((SUBMIT, application), (DEED, first_deed(application, by, requested=1_00)))

    def test_not_with_another_household_s_screening(self, dibao, place):
        household = make_screened(place.lin_xiaoman)
        with acting(place.lin_xiaoman), refused_by("casework_application_of_one_household"):
            execute((SUBMIT, asked(household, place.lin_xiaoman, screening=dibao.screening_id)))

    @pytest.mark.parametrize("state", ["submitted", "returned", "referred"])
    def test_not_while_another_is_open(self, place, state):
        household = reach(place, State(state)).household
        with acting(place.lin_xiaoman), refused_by("casework_application_one_open"):
            execute((SUBMIT, asked(household, place.lin_xiaoman, programme="emergency_relief")))

    def test_not_for_a_programme_that_nobody_knows(self, place):
        household = make_screened(place.lin_xiaoman)
        with acting(place.lin_xiaoman), refused_by("casework_application_programme"):
            execute((SUBMIT, asked(household, place.lin_xiaoman, programme="lottery")))


class TestTheAreaWall:
    def test_another_township_sees_neither_application_nor_deed_nor_decision(self, relief, place):
        with acting(place.he_jing):
            do(relief, place.he_jing, "approve")
        for table, rows in (("application", 1), ("deed", 2), ("decision", 1)):
            for by, seen in ((place.zheng_guoping, 0), (place.lu_jianxin, rows)):
                with acting(by), connection.cursor() as cursor:
                    cursor.execute(f"SELECT count(*) FROM casework_{table}")
                    assert cursor.fetchone() == (seen,)

    def test_every_deed_of_the_table_is_kept_with_its_role(self, place):
        reach(place, State.APPROVED)
        with acting_everywhere():
            kept = [(each.deed, each.role) for each in Deed.objects.order_by("number")]
        assert kept == [("submit", "caseworker"), ("refer", "approver"), ("approve", "county_officer")]
        assert all(rows_of(DeedKind(deed)) for deed, _role in kept)
