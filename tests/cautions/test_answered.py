"""A warning is answered, not clicked away: by somebody, with a result and in words, once; words sealed."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from relief.audit.models import Event
from relief.cautions.models import REPLIES, Answer, Kind, Reply, Step
from relief.cautions.queries import ANY, found_for, unanswered
from relief.cautions.services import AlreadyAnswered, answer_caution
from relief.offices.access import acting
from tests.casework.pages import NOBODY, open_page, send, text_of
from tests.casework.raw import refused_by
from tests.cautions.arranging import make_one_person
from tests.factories import make_household
from tests.funds.arranging import known_as
from tests.recusal.declaring import declares, kin, named
from tests.world import acting_everywhere

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]

SAID = {"reply": Reply.LEFT_THE_OTHER, "words": "电话问过石桥街道，上月已迁出。"}


@pytest.fixture
def home(world):
    """The head is also a member in another township."""
    with acting(world.lin_xiaoman):
        household = make_household(world.lin_xiaoman)
    member = known_as(world.lin_xiaoman, household)
    with acting(world.zhou_ting):
        other = make_household(world.zhou_ting)
    make_one_person(member, other)
    return household


def first(by, household):
    with acting(by):
        return found_for(household, ANY, Step.ENTRY)[0]


def answer(by, household, step=Step.ENTRY, **said):
    about = first(by, household).about
    with acting(by):
        return answer_caution(by=by, household=household, about=about, step=step, **SAID | said)


def test_nobody_answers_for_their_own_family(world, home):
    """But the caseworker, who speaks for the household; the database says the same."""
    named(world.lin_xiaoman, home, 11, position=1)
    declares(world.he_jing, kin(11))
    with pytest.raises(PermissionDenied, match="近亲属"):
        answer(world.he_jing, home, step=Step.DECISION)
    found = first(world.he_jing, home)
    of_it = {"kind": found.kind, "about": found.about, "office": found.office, "member_id": found.member}
    with acting(world.he_jing), refused_by("cautions_answer_recused"), transaction.atomic():
        Answer.objects.create(
            household=home, by=world.he_jing, role="approver", step=Step.DECISION, **of_it, **SAID
        )
    assert answer(world.lin_xiaoman, home).role == "caseworker"


def test_it_is_kept_with_who_when_where_and_why(world, home):
    made = answer(world.lin_xiaoman, home)
    assert (made.kind, made.office, made.step) == (Kind.TWO_HOUSEHOLDS, "石桥街道", Step.ENTRY)
    assert (made.by, made.role, made.words) == (world.lin_xiaoman, "caseworker", SAID["words"])
    with acting(world.lin_xiaoman):
        assert unanswered(home, ANY, Step.SUBMISSION) == []
    with acting_everywhere(), connection.cursor() as cursor:
        event = Event.objects.get(action="cautions.answered")
        cursor.execute("SELECT words FROM cautions_answer")
        assert SAID["words"].encode() not in bytes(cursor.fetchone()[0])
    assert event.details["reply"] == "left_the_other"
    assert SAID["words"] not in str(event.details)


def test_one_answer_is_enough_and_there_is_no_second(world, home):
    about = first(world.lin_xiaoman, home).about
    answer(world.lin_xiaoman, home)
    with acting(world.he_jing), pytest.raises(AlreadyAnswered):
        answer_caution(by=world.he_jing, household=home, about=about, step=Step.DECISION, **SAID)


def test_nothing_is_answered_that_is_not_there(world, home):
    with acting(world.lin_xiaoman), pytest.raises(AlreadyAnswered):
        answer_caution(by=world.lin_xiaoman, household=home, about=uuid4(), step=Step.ENTRY, **SAID)


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_who_does_no_work_on_it_answers_nothing(world, home, who):
    about, by = first(world.lin_xiaoman, home).about, getattr(world, who)
    with acting(world.lin_xiaoman), pytest.raises(PermissionDenied):
        answer_caution(by=by, household=home, about=about, step=Step.DECISION, **SAID)


def test_who_decides_does_not_put_anybody_out_of_a_household(world, home):
    with pytest.raises(PermissionDenied):
        answer(world.he_jing, home, Step.DECISION, reply=Reply.NOT_A_MEMBER_HERE)


def test_who_is_no_member_here_leaves_today(world, home):
    made = answer(world.lin_xiaoman, home, reply=Reply.NOT_A_MEMBER_HERE)
    with acting(world.lin_xiaoman):
        assert home.members.get(pk=made.member_id).left_on == timezone.localdate()


def raw(person, household, **changes):
    found = first(person, household)
    values = {"household": household, "member_id": found.member, "kind": found.kind, "about": found.about}
    values |= {
        "reply": Reply.LEFT_THE_OTHER,
        "words": "问过",
        "step": Step.ENTRY,
        "by": person,
        "role": person.role,
    }
    with acting(person), transaction.atomic():
        Answer.objects.create(**values | changes)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"about": NOBODY}, "cautions_answer_about_something"),
        ({"kind": Kind.DECLARED, "reply": Reply.MISTAKEN}, "cautions_answer_about_something"),
        ({"reply": Reply.OTHER_CAUSE}, "cautions_answer_fits"),
        ({"role": "approver"}, "cautions_answer_actor"),
        ({"step": Step.DECISION}, "cautions_answer_step"),
        ({"at": datetime(2026, 1, 1, tzinfo=UTC)}, "cautions_answer_of_now"),
    ],
    ids=str,
)
def test_the_database_holds_an_answer_to_what_it_says(world, home, changes, constraint):
    with refused_by(constraint):
        raw(world.lin_xiaoman, home, **changes)


def test_nobody_answers_in_another_s_name(world, home):
    with refused_by("cautions_answer_actor"):
        raw(world.lin_xiaoman, home, by=world.he_jing)


@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET step = 'entry'"])
def test_an_answer_stays(world, home, statement):
    answer(world.lin_xiaoman, home)
    with acting(world.lin_xiaoman), transaction.atomic(), connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="permission denied"):
            cursor.execute(statement.format("cautions_answer"))
        transaction.set_rollback(True)


def test_another_office_sees_neither_answer_nor_household(world, home):
    answer(world.lin_xiaoman, home)
    with acting(world.zhou_ting):
        assert not Answer.objects.exists()


def test_every_kind_has_answers_of_its_own():
    assert set(REPLIES) == set(Kind)
    assert {reply for replies in REPLIES.values() for reply in replies} == set(Reply)


def test_the_household_page_asks_and_says_whom_to_telephone(client, world, home):
    page = text_of(open_page(client, world.lin_xiaoman, "household", home.pk))
    assert "郭大勇同时是另一户的成员。" in page
    assert "请问石桥街道，电话0990-6610201。" in page
    assert reverse("caution", args=[home.pk, first(world.lin_xiaoman, home).about]) in page


def test_the_page_keeps_what_was_typed_and_says_what_is_missing(client, world, home):
    about = first(world.lin_xiaoman, home).about
    page = text_of(
        send(client, world.lin_xiaoman, "caution", home.pk, about, reply="left_the_other", words=" ")
    )
    assert page.count("请填写") == 2
    assert "checked" in page
    with acting_everywhere():
        assert not Answer.objects.exists()


def test_what_is_answered_stands_on_the_page_with_who_and_why(client, world, home):
    about = first(world.lin_xiaoman, home).about
    sent = send(client, world.lin_xiaoman, "caution", home.pk, about, **SAID)
    assert sent.url == reverse("household", args=[home.pk])
    page = text_of(open_page(client, world.lin_xiaoman, "household", home.pk))
    assert SAID["words"] in page
    assert "核实（录入）：已经离开另一户" in page
    again = open_page(client, world.lin_xiaoman, "caution", home.pk, about)
    assert again.url == reverse("household", args=[home.pk])


def test_the_way_back_leads_to_no_other_site(client, world, home):
    about = first(world.lin_xiaoman, home).about
    client.force_login(world.lin_xiaoman)
    address = reverse("caution", args=[home.pk, about])
    sent = client.post(f"{address}?next=https://example.org/", SAID)
    assert sent.url == reverse("household", args=[home.pk])


def test_an_auditor_reads_it_and_has_nothing_to_press(client, world, home):
    page = text_of(open_page(client, world.auditor, "household", home.pk))
    assert "同时是另一户的成员" in page
    assert "去核实" not in page
    assert open_page(client, world.auditor, "caution", home.pk, uuid4()).status_code == 403


def test_two_answers_at_one_moment_are_one(world, home):
    about = first(world.lin_xiaoman, home).about
    raw(world.lin_xiaoman, home)
    with pytest.raises(IntegrityError):
        raw(world.lin_xiaoman, home, about=about)
