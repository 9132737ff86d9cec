"""Who is tied to a household: by a declaration, and by what shows by itself. The same from both ends."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from relief.households.models import Applicant
from relief.offices.access import acting
from relief.offices.models import Role
from relief.recusal import queries
from relief.recusal.models import Tie
from relief.recusal.services import end_committee_member
from relief.vault.ciphers import index_of
from tests.factories import make_household, make_user
from tests.recusal.declaring import committee_member, declares, kin, named
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

HER_BROTHER, SOMEBODY, HER_OWN = 11, 12, 400


@pytest.fixture
def home(world):
    """A household of 柳树社区 whose head has the document of her brother."""
    with acting(world.lin_xiaoman):
        household = make_household(world.lin_xiaoman)
    named(world.lin_xiaoman, household, HER_BROTHER)
    return household


def ties(person, household):
    with acting(person):
        return [(each.tie, each.relation) for each in queries.grounds(person, household)]


def both_ends(person, household):
    """Whether the person is tied, asked of the household and asked of the person."""
    with acting_everywhere(), connection.cursor() as cursor:
        cursor.execute("SELECT recusal_households(%s)", [person.pk])
        from_the_person = household.pk in {key for (key,) in cursor}
    with acting(person):
        from_the_household = queries.is_related(person, household)
        assert (person.pk in queries.related_people(household)) == from_the_household
    assert from_the_person == from_the_household
    return from_the_household


def test_nobody_is_tied_before_anybody_declares(world, home):
    assert not both_ends(world.he_jing, home)
    assert ties(world.he_jing, home) == []


def test_a_declared_relative_is_a_member(world, home):
    declares(world.he_jing, kin(HER_BROTHER), kin(SOMEBODY))
    assert ties(world.he_jing, home) == [(Tie.RELATIVE, "sibling")]
    assert both_ends(world.he_jing, home)
    assert not both_ends(world.lu_jianxin, home)


def test_one_is_a_member_oneself(world, home):
    declares(world.he_jing, own=HER_BROTHER)
    assert ties(world.he_jing, home) == [(Tie.SELF, "")]
    assert both_ends(world.he_jing, home)


def test_a_later_version_that_leaves_the_relative_out_opens_nothing(world, home):
    declares(world.he_jing, kin(HER_BROTHER))
    declares(world.he_jing)
    assert both_ends(world.he_jing, home)


def test_who_left_the_household_ties_nobody_to_it(world, home):
    declares(world.he_jing, kin(HER_BROTHER))
    with acting_everywhere():
        home.members.filter(person__isnull=False).update(left_on=timezone.localdate())
    assert not both_ends(world.he_jing, home)


def test_who_lives_in_one_household_with_a_relative_is_near(world, home):
    """The brother's wife, in a household of her own by now, although nobody declared her."""
    named(world.lin_xiaoman, home, SOMEBODY, position=1)
    with acting(world.lin_xiaoman):
        other = make_household(world.lin_xiaoman, "house-fire-fast-relief")
    named(world.lin_xiaoman, other, SOMEBODY)
    declares(world.he_jing, kin(HER_BROTHER))
    assert ties(world.he_jing, other) == [(Tie.HOUSEHOLD, "")]
    assert both_ends(world.he_jing, other)


def reached(by, household, **values):
    with acting(by):
        found = values | {f"{name}_index": index_of(name, value) for name, value in values.items()}
        if "telephone" in values:
            found["telephone_ending_index"] = index_of("telephone_ending", values["telephone"][-4:])
        if "account" in values:
            found["account_holder"] = "户主"
        member = household.members.get(relation="head")
        Applicant.objects.create(household=household, member=member, mandate="self", **found)


VALUES = {"telephone": "13900001234", "account": "6222 0000 1111", "address": "柳树巷3号2单元401"}


@pytest.mark.parametrize("name", VALUES)
def test_what_one_declared_of_oneself_is_the_household_s_too(world, home, name):
    reached(world.lin_xiaoman, home, **{name: VALUES[name]})
    declares(world.he_jing, **{name: f" {VALUES[name]} "})
    assert ties(world.he_jing, home) == [(Tie(name), "")]
    assert both_ends(world.he_jing, home)


def test_the_telephone_of_a_relative_is_the_household_s(world, home):
    reached(world.lin_xiaoman, home, telephone=VALUES["telephone"])
    declares(world.he_jing, kin(SOMEBODY, telephone=VALUES["telephone"]))
    assert ties(world.he_jing, home) == [(Tie.TELEPHONE, "")]
    assert both_ends(world.he_jing, home)


