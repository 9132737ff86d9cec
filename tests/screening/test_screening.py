"""A check keeps one row that never changes: what was declared, what was in force, what the law said."""

import json
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from relief.audit.queries import events_about
from relief.households.models import Household
from relief.households.services import name_member, store_household
from relief.offices.access import acting
from relief.offices.models import Role
from relief.offices.queries import UnknownPlace, place_for
from relief.rules.answers import screen
from relief.rules.parameters import Figures, LawNotEncoded
from relief.rules.storing import answer_to_data
from relief.screening.models import Screening
from relief.screening.queries import (
    answer_of,
    figures_for,
    is_of_today,
    latest_screening,
    replayed,
    screenings_of,
)
from relief.screening.services import screen_household
from tests.factories import make_figures, make_household
from tests.households.case_files import FILES, case_from, cases_of
from tests.screening.arranging import make_place
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def household(world):
    with acting_everywhere():
        make_figures(world.county)
    with acting(world.lin_xiaoman):
        return make_household(world.lin_xiaoman)


def as_text(data):
    return json.dumps(data, sort_keys=True, ensure_ascii=False)


def checked(world, household, by=None, day=None):
    by = by or world.lin_xiaoman
    with acting(by):
        made = screen_household(by=by, household=household, day=day or household.facts_on)
        return Screening.objects.get(pk=made.pk)


def test_it_keeps_who_what_when_and_by_which_law(world, household):
    before = timezone.now()
    screening = checked(world, household)

    assert (screening.household_id, screening.area_id) == (household.pk, world.liushu.number)
    assert (screening.made_by, screening.day) == (world.lin_xiaoman, household.facts_on)
    assert before <= screening.made_at <= timezone.now()
    assert answer_of(screening)["dibao"].verdict == "eligible"
    assert screening.figures["in_force"]["dibao_standard"] == {"urban": 800, "rural": 800}
    assert len(screening.law_version) == len(screening.facts_hash) == 64


def test_the_audit_knows_by_codes_alone(world, household):
    screening = checked(world, household)
    with acting(world.lin_xiaoman):
        event = events_about(screening).get()

    assert (event.actor_id, event.action) == (world.lin_xiaoman.pk, "screening.screened")
    assert event.details["verdicts"]["dibao"] == "eligible"
    assert event.details["day"] == household.facts_on.isoformat()
    assert set(event.details) == {"household", "day", "law_version", "verdicts"}


@pytest.mark.parametrize("role", Role)
def test_who_may_check(world, household, role):
    by = world.by_role[role]
    if role in (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER):
        assert checked(world, household, by).made_by == by
    else:
        with acting(by), pytest.raises(PermissionDenied):
            screen_household(by=by, household=household, day=DAY)


def test_nobody_checks_in_another_area(world, household):
    for by in (world.zhou_ting, world.zheng_guoping):
        with acting_everywhere(), pytest.raises(PermissionDenied):
            screen_household(by=by, household=household, day=DAY)
    with acting_everywhere():
        assert not Screening.objects.exists()


def test_another_area_does_not_see_it(world, household):
    screening = checked(world, household)
    with acting(world.zheng_guoping):
        assert latest_screening(household) is None
    with acting(world.he_jing):
        assert latest_screening(household) == screening


def test_a_row_cannot_be_put_into_another_area(world, household):
    screening = checked(world, household)
    values = {field.attname: getattr(screening, field.attname) for field in Screening._meta.fields}
    values |= {"id": None, "area_id": world.hepingli.number}
    with acting(world.lin_xiaoman), pytest.raises(ProgrammingError, match="row-level security"):
        Screening(**{**values, "id": household.pk}).save(force_insert=True)


def test_an_early_day_and_an_unknown_place_are_refused(world, household):
    with acting(world.lin_xiaoman), pytest.raises(LawNotEncoded):
        screen_household(by=world.lin_xiaoman, household=household, day=date(2021, 6, 30))
    # The owner alone can take a county away, which the application never does.
    lost = Household(pk=household.pk, area_id=991100101001, area_kind="urban", facts_on=DAY)
    with pytest.raises(UnknownPlace):
        figures_for(lost, DAY, timezone.now())


