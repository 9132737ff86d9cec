"""What a page relies on, the database holds to: each as the application's own role."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from relief.households.models import (
    Applicant,
    Award,
    CaseFile,
    Consent,
    Coverage,
    Entry,
    Household,
    Income,
    Member,
    Obligor,
    Person,
)
from relief.households.services import bring_case_file
from relief.offices.access import acting
from tests.factories import make_household

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(world):
    with acting(world.lin_xiaoman):
        yield make_household(world.lin_xiaoman)


def refused(deed, error=IntegrityError, match=None):
    """Whether the database refuses it, now or when the references are checked."""
    with pytest.raises(error, match=match), transaction.atomic():
        checked(deed)


def checked(deed):
    deed()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def member(home, key="a"):
    return home.members.get(key=key)


def change(row, **fields):
    return lambda: type(row).objects.filter(pk=row.pk).update(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"spending_declared": False},
        {"spending_declared": None, "spending_tuition": 1},
        {"hardship_declared": None, "hardship_urgent": True},
        {"hardship_declared": False, "hardship_urgent": True},
        {"hardship_declared": False, "hardship_cause": "11月22日"},
        {"change_declared": False, "change_kind": "other"},
        {"assets": None, "assets_vehicles": 0},
        {"assets": "within_limits", "assets_vehicles": 0},
        {"recognised_as": ["unheard_of"]},
        {"area_kind": "suburban"},
        {"facts_on": date(2021, 6, 30)},
        {"number": ""},
        {"case_number": 1},
    ],
    ids=str,
)
def test_a_household_cannot_contradict_itself(home, fields):
    refused(change(home, **fields), DatabaseError)


@pytest.mark.parametrize(
    "fields",
    [
        {"away_since": date(2020, 1, 1)},
        {"away": "none", "away_since": date(2020, 1, 1)},
        {"away": None, "away_since": date(2020, 1, 1)},
        {"disability_declared": False, "disability_kind": "mental"},
        {"disability_declared": None, "disability_grade": 1},
        {"disability_declared": True, "disability_grade": 5},
        {"disability_declared": True, "disability_grade": 0},
        {"unemployment_declared": False, "unemployment_insurance": "none"},
        {"graduated_on_declared": True, "graduated_on": None},
        {"graduated_on_declared": False, "graduated_on": date(2022, 6, 30)},
        {"graduated_on_declared": None, "graduated_on": date(2022, 6, 30)},
        {"died_on": date(1979, 1, 1)},
        {"left_on": date(2026, 11, 22)},
        {"key": ""},
        {"key": "b"},
    ],
    ids=str,
)
def test_a_member_cannot_contradict_itself(home, fields):
    refused(change(member(home), **fields))


def test_a_household_has_one_head_at_a_time(home):
    refused(change(member(home, "b"), relation="head"))

    change(member(home, "a"), left_on=date(2026, 11, 24))()
    change(member(home, "b"), relation="head")()


def test_nothing_is_listed_that_was_not_said_to_be_listed(home):
    one, other = member(home, "a"), member(home, "b")
    unlisted = {"household": home, "position": 0}
    refused(lambda: Income.objects.create(member=other, **unlisted), match="not declared as listed")
    refused(lambda: Income.objects.create(**unlisted), match="not declared as listed")
    refused(lambda: Obligor.objects.create(member=one, **unlisted), match="not declared as listed")
    refused(lambda: Award.objects.create(**unlisted), match="not declared as listed")
    change(home, receiving_declared=True)()
    award = Award.objects.create(household=home, position=0)
    refused(
        lambda: Coverage.objects.create(household=home, member=one, award=award, position=0),
        match="not declared as listed",
    )


def test_none_is_not_said_over_what_is_listed(home):
    for fields in ({"incomes_declared": False}, {"incomes_declared": None}):
        refused(change(member(home), **fields), match="still has rows")
    refused(change(home, members_declared=False), match="still has rows")

    Income.objects.filter(member=member(home)).delete()
    change(member(home), incomes_declared=False)()


def test_a_row_belongs_to_one_household_only(world, home):
    other = make_household(world.lin_xiaoman)
    stranger = member(other)
    change(home, receiving_declared=True)()
    change(stranger, obligors_declared=True)()
    award = Award.objects.create(household=home, position=0, members_declared=True)
    refused(lambda: Income.objects.create(household=home, member=stranger, position=9))
    refused(lambda: Obligor.objects.create(household=home, member=stranger, position=9))
    refused(lambda: Coverage.objects.create(household=home, member=stranger, award=award, position=0))
    refused(lambda: Applicant.objects.create(household=home, member=stranger, mandate="self"))


def test_a_coverage_is_of_one_award_or_relief(home):
    refused(lambda: Coverage.objects.create(household=home, member=member(home), position=0))


@pytest.mark.parametrize(
    "fields",
    [
        {"mandate": "unheard_of"},
        {"mandate": "self", "agent_name": "马晓东"},
        {"mandate": "guardian", "agent_name": "马晓东"},
        {"mandate": "guardian", "agent_reason": "未成年"},
        {"mandate": "self", "guardian_consents": True},
        {"mandate": "self", "guardian_name": "马晓东"},
        {"mandate": "self", "telephone": "0990-6610001"},
        {"mandate": "self", "account": "6200", "account_index": b"x"},
        {"mandate": "self", "account_holder": "马晓东"},
    ],
    ids=str,
)
def test_an_applicant_is_whole(home, fields):
    refused(lambda: Applicant.objects.create(household=home, member=member(home), **fields))


def test_a_consent_has_its_paper(world, home):
    fields = {"household": home, "member": member(home), "given": True, "signed_on": date(2026, 11, 20)}
    fields |= {"purpose": "means_check", "recorded_by": world.lin_xiaoman}
    refused(lambda: Consent.objects.create(paper="", **fields))
    Consent.objects.create(paper="授权书第3号", **fields)
    refused(lambda: Consent.objects.create(paper="授权书第4号", **fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"name": ""},
        {"name": "马晓东", "document_kind": "passport"},
        {"name": "马晓东", "number": "E12345678"},
        {"name": "马晓东", "number_index": b"x" * 32},
        {"name": "马晓东", "sex": "other"},
    ],
    ids=str,
)
def test_a_person_has_a_name_and_a_whole_document(home, fields):
    person = Person(**fields)

    def put():
        change(member(home), person=person.pk)()
        person.save(force_insert=True)

    refused(put)


def test_where_a_household_comes_from_stays(world, home):
    others = {"entered_by": world.zhou_ting, "number": "QX-2026-000001", "created_at": timezone.now()}
    for name, value in others.items():
        fields = {name: value}
        refused(change(home, **fields), match="append-only")
    change(home, area=world.liushu, facts_on=date(2026, 11, 24))()


@pytest.mark.parametrize("model", [Household, Member, Person, Consent])
def test_nobody_deletes_what_was_declared(home, model):
    statement = f"DELETE FROM {model._meta.db_table}"
    with connection.cursor() as cursor:
        refused(lambda: cursor.execute(statement), ProgrammingError, "permission denied")


@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
@pytest.mark.parametrize("model", [Entry, CaseFile])
def test_who_entered_and_what_was_brought_is_only_added_to(world, home, model, verb):
    bring_case_file(by=world.lin_xiaoman, name="a.yaml", text="case: a")
    with connection.cursor() as cursor:
        statement = verb.format(model._meta.db_table)
        refused(lambda: cursor.execute(statement), ProgrammingError, "permission denied")
