"""重新演算: a button on what is stored; the same, or in what it differs, in the reader's language."""

import pytest
from django.urls import reverse

from relief.audit.models import Event
from relief.offices.access import acting
from relief.offices.models import Role
from relief.oversight.models import Opening
from relief.screening.models import Screening
from relief.screening.replay_page import answer_words
from tests.casework.arranging import make_place, make_screened
from tests.oversight.replays import alter, place_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db
READERS = [role for role in Role if role != Role.ADMINISTRATOR]


@pytest.fixture
def screening(world):
    make_place(world.county)
    home = make_screened(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        return Screening.objects.get(household=home)


def page(client, user, screening):
    client.force_login(user)
    return client.get(reverse("replay", args=[screening.pk])).content.decode()


def in_english(client):
    client.cookies["django_language"] = "en"


@pytest.mark.parametrize("role", READERS)
def test_whoever_may_read_it_is_told_that_it_is_the_same(client, world, screening, role):
    client.force_login(world.by_role[role])
    address = reverse("replay", args=[screening.pk])
    assert address in client.get(reverse("result", args=[screening.pk])).content.decode()

    assert "结果相同。" in client.get(address).content.decode()


def test_it_is_told_in_english_too(client, world, screening):
    in_english(client)
    assert "The answer is the same." in page(client, world.lin_xiaoman, screening)


def test_what_differs_stands_beside_what_was_kept(client, world, screening):
    at = place_of(screening, "dibao")
    alter(screening, "findings", ["programmes", at, "amount"], "1")
    alter(screening, "findings", ["programmes", at, "findings", "0", "verdict"], '"unknown"')
    shown = page(client, world.lin_xiaoman, screening)

    assert "结果不同。" in shown
    assert "符合，每月0.01元" in shown
    assert "符合，每月1.00元" in shown
    assert "计算过程" not in shown
    in_english(client)
    shown = page(client, world.lin_xiaoman, screening)
    assert "The answer is not the same." in shown
    assert "Eligible, 0.01 yuan a month" in shown


def test_who_counts_is_a_line_of_its_own(client, world, screening):
    alter(screening, "findings", ["household_size"], "9")
    shown = page(client, world.lin_xiaoman, screening)
    assert "计入的人" in shown
    assert "9人" in shown


def test_what_cannot_be_read_is_said_and_no_error(client, world, screening):
    alter(screening, "facts", ["assets"], '"plenty"')
    shown = page(client, world.lin_xiaoman, screening)
    assert "存档读不出来，没有算成。" in shown


def test_it_stores_nothing_and_somebody_else_s_case_is_opened_for_a_purpose(client, world, screening):
    with acting_everywhere():
        before = Event.objects.count(), Screening.objects.count()
    page(client, world.lin_xiaoman, screening)
    with acting_everywhere():
        assert (Event.objects.count(), Screening.objects.count()) == before
        assert not Opening.objects.exists()

    page(client, world.auditor, screening)
    with acting_everywhere():
        assert Opening.objects.get().opened_by == world.auditor


def test_it_takes_no_post(client, world, screening):
    client.force_login(world.lin_xiaoman)
    assert client.post(reverse("replay", args=[screening.pk])).status_code == 405


@pytest.mark.parametrize(
    ("programme", "told", "words"),
    [
        ("dibao", {}, "存档读不出来"),
        ("dibao", {"verdict": "ineligible"}, "不符合"),
        ("tekun", {"verdict": "eligible", "persons": {"a": "eligible", "b": "ineligible"}}, "符合，1人符合"),
        (
            "emergency_relief",
            {"verdict": "eligible", "at_most": 240000, "approval": "township"},
            "符合，最多2,400.00元，乡镇（街道）可以审批",
        ),
        ("dibao_grace", {"verdict": "eligible", "until": "2026-07-31"}, "符合，到2026年7月31日为止"),
    ],
)
def test_an_answer_in_a_few_words(programme, told, words):
    assert answer_words(programme, told) == words
