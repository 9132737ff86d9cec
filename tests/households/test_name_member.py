"""登记姓名和证件: one number is one person, wherever that person is known."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from relief.audit.models import Event
from relief.households.demonstration import synthetic_number
from relief.households.facts import household_facts
from relief.households.models import Entry, Household, Member, Person
from relief.households.services import (
    BirthDayDiffers,
    NamingState,
    Office,
    name_member,
)
from relief.offices.access import acting
from relief.offices.documents import DocumentKind, Sex, read_document
from relief.offices.models import Role
from tests.factories import make_household
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

BORN = date(1980, 3, 1)
NUMBER = synthetic_number(BORN, Sex.FEMALE, 1)
OTHER_NUMBER = synthetic_number(BORN, Sex.FEMALE, 2)


def document(number=NUMBER):
    return read_document(DocumentKind.IDENTITY_CARD, number, today=date(2026, 11, 24))


def home_of(by):
    """A household whose head was born on the day that the number says."""
    with acting(by):
        return make_household(by).members.get(key="a")


def name(by, member, called="周桂芳", paper=None, **fields):
    with acting(by):
        return name_member(by=by, member=member, name=called, document=paper, **fields)


def person_of(member):
    with acting_everywhere():
        return Member.objects.select_related("person").get(pk=member.pk).person


def actions():
    with acting_everywhere():
        return list(Event.objects.order_by("number").values_list("action", flat=True))


def test_the_person_is_stored_sealed_and_found_by_the_index(world):
    member = home_of(world.lin_xiaoman)
    assert name(world.lin_xiaoman, member, paper=document()).state == NamingState.NAMED

    person = person_of(member)
    assert (person.name, person.pinyin, person.initials) == ("周桂芳", "zhou gui fang", "zgf")
    assert (person.number, person.sex, person.born_on) == (NUMBER, Sex.FEMALE, BORN)
    with acting_everywhere(), connection.cursor() as cursor:
        cursor.execute("SELECT households_person::text FROM households_person")
        assert NUMBER not in cursor.fetchone()[0]


def test_the_question_the_entry_and_the_deed_are_written_down(world):
    member = home_of(world.lin_xiaoman)
    name(world.lin_xiaoman, member, paper=document())

    assert actions() == ["households.entered", "households.number_asked", "households.named"]
    with acting_everywhere():
        assert list(Entry.objects.values_list("part", "entered_by")) == [
            ("case_file", world.lin_xiaoman.pk),
            ("people", world.lin_xiaoman.pk),
        ]
        asked = Event.objects.get(action="households.number_asked")
    assert (asked.actor_id, asked.actor_role) == (world.lin_xiaoman.pk, "caseworker")
    assert (asked.area, asked.details) == (world.liushu.number, {"known": False})
    assert str(member.household_id) == asked.subject_id


def test_the_same_twice_changes_and_writes_nothing(world):
    member = home_of(world.lin_xiaoman)
    name(world.lin_xiaoman, member, paper=document())
    before = actions()
    name(world.lin_xiaoman, member, paper=document())

    assert actions() == before
    with acting_everywhere():
        assert Person.objects.count() == 1


@pytest.mark.parametrize("role", [role for role in Role if role != Role.CASEWORKER])
def test_only_a_caseworker_names(world, role):
    member = home_of(world.lin_xiaoman)
    with pytest.raises(PermissionDenied):
        name(world.by_role[role], member)


def test_another_communitys_member_does_not_exist(world):
    member = home_of(world.lin_xiaoman)
    with pytest.raises(Member.DoesNotExist):
        name(world.zhou_ting, member)


def test_the_number_cannot_contradict_the_declared_birthday(world):
    member = home_of(world.lin_xiaoman)
    with pytest.raises(BirthDayDiffers):
        name(world.lin_xiaoman, member, paper=document(synthetic_number(date(1980, 3, 2), Sex.FEMALE, 1)))


def test_an_undeclared_birthday_is_taken_from_the_number(world):
    member = home_of(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        Member.objects.filter(pk=member.pk).update(born_on=None)
    name(world.lin_xiaoman, member, paper=document())

    with acting(world.lin_xiaoman):
        assert household_facts(Household.objects.get())["members"][0]["born_on"] == BORN


def test_a_name_without_a_document_will_do_for_now(world):
    member = home_of(world.lin_xiaoman)
    name(world.lin_xiaoman, member)
    assert person_of(member).number is None

    name(world.lin_xiaoman, member, paper=document())
    assert person_of(member).number == NUMBER
    with acting_everywhere():
        assert Person.objects.count() == 1


def test_a_mistyped_number_is_corrected_and_leaves_nobody_behind(world):
    member = home_of(world.lin_xiaoman)
    name(world.lin_xiaoman, member, paper=document(OTHER_NUMBER))
    name(world.lin_xiaoman, member, called="周桂香", paper=document())

    assert (person_of(member).name, person_of(member).number) == ("周桂香", NUMBER)
    name(world.lin_xiaoman, member, called="周桂芳")
    assert person_of(member).name == "周桂芳"
    assert actions()[-1] == "households.name_corrected"
    with acting_everywhere():
        assert Person.objects.count() == 1


def test_a_number_known_here_offers_the_person(world):
    first, second = home_of(world.lin_xiaoman), home_of(world.lin_xiaoman)
    name(world.lin_xiaoman, first, paper=document())
    offered = name(world.lin_xiaoman, second, paper=document())

    assert (offered.state, offered.here, offered.elsewhere) == (NamingState.KNOWN, person_of(first), ())
    assert person_of(second) is None


def test_the_offered_person_is_taken(world):
    first, second = home_of(world.lin_xiaoman), home_of(world.lin_xiaoman)
    name(world.lin_xiaoman, first, paper=document())
    taken = name(world.lin_xiaoman, second, paper=document(), same_person=True)

    assert taken.state == NamingState.NAMED
    assert person_of(second) == person_of(first)
    assert actions()[-1] == "households.person_attached"


def test_one_person_is_no_two_members_of_a_household(world):
    member = home_of(world.lin_xiaoman)
    name(world.lin_xiaoman, member, paper=document())
    with acting(world.lin_xiaoman):
        other = Member.objects.get(key="b")
        Member.objects.filter(pk=other.pk).update(born_on=None)
    refused = name(world.lin_xiaoman, other, paper=document(), same_person=True)

    assert refused.state == NamingState.ALREADY_MEMBER
    assert person_of(other) is None


def test_known_elsewhere_says_whom_to_call_and_nothing_of_the_person(world):
    name(world.lin_xiaoman, home_of(world.lin_xiaoman), paper=document())
    mine = home_of(world.zhou_ting)
    asked = name(world.zhou_ting, mine, paper=document())

    assert (asked.state, asked.here, asked.is_open_elsewhere) == (NamingState.KNOWN, None, True)
    assert asked.elsewhere == (Office("青溪镇", "0990-6610101"),)
    assert person_of(mine) is None
    with acting_everywhere():
        event = Event.objects.get(action="households.number_asked", details__known=True)
    assert (event.actor_id, event.area) == (world.zhou_ting.pk, world.hepingli.number)


def test_known_elsewhere_is_attached_once_checked_if_the_name_is_the_same(world):
    name(world.lin_xiaoman, home_of(world.lin_xiaoman), paper=document())
    mine = home_of(world.zhou_ting)
    differs = name(world.zhou_ting, mine, called="周桂香", paper=document(), same_person=True)
    assert (differs.state, person_of(mine)) == (NamingState.NAME_DIFFERS, None)
    assert actions()[-1] == "households.person_not_attached"

    assert name(world.zhou_ting, mine, paper=document(), same_person=True).state == NamingState.NAMED
    assert person_of(mine).name == "周桂芳"
    with acting(world.zhou_ting):
        assert Member.objects.filter(person__isnull=False).count() == 1
