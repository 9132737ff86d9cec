"""撤回 at its button: by whoever submitted it, before anybody has decided."""

import pytest

from relief.audit.queries import events_about
from relief.casework.models import Application
from relief.offices.models import Role
from tests.casework.pages import NOBODY, open_page, send, text_of
from tests.factories import make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def state():
    with acting_everywhere():
        return Application.objects.get().state


def test_the_submitter_takes_it_back(client, place, relief):
    sent = send(client, place.lin_xiaoman, "withdraw", relief.pk)
    assert "已撤回。" in text_of(client.get(sent.url))
    assert state() == "withdrawn"
    with acting_everywhere():
        assert [event.action for event in events_about(relief)] == [
            "casework.submitted",
            "casework.withdrawn",
        ]


def test_it_is_not_done_by_looking(client, place, relief):
    assert open_page(client, place.lin_xiaoman, "withdraw", relief.pk).status_code == 405
    assert state() == "submitted"


@pytest.mark.parametrize("role", [each for each in Role if each != Role.CASEWORKER])
def test_no_other_role(client, place, relief, role):
    assert send(client, place.by_role[role], "withdraw", relief.pk).status_code == 403
    assert state() == "submitted"


def test_no_other_caseworker_of_the_community(client, place, relief):
    with acting_everywhere():
        other = make_user(Role.CASEWORKER, place.liushu)
    assert "撤回申请" not in text_of(open_page(client, other, "application", relief.pk))
    assert send(client, other, "withdraw", relief.pk).status_code == 403
    assert state() == "submitted"


def test_another_township_is_answered_like_nothing(client, place, relief):
    there, nothing = (send(client, place.zhou_ting, "withdraw", pk) for pk in (relief.pk, NOBODY))
    assert (there.status_code, there.content) == (404, nothing.content)


def test_not_twice(client, place, relief):
    send(client, place.lin_xiaoman, "withdraw", relief.pk)
    sent = send(client, place.lin_xiaoman, "withdraw", relief.pk)
    assert "不能再办" in text_of(client.get(sent.url))
    with acting_everywhere():
        assert events_about(relief).count() == 2


def test_not_after_a_decision(client, place, relief):
    send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800.00")
    sent = send(client, place.lin_xiaoman, "withdraw", relief.pk)
    assert "何静已经决定了。" in text_of(client.get(sent.url))
    assert state() == "approved"
