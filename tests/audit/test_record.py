"""record(): the only writer, and what the database adds to what it is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.utils import timezone

from relief.audit.models import Event
from relief.audit.queries import events_about
from relief.audit.services import PersonalDataRefused, record
from relief.offices.access import acting
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def lin(world):
    with acting(world.lin_xiaoman):
        yield world.lin_xiaoman


def looked(lin, **details):
    return record(by=lin, action="tests.looked", subject=lin.area, area=lin.area_id, details=details)


def test_keeps_who_in_which_role_did_what_to_which_subject(lin):
    event = Event.objects.get(pk=looked(lin, seen="figures").pk)

    assert (event.actor_id, event.actor_role) == (lin.pk, "caseworker")
    assert (event.action, event.details) == ("tests.looked", {"seen": "figures"})
    assert (event.subject_kind, event.subject_id) == ("offices.area", "990100101001")
    assert (event.area, event.county) == (990100101001, 990100000000)


def test_the_role_is_the_one_of_that_time(lin):
    event = looked(lin)
    lin.role = "auditor"

    assert Event.objects.get(pk=event.pk).actor_role == "caseworker"


def test_a_command_acts_as_the_system(world):
    with acting_everywhere():
        event = record(by=None, action="tests.loaded", subject=world.county, area=world.county.number)

    assert (event.actor_id, event.actor_role) == (None, "system")


def test_the_database_sets_moment_place_in_the_chain_and_digest(lin):
    forged = Event.objects.create(
        at=timezone.now() - timedelta(days=30),
        actor_id=lin.pk,
        actor_role="caseworker",
        action="tests.forged",
        subject_kind="offices.area",
        subject_id="1",
        area=lin.area_id,
        county=990200000000,
        number=77,
        previous=b"x",
        digest=b"y",
    )
    event = Event.objects.get(pk=forged.pk)

    assert timezone.now() - event.at < timedelta(minutes=1)
    assert (event.county, event.number) == (990100000000, 1)
    assert len(bytes(event.digest)) == 32


def test_each_event_follows_the_one_before(lin):
    looked(lin)
    looked(lin)
    first, second = Event.objects.order_by("number")

    assert (first.number, second.number) == (1, 2)
    assert bytes(first.previous) == b""
    assert bytes(second.previous) == bytes(first.digest)


def test_counties_have_chains_of_their_own(world):
    with acting_everywhere():
        for area in (world.liushu, world.other_county, world.hewan):
            record(by=None, action="tests.loaded", subject=area, area=area.number)

    with acting_everywhere():
        found = list(Event.objects.order_by("county", "number").values_list("county", "number"))
    assert found == [(990100000000, 1), (990100000000, 2), (990200000000, 1)]


def test_what_is_taken_back_leaves_no_gap(lin):
    looked(lin)
    with transaction.atomic():
        looked(lin)
        transaction.set_rollback(True)
    looked(lin)

    assert list(Event.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


@pytest.mark.parametrize("action", ["looked", "tests.Looked", "tests.looked at", ""])
def test_an_action_is_a_room_and_a_deed(lin, action):
    with pytest.raises(IntegrityError, match="action_named"):
        record(by=lin, action=action, subject=lin.area, area=lin.area_id)


def test_somebody_acts(lin):
    with pytest.raises(IntegrityError, match="somebody_acts"):
        Event.objects.create(
            actor_role="caseworker", action="tests.looked", subject_kind="x", subject_id="1", area=lin.area_id
        )


@pytest.mark.parametrize(
    "details",
    [
        {"number": "990101197403120021"},
        {"before": {"note": "证件99010119740312002X，已核"}},
        {"telephones": ["0990-6610101", "13800138000"]},
    ],
)
def test_personal_numbers_are_refused_and_not_repeated(lin, details):
    with pytest.raises(PersonalDataRefused) as refused:
        looked(lin, **details)

    assert "1" not in str(refused.value)
    assert not Event.objects.exists()


def test_codes_moments_and_keys_pass(lin):
    looked(
        lin, area=990100101001, fen=70000, key=str(uuid4()), document="民发〔2021〕57号", at="20261123104200"
    )

    assert Event.objects.count() == 1


def test_a_timeline_holds_what_was_done_to_its_subjects_in_order(world):
    with acting_everywhere():
        for subject in (world.liushu, world.hewan, world.lin_xiaoman, world.liushu):
            record(by=None, action="tests.looked", subject=subject, area=world.liushu.number)
        told = [event.number for event in events_about(world.liushu, world.lin_xiaoman)]

        assert told == [1, 3, 4]
        assert not events_about().exists()


def test_an_event_of_another_area_cannot_be_written(lin, world):
    with pytest.raises(ProgrammingError, match="row-level security"):
        record(by=lin, action="tests.looked", subject=world.hewan, area=world.hewan.number)
