"""The households of the demonstration: every member named, every number invented, one half declared."""

import pytest

from relief.households.demonstration import HOUSEHOLDS, seed_households
from relief.households.facts import household_facts
from relief.households.models import Member, Person
from relief.offices.access import acting
from relief.offices.documents import DocumentKind, read_document
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded(world):
    return seed_households(world.lin_xiaoman)


def test_every_member_has_a_name_and_numbers_begin_with_99(seeded):
    with acting_everywhere():
        members = list(Member.objects.select_related("person"))
        assert len(members) == sum(map(len, HOUSEHOLDS.values()))
        assert all(member.person for member in members)
        people = list(Person.objects.filter(number__isnull=False))
    assert len(people) == len(members) - 1
    for person in people:
        read = read_document(DocumentKind.IDENTITY_CARD, person.number, today=seeded[0].created_at.date())
        assert person.number.startswith("99")
        assert (read.born_on, read.sex) == (person.born_on, person.sex)


def test_one_is_only_partly_declared(seeded, world):
    with acting(world.lin_xiaoman):
        (partly,) = [household for household in seeded if household.case == "income-not-declared"]
        spouse = household_facts(partly)["members"][1]
    assert "incomes" not in spouse


def test_they_lie_in_the_community_of_whoever_brings_them_in(seeded, world):
    assert len(seeded) == 8
    assert {household.area for household in seeded} == {world.liushu}
