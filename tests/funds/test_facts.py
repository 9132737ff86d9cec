"""What is received and was relieved is read from awards, beside what is declared of other offices."""

from datetime import date
from decimal import Decimal

import pytest

from relief.casework.services import approve, correct
from relief.funds.facts import facts_with_awards, typed_again
from relief.funds.models import Kind
from relief.funds.services import end_award
from relief.households.facts import household_facts
from relief.households.models import Household
from relief.offices.access import acting
from relief.screening.queries import answer_of, is_of_today, latest_screening
from relief.screening.services import screen_household
from tests.casework.arranging import FIRE, make_application
from tests.casework.declaring import declare
from tests.factories import make_household
from tests.funds.arranging import give, known_as, relieved
from tests.screening.test_rescreen import run_through

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]

JANUARY = date(2026, 1, 1)
AWARD = {"programme": "dibao", "monthly": Decimal("640.01"), "since": JANUARY, "members": ["a"]}


@pytest.fixture
def home(world):
    with acting(world.lin_xiaoman):
        return make_household(world.lin_xiaoman, FIRE)


def facts(by, household):
    with acting(by):
        return facts_with_awards(Household.objects.get(pk=household.pk))


def test_an_award_in_force_is_received_to_the_fen(world, home):
    give(world.lin_xiaoman, home)
    assert facts(world.lin_xiaoman, home)["receiving"] == [AWARD]
    with acting(world.lin_xiaoman):
        assert household_facts(home)["receiving"] == []


@pytest.mark.parametrize("days", [{"since": date(2026, 12, 1)}, {"until": date(2026, 11, 22)}])
def test_what_is_not_in_force_on_the_day_of_the_facts_is_not_received(world, home, days):
    give(world.lin_xiaoman, home, **days)
    assert facts(world.lin_xiaoman, home)["receiving"] == []


@pytest.mark.parametrize("days", [{"since": date(2026, 11, 23)}, {"until": date(2026, 11, 23)}])
def test_the_first_and_the_last_day_count(world, home, days):
    give(world.lin_xiaoman, home, **days)
    assert [each["programme"] for each in facts(world.lin_xiaoman, home)["receiving"]] == ["dibao"]


def test_a_void_award_counts_nowhere(world, home):
    relief = {"programme": "emergency_relief", "kind": Kind.ONCE, "until": JANUARY, "cause": "失火"}
    award = give(world.lin_xiaoman, home, **relief)
    assert facts(world.lin_xiaoman, home)["relief_history"] == [
        {"programme": "emergency_relief", "cause": "失火", "day": JANUARY, "members": ["a"]}
    ]
    with acting(world.lin_xiaoman):
        end_award(by=world.lin_xiaoman, award=award, on=JANUARY)
    assert facts(world.lin_xiaoman, home)["relief_history"] == []


def test_a_standing_is_recognised(world, home):
    declare(world.lin_xiaoman, home, "receiving", recognised_as=["poverty_alleviated"])
    give(world.lin_xiaoman, home, programme="dibao_margin", kind=Kind.STANDING, amount=None)
    found = facts(world.lin_xiaoman, home)
    assert found["recognised_as"] == ["poverty_alleviated", "dibao_margin"]
    assert found["receiving"] == []


def test_a_list_that_nobody_answered_stays_undeclared(world, home):
    with acting(world.lin_xiaoman):
        Household.objects.filter(pk=home.pk).update(receiving_declared=None)
    give(world.lin_xiaoman, home)
    assert "receiving" not in facts(world.lin_xiaoman, home)


def test_what_others_give_stands_first_and_keeps_its_place(world, home):
    other = {"programme": "tekun", "since": date(2025, 3, 1)}
    declare(world.lin_xiaoman, home, "receiving", receiving=[other])
    give(world.lin_xiaoman, home)
    assert facts(world.lin_xiaoman, home)["receiving"] == [other, AWARD]


def test_an_award_that_was_typed_too_is_counted_once_and_said(world, home):
    typed = {"programme": "dibao", "monthly": Decimal(600)}
    declare(world.lin_xiaoman, home, "receiving", receiving=[typed])
    give(world.lin_xiaoman, home)
    found = facts(world.lin_xiaoman, home)
    assert found["receiving"] == [AWARD]
    with acting(world.lin_xiaoman):
        assert typed_again(Household.objects.get(pk=home.pk)) == [("receiving", 0)]


def test_of_another_household_of_the_community_the_award_counts_without_its_amount(world, home):
    with acting(world.lin_xiaoman):
        other = make_household(world.lin_xiaoman)
    for each in (home, other):
        known_as(world.lin_xiaoman, each)
    give(world.lin_xiaoman, other)
    elsewhere = {"programme": "dibao", "since": JANUARY, "members": ["a"]}
    for reader in (world.lin_xiaoman, world.he_jing, world.gao_jianguo):
        assert facts(reader, home)["receiving"] == [elsewhere]


def test_of_another_community_nothing_is_read_whoever_reads(world, home):
    member = known_as(world.lin_xiaoman, home)
    with acting(world.he_jing):
        other = make_household(world.lin_xiaoman)
        Household.objects.filter(pk=other.pk).update(area=world.qianjin)
        head = other.members.get(relation="head")
        head.person = member.person
        head.save()
    give(world.he_jing, other, [head])
    for reader in (world.lin_xiaoman, world.he_jing, world.gao_jianguo):
        assert facts(reader, home)["receiving"] == []


def test_after_relief_the_same_cause_is_not_relieved_again(place):
    application, _award = relieved(place)
    home, by = application.household, place.lin_xiaoman
    with acting(by):
        assert answer_of(latest_screening(home))["emergency_relief"].missing == ()
        assert not is_of_today(latest_screening(home))
        screening = screen_household(by=by, household=home, day=home.facts_on)
        assert answer_of(screening)["emergency_relief"].missing == ("hardship.new_bill",)
    with acting(place.he_jing):
        assert is_of_today(screening)
        correct(by=place.he_jing, application=application, reason="金额写错。")
        assert not is_of_today(screening)


def test_monthly_money_of_next_month_leaves_other_screenings_as_they_are(place):
    application = make_application(place.lin_xiaoman, "dibao_margin")
    give(place.lin_xiaoman, application.household, since=date(2099, 1, 1))
    with acting(place.he_jing):
        assert is_of_today(latest_screening(application.household))
        assert approve(by=place.he_jing, application=application, reason="看过。")


def test_the_run_over_every_household_reads_awards_too(place):
    application, _award = relieved(place)
    home, by = application.household, place.gao_jianguo
    run = run_through(by, day=home.facts_on)
    with acting(by):
        answer = answer_of(screen_household(by=by, household=home, day=home.facts_on))
        (row,) = run.answers.filter(household=home)
    assert row.verdicts == "".join(each.verdict[0] for each in answer.programmes)
    assert answer["emergency_relief"].verdict == "undetermined"