@pytest.mark.parametrize("name", VALUES)
def test_what_a_relative_s_household_has_is_this_household_s_too(world, home, name):
    """The brother's own household, elsewhere in the county, has the same telephone, account or address."""
    with acting(world.zhou_ting):
        there = make_household(world.zhou_ting, "house-fire-fast-relief")
    named(world.zhou_ting, there, SOMEBODY)
    for by, household in ((world.lin_xiaoman, home), (world.zhou_ting, there)):
        reached(by, household, **{name: VALUES[name]})
    declares(world.he_jing, kin(SOMEBODY))
    assert ties(world.he_jing, home) == [(Tie(name), "")]
    assert both_ends(world.he_jing, home)


def test_a_second_account_of_the_same_person_is_tied_as_the_first(world, home):
    declares(world.he_jing, kin(HER_BROTHER), own=HER_OWN)
    with acting_everywhere():
        second = make_user(Role.COUNTY_OFFICER, world.county)
    assert not both_ends(second, home)
    declares(second, own=HER_OWN)
    assert both_ends(second, home)
    with acting(second):
        assert queries.accounts_of(second) == {second.pk, world.he_jing.pk}
        assert queries.same_people({world.he_jing.pk}) == {second.pk, world.he_jing.pk}
        assert queries.same_people(set()) == set()


def test_a_third_account_that_shares_a_number_with_the_second_is_the_same_person(world, home):
    with acting_everywhere():
        second, third = (make_user(Role.APPROVER, world.qingxi) for _each in range(2))
    declares(world.he_jing, kin(HER_BROTHER), own=HER_OWN)
    declares(second, own=HER_OWN)
    declares(second, own=401)
    declares(third, own=401)
    assert both_ends(third, home)


def test_a_case_of_a_relative_of_whoever_works_in_the_county_is_registered(world, home):
    with acting(world.lin_xiaoman):
        assert not queries.is_registered(home)
    declares(world.zhou_ting, kin(HER_BROTHER))
    with acting(world.lin_xiaoman):
        assert queries.is_registered(home)
        assert queries.registered([home.pk]) == {home.pk}


def test_who_works_in_another_county_makes_no_case_a_registered_one(world, home):
    with acting_everywhere():
        elsewhere = make_user(Role.COUNTY_OFFICER, world.other_county)
    declares(elsewhere, kin(HER_BROTHER))
    with acting(world.lin_xiaoman):
        assert not queries.is_registered(home)
        assert queries.registered([home.pk]) == set()


def test_a_member_of_the_committee_makes_the_cases_of_that_community_registered(world, home):
    elsewhere = committee_member(world.he_jing, world.qianjin, kin(HER_BROTHER))
    with acting(world.he_jing):
        assert not queries.is_registered(home)
    here = committee_member(world.lin_xiaoman, world.liushu, kin(HER_BROTHER), own=451)
    with acting(world.he_jing):
        assert queries.is_registered(home)
        assert {each.member for each in queries.grounds_of(home)} == {here.pk, elsewhere.pk}
        end_committee_member(by=world.he_jing, on=timezone.localdate(), member=here)
        assert not queries.is_registered(home)


def test_who_is_in_a_committee_and_has_an_account_is_one_person(world, home):
    committee_member(world.lin_xiaoman, world.liushu, kin(HER_BROTHER), own=HER_OWN)
    assert not both_ends(world.lu_jianxin, home)
    declares(world.lu_jianxin, own=HER_OWN)
    assert both_ends(world.lu_jianxin, home)


def test_whoever_does_not_see_a_household_learns_nobody_s_ties_to_it(world, home):
    declares(world.he_jing, kin(HER_BROTHER))
    with acting(world.zheng_guoping):
        for ask in (queries.related_people, queries.grounds_of):
            with pytest.raises(DatabaseError, match="no such household"), transaction.atomic():
                ask(home)
    with acting(world.zheng_guoping), connection.cursor() as cursor:
        cursor.execute("SELECT recusal_households(%s)", [world.he_jing.pk])
        assert cursor.fetchall() == []


def test_what_stands_behind_the_answers_cannot_be_asked(world, home):
    for statement in ("SELECT recusal_ties(%s)", "SELECT recusal_declarations(%s)"):
        refused = pytest.raises(DatabaseError, match="permission denied")
        with connection.cursor() as cursor, refused, transaction.atomic():
            cursor.execute(statement, [home.pk])
