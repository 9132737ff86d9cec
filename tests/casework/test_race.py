"""Two approvers press the button in the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from relief.audit.queries import events_about
from relief.casework.models import Application, Decision, Deed
from relief.casework.services import AlreadyDone, approve, take
from relief.offices.access import acting
from relief.offices.models import Role
from tests.casework.arranging import make_relief
from tests.casework.refusing import refuse
from tests.factories import make_user
from tests.world import acting_everywhere


def at_once(*deeds):
    """Each deed by its person in a thread of its own, all from the same start. What each came to."""
    start = Barrier(len(deeds))

    def run(by, deed):
        try:
            with acting(by):
                start.wait()
                return deed(by)
        except AlreadyDone as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        running = [pool.submit(run, *each) for each in deeds]
        return [each.result() for each in running]


def test_one_decision_one_audit_row_one_polite_refusal(committed):
    relief = make_relief(committed.lin_xiaoman)
    answers = at_once(
        (committed.he_jing, lambda by: approve(by=by, application=relief, amount=800_00)),
        (committed.lu_jianxin, lambda by: refuse(by=by, application=relief, reason="不在本地。")),
    )

    (decision,) = [each for each in answers if isinstance(each, Decision)]
    (refused,) = [each for each in answers if isinstance(each, AlreadyDone)]
    assert str(refused) == f"{decision.decider.display_name}已经决定了。"
    with acting_everywhere():
        assert Decision.objects.get() == decision
        assert Application.objects.get().state == decision.outcome
        events = list(events_about(relief).exclude(action="casework.submitted"))
    assert [event.actor_id for event in events] == [decision.decider_id]


def test_of_twenty_approvers_one_decides_and_nineteen_read_who(committed):
    relief = make_relief(committed.lin_xiaoman)
    with acting_everywhere():
        people = [make_user(Role.APPROVER, committed.qingxi) for _ in range(20)]
    answers = at_once(
        *((each, lambda by: approve(by=by, application=relief, amount=800_00)) for each in people)
    )

    (decision,) = [each for each in answers if isinstance(each, Decision)]
    refused = [str(each) for each in answers if isinstance(each, AlreadyDone)]
    assert refused == [f"{decision.decider.display_name}已经决定了。"] * 19
    with acting_everywhere():
        assert Decision.objects.get() == decision
        assert Deed.objects.filter(application=relief, deed="approve").count() == 1
        (event,) = events_about(relief).filter(action="casework.approved")
    assert event.actor_id == decision.decider_id


def test_of_twenty_who_take_it_one_has_it_and_nineteen_read_who(committed):
    relief = make_relief(committed.lin_xiaoman)
    with acting_everywhere():
        people = [make_user(Role.APPROVER, committed.qingxi) for _ in range(20)]
    answers = at_once(*((each, lambda by: take(by=by, application=relief)) for each in people))

    (taken,) = [each for each in answers if isinstance(each, Application)]
    refused = [str(each) for each in answers if isinstance(each, AlreadyDone)]
    assert refused == [f"{taken.owner.display_name}已经在办这件申请。"] * 19
    with acting_everywhere():
        assert Application.objects.get().owner == taken.owner
        assert events_about(relief).filter(action="casework.taken").count() == 1