@pytest.mark.parametrize(
    "deed", ["UPDATE screening_screening SET day = day", "DELETE FROM screening_screening"]
)
def test_the_application_cannot_change_it(world, household, deed):
    checked(world, household)
    with acting(world.lin_xiaoman), connection.cursor() as cursor:
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute(deed)
        cursor.execute("SET LOCAL ROLE relief_owner")
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(deed)
        cursor.execute("SET LOCAL ROLE relief_app")


def test_the_newest_comes_first(world, household):
    first, second = checked(world, household), checked(world, household)
    with acting(world.lin_xiaoman):
        assert list(screenings_of(household)) == [second, first]
        assert latest_screening(household) == second


def test_it_is_of_today_until_the_facts_change(world, household):
    screening = checked(world, household)
    with acting(world.lin_xiaoman):
        assert is_of_today(screening)
        household.members.filter(relation="head").update(serious_illness=True)

        assert not is_of_today(Screening.objects.get())


def test_it_is_of_today_until_a_figure_is_known_that_changes_the_law(world, household):
    screening = checked(world, household)
    with acting_everywhere():
        make_figures(
            world.county,
            in_force_from=date(2021, 8, 1),
            known_from=timezone.now(),
            values={"dibao_standard": {"urban": 801, "rural": 800}},
        )
    with acting(world.lin_xiaoman):
        assert not is_of_today(screening)
        # What was answered stays answered by what was known.
        assert as_text(answer_to_data(replayed(screening))) == as_text(screening.findings)


def test_it_is_of_today_until_the_household_stands_on_another_day(world, household):
    screening = checked(world, household)
    with acting(world.lin_xiaoman):
        Household.objects.update(facts_on=date(2026, 11, 24))

        assert not is_of_today(Screening.objects.get(pk=screening.pk))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_case_is_answered_as_at_the_command_line_and_can_be_replayed(world, path):
    make_place(world.county)
    for case in cases_of(path):
        with acting(world.lin_xiaoman):
            home = store_household(by=world.lin_xiaoman, area=world.liushu, case=case)
        screening = checked(world, home)
        figures = Figures(place_for("990100", case.day, timezone.now()), case.area, case.day)
        expected = screen(case.household, figures)

        assert answer_of(screening) == expected, case.name
        assert as_text(answer_to_data(replayed(screening))) == as_text(screening.findings), case.name
        assert as_text(answer_to_data(answer_of(screening))) == as_text(screening.findings), case.name


PEOPLE = "    - {{id: m{number}, relation: other, incomes: [{{kind: wage}}], obligors: [{{}}]}}\n"


def test_as_many_queries_for_one_member_as_for_six(world, household, django_assert_num_queries):
    for count in (1, 6):
        case = case_from("  members:\n" + "".join(PEOPLE.format(number=number) for number in range(count)))
        with acting(world.lin_xiaoman):
            home = store_household(by=world.lin_xiaoman, area=world.liushu, case=case)
            # Two for the savepoint, the household, six for its facts, two for the place, one for the row,
            # one for the audit.
            with django_assert_num_queries(15):
                screen_household(by=world.lin_xiaoman, household=home, day=home.facts_on)


def test_what_is_kept_names_nobody(world):
    case = case_from(
        "  members: [{id: a, relation: head, incomes: [{kind: wage, amount: 1234.50}]}]\n"
        "  hardship: {cause: 张三在县医院住院}\n"
        "  relief_history: [{cause: 张三在县医院住院}, {cause: 李四家失火}]\n"
    )
    with acting_everywhere():
        make_figures(world.county)
    with acting(world.lin_xiaoman):
        home = store_household(by=world.lin_xiaoman, area=world.liushu, case=case)
        head = home.members.get()
        name_member(by=world.lin_xiaoman, member=head, name="周桂芳", document=None)
        Household.objects.filter(pk=home.pk).update(title="一户人家", source="某文件")
    screening = checked(world, home)
    kept = as_text([screening.facts, screening.findings, screening.figures])

    assert screening.facts["hardship"]["cause"] == "cause-1"
    assert [each["cause"] for each in screening.facts["relief_history"]] == ["cause-1", "cause-2"]
    assert screening.facts["members"][0]["incomes"] == [{"kind": "wage", "amount": "1234.50"}]
    # No Chinese at all: neither a name nor a title nor a sentence.
    assert [sign for sign in kept if "一" <= sign <= "鿿"] == []
    assert home.number not in kept
