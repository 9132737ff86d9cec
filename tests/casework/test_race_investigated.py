"""Two people lead the same application on in the same moment, each on a connection of their own."""

from functools import partial

import pytest

from relief.audit.queries import events_about
from relief.casework.models import Application, Decision, Deed, Opinion
from relief.casework.services import AlreadyDone, approve, forward, propose
from relief.casework.workflow import State
from relief.offices.models import Role
from tests.casework.arranging import make_application
from tests.casework.investigated import committed_days_pass, lead, look_into, opinion_words, today
from tests.casework.refusing import refuse
from tests.casework.test_race import at_once
from tests.factories import make_user
from tests.world import acting_everywhere


def given_back(application):
    """On nobody's desk, so that whoever comes first has it."""
    with acting_everywhere():
        assert Application.objects.get(pk=application.pk).owner is None
    return application


def told(answers, kind):
    (refused,) = [each for each in answers if isinstance(each, AlreadyDone)]
    (made,) = [each for each in answers if isinstance(each, kind)]
    return made, str(refused)


@pytest.fixture
def dibao(committed):
    return make_application(committed.lin_xiaoman)


def test_of_two_opinions_one_is_given(committed, dibao):
    lead(committed, dibao, State.INVESTIGATING)
    look_into(committed, dibao)
    give = partial(propose, application=dibao, on=today(), **opinion_words())
    answers = at_once(*[(committed.he_jing, lambda by: give(by=by))] * 2)
    made, refused = told(answers, Opinion)
    assert "现在是“公示中”" in refused
    with acting_everywhere():
        assert Opinion.objects.get() == made
        assert events_about(dibao).filter(action="casework.proposed").count() == 1


def test_of_two_who_forward_it_one_does(committed, dibao):
    lead(committed, dibao, State.PUBLISHED)
    committed_days_pass()
    send = partial(forward, application=dibao, on=today())
    answers = at_once(*[(committed.he_jing, lambda by: send(by=by))] * 2)
    _made, refused = told(answers, Application)
    assert "现在是“待确认”" in refused
    with acting_everywhere():
        assert Deed.objects.filter(deed="forward").count() == 1


def test_of_two_officers_one_confirms(committed, dibao):
    given_back(lead(committed, dibao, State.TO_CONFIRM, committed_days_pass))
    with acting_everywhere():
        other = make_user(Role.COUNTY_OFFICER, committed.county)
    answers = at_once(
        (committed.gao_jianguo, lambda by: approve(by=by, application=dibao, amount=1_00)),
        (other, lambda by: refuse(by=by, application=dibao, reason="有存款。")),
    )
    made, refused = told(answers, Decision)
    assert refused == f"{made.decider.display_name}已经决定了。"
    with acting_everywhere():
        assert Decision.objects.get() == made
