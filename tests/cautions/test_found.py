"""What is found of double help: over every wall, and no more of it than the kind and whom to telephone."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from relief.audit.models import Event
from relief.cautions.models import Kind, Step
from relief.cautions.queries import ANY, Found, found_at_entry, found_for
from relief.funds.models import Award
from relief.funds.models import Kind as Given
from relief.funds.services import end_award
from relief.offices.access import acting
from relief.rules.programmes import BY_CODE
from tests.cautions.arranging import declare_relief, make_one_person
from tests.factories import make_household
from tests.funds.arranging import give, known_as
from tests.world import acting_everywhere

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]

TODAY = timezone.localdate()
RELIEF = {"programme": "fast_relief", "kind": Given.ONCE, "since": TODAY, "until": TODAY, "cause": "厨房失火"}


@pytest.fixture
def home(world):
    with acting(world.lin_xiaoman):
        return make_household(world.lin_xiaoman)


@pytest.fixture
def other(world, home):
    """The same head in another township's household, which 林小满 does not see."""
    member = known_as(world.lin_xiaoman, home)
    with acting(world.zhou_ting):
        household = make_household(world.zhou_ting)
    make_one_person(member, household)
    return household


def found(by, household, programme=ANY, step=Step.SUBMISSION) -> list[Found]:
    with acting(by):
        return found_for(household, programme, step)


def kinds(by, household, programme=ANY):
    return [each.kind for each in found(by, household, programme)]


def events(action="cautions.asked"):
    with acting_everywhere():
        return list(Event.objects.filter(action=action).order_by("number"))


def test_nothing_is_found_of_a_household_alone(world, home):
    assert found(world.lin_xiaoman, home) == []


def test_a_person_in_a_household_of_another_township_is_found_on_both_sides(world, home, other):
    (here,) = found(world.lin_xiaoman, home)
    assert (here.kind, here.office, here.telephone) == (Kind.TWO_HOUSEHOLDS, "石桥街道", "0990-6610201")
    assert here.source is None
    (there,) = found(world.zhou_ting, other)
    assert (there.kind, there.office) == (Kind.TWO_HOUSEHOLDS, "青溪镇")


def test_the_other_household_is_named_where_one_sees_it(world, home, other):
    assert [each.source for each in found(world.gao_jianguo, home)] == [other.pk]


def test_what_is_found_keeps_its_key_and_two_offices_share_none(world, home, other):
    first, again = found(world.lin_xiaoman, home), found(world.lin_xiaoman, home)
    assert first == again
    assert first[0].about != found(world.zhou_ting, other)[0].about


def test_whoever_left_the_other_household_is_not_found(world, home, other):
    with acting_everywhere():
        other.members.update(left_on=TODAY)
    assert found(world.lin_xiaoman, home) == []


def test_an_award_in_force_in_another_household_is_found_for_every_programme(world, home, other):
    with acting_everywhere():
        head = other.members.get(relation="head")
    award = give(world.zhou_ting, other, [head])
    for programme in (ANY, "dibao", "emergency_relief"):
        assert kinds(world.lin_xiaoman, home, programme) == [Kind.OTHER_AWARD, Kind.TWO_HOUSEHOLDS]
    with acting(world.zhou_ting):
        end_award(by=world.zhou_ting, award=award, on=TODAY)
    assert kinds(world.lin_xiaoman, home) == [Kind.TWO_HOUSEHOLDS]


def test_ones_own_award_is_no_double_help(world, home):
    give(world.lin_xiaoman, home)
    assert found(world.lin_xiaoman, home, "dibao_individual") == []


def test_relief_of_the_last_year_is_found_for_relief_alone_wherever_it_was_given(world, home, other):
    with acting_everywhere():
        other.members.exclude(relation="head").update(left_on=TODAY)
        head = other.members.get(relation="head")
    give(world.zhou_ting, other, [head], **RELIEF)
    assert kinds(world.lin_xiaoman, home, "emergency_relief") == [Kind.RELIEVED, Kind.TWO_HOUSEHOLDS]
    assert kinds(world.lin_xiaoman, home, "dibao") == [Kind.TWO_HOUSEHOLDS]


@pytest.mark.parametrize(("days", "kind"), [(364, [Kind.RELIEVED]), (366, [])])
def test_relief_is_asked_about_for_a_year(world, home, days, kind):
    day = TODAY - timedelta(days=days)
    give(world.lin_xiaoman, home, **RELIEF | {"since": day, "until": day})
    assert kinds(world.lin_xiaoman, home, "emergency_relief") == kind


def test_relief_that_was_taken_back_is_not_found(world, home):
    award = give(world.lin_xiaoman, home, **RELIEF)
    with acting(world.lin_xiaoman):
        end_award(by=world.lin_xiaoman, award=award, on=TODAY)
        assert Award.objects.get().is_void
    assert found(world.lin_xiaoman, home, "emergency_relief") == []


def test_declared_relief_of_another_office_is_found_and_the_same_as_an_award_once(world, home):
    with acting(world.lin_xiaoman):
        declare_relief(home, programme="fast_relief", day=TODAY)
    assert kinds(world.lin_xiaoman, home, "emergency_relief") == [Kind.DECLARED]
    give(world.lin_xiaoman, home, **RELIEF)
    assert kinds(world.lin_xiaoman, home, "emergency_relief") == [Kind.RELIEVED]


def test_while_facts_are_entered_relief_is_asked_about_once_there_is_a_hardship(world, home):
    with acting(world.lin_xiaoman):
        declare_relief(home, day=date(2020, 1, 1))
        declare_relief(home, programme="fast_relief", day=TODAY)
        home.hardship_declared = None
        assert found_at_entry(home) == []
        home.hardship_declared = True
        assert [each.kind for each in found_at_entry(home)] == [Kind.DECLARED]


def test_a_household_that_one_does_not_see_is_not_asked_about(world, home, other):
    with (
        acting(world.lin_xiaoman),
        pytest.raises(DatabaseError, match="no such household"),
        transaction.atomic(),
    ):
        found_for(other, ANY, Step.ENTRY)


def test_every_question_is_written_down_while_facts_are_entered_once_a_day(world, home, other):
    for _each in range(3):
        found(world.lin_xiaoman, home, step=Step.ENTRY)
    found(world.lin_xiaoman, home, "dibao")
    first, second = events()
    assert (first.actor_id, first.subject_id) == (world.lin_xiaoman.pk, str(home.pk))
    assert first.details == {"step": "entry", "programme": None, "found": 1}
    assert second.details == {"step": "submission", "programme": "dibao", "found": 1}


def test_what_sees_every_row_is_no_function_of_the_application(world, home):
    for call in ("cautions_found(%s, '')", "cautions_unanswered(%s, '', NULL)"):
        with acting(world.lin_xiaoman), transaction.atomic(), connection.cursor() as cursor:
            with pytest.raises(DatabaseError, match="permission denied"):
                cursor.execute(f"SELECT {call}", [home.pk])
            transaction.set_rollback(True)


def test_the_database_knows_every_form_of_relief():
    known = import_module("relief.cautions.migrations.0002_guards").RELIEF
    assert set(known) == {code for code, programme in BY_CODE.items() if programme.asks_amount}
