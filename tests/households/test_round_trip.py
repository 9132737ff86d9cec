"""What is stored of a case is what was declared: read back, it is the same household to the letter."""

import pytest

from relief.households.facts import facts_hash, household_facts
from relief.households.models import Household
from relief.households.services import store_household
from relief.offices.access import acting
from tests.households.case_files import FILES, case_from, cases_of

pytestmark = pytest.mark.django_db

EVERYTHING = """\
  members:
    - {id: a, relation: head, born_on: 1980-03-01, lives_with: true, away: none, owed_support: true,
       can_live_independently: true, schooling: none, disability: {kind: mental, grade: 3},
       serious_illness: false, working: true,
       incomes: [{kind: wage, amount: 2399.01}, {kind: scholarship, amount: 8000, per: year}, {}],
       hukou: local, residence_permit: false, works_here: true, lives_here: true,
       unemployment: {months_without_income: 3, insurance: none, caused_by_epidemic: true,
                      own_application: false},
       graduated_on: 2022-06-30, seeking_work: true, self_care_failed: 6, chose_child_allowance: false,
       infected_or_isolated: true, died_on: 2026-11-01,
       obligors: [{relation: child, born_on: 2000-02-29, disability: none, monthly_income: 5000,
                   assets: over_limits, status: none, legal_state: imprisoned}, {disability: {grade: 1}}, {}]}
    - {id: b, away: religious, away_since: 2020-01-01, disability: none, unemployment: none,
       graduated_on: none, incomes: [], obligors: []}
    - {id: c, disability: {}, unemployment: {}}
    - {id: d, disability: {kind: multiple}}
  incomes: [{kind: property, amount: 500}]
  assets: {financial: 0.01, dwellings: 2, vehicles: 0, non_residential_property: false,
           business_capital: 200000}
  spending: {medical_self_paid: 12000, tuition: 5000.5, tuition_public_rate: 4000, rehabilitation: 0}
  hardship: {event: sudden_illness, day: 2026-11-19, cause: "2026年11月住院", urgent: true,
             basic_living_difficulty: false, requested: 2000, place_of_emergency: here, new_bill: true}
  receiving: [{programme: dibao, monthly: 800, since: 2021-09-01}, {programme: tekun, members: [b, a]},
              {programme: tekun, members: []}]
  recognised_as: [poverty_alleviated, dibao_margin]
  relief_history: [{programme: emergency_relief, cause: "2026年11月住院", day: 2026-11-20, members: [a]}, {}]
  change: {kind: employment, day: 2026-10-01}
  support_disregarded: 300
"""
NONES = """\
  members: []
  incomes: []
  assets: over_limits
  hardship: none
  receiving: []
  recognised_as: []
  relief_history: []
  change: none
  support_disregarded: 0
"""
EMPTY_MAPS = "  assets: {}\n  spending: {}\n  hardship: {}\n  change: {}\n"


def brought_in(world, case):
    with acting(world.lin_xiaoman):
        made = store_household(by=world.lin_xiaoman, area=world.liushu, case=case)
        return household_facts(Household.objects.get(pk=made.pk))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_case_reads_back_as_it_was(world, path):
    found = cases_of(path)
    changed = [case.name for case in found if brought_in(world, case) != case.household]

    assert found
    assert changed == []


@pytest.mark.parametrize("text", [EVERYTHING, NONES, EMPTY_MAPS, "  {}\n"])
def test_every_fact_reads_back_as_it_was(world, text):
    case = case_from(text)

    assert brought_in(world, case) == case.household


def test_the_hash_is_of_the_facts_and_not_of_how_they_are_written(world):
    case = case_from(EVERYTHING)

    assert facts_hash(brought_in(world, case)) == facts_hash(case.household)
    assert facts_hash(case_from("  support_disregarded: 300.00\n").household) == facts_hash(
        case_from("  support_disregarded: 3e2\n").household
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("  incomes: []\n", "  {}\n"),
        ("  hardship: none\n", "  hardship: {}\n"),
        ("  hardship: {urgent: true}\n", "  hardship: {urgent: false}\n"),
        ("  support_disregarded: 1\n", "  support_disregarded: 1.01\n"),
    ],
)
def test_other_facts_have_another_hash(one, other):
    assert facts_hash(case_from(one).household) != facts_hash(case_from(other).household)


def test_as_many_queries_for_one_member_as_for_six(world, django_assert_num_queries):
    people = [
        f"    - {{id: m{number}, incomes: [{{kind: wage}}], obligors: [{{}}]}}\n" for number in range(6)
    ]
    for members in (people[:1], people):
        case = case_from("  members:\n" + "".join(members) + "  receiving: [{members: [m0]}]\n")
        with acting(world.lin_xiaoman):
            made = store_household(by=world.lin_xiaoman, area=world.liushu, case=case)
            household = Household.objects.get(pk=made.pk)
            with django_assert_num_queries(6):
                household_facts(household)


def test_listed_without_rows_is_not_taken_for_none(world):
    case = case_from("  members: [{id: a, incomes: [{kind: wage}]}]\n")
    with acting(world.lin_xiaoman):
        made = store_household(by=world.lin_xiaoman, area=world.liushu, case=case)
        made.incomes.all().delete()

        assert household_facts(made) == {"members": [{"id": "a"}]}
