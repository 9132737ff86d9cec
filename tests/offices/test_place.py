"""A place as case files write it, on a day, as known at a moment."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, transaction

from relief.audit.queries import events_about
from relief.offices import services
from relief.offices.access import acting
from relief.offices.models import LocalFigures, Role, Section
from relief.offices.queries import UnknownPlace, place_for
from tests.factories import make_figures
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DAY = date(2022, 9, 1)
KNOWN = datetime(2023, 1, 1, tzinfo=UTC)


def known(year, month, day):
    return datetime(year, month, day, tzinfo=UTC)


def standard(amount):
    return {"dibao_standard": {"urban": amount, "rural": amount}}


@pytest.fixture
def arranging(world):
    with acting_everywhere():
        yield


def figures_on(world, day=DAY, known_at=KNOWN, code="990100"):
    return place_for(code, day, known_at)["figures"]


def test_without_figures_a_place_is_known_and_empty(world):
    assert place_for("990100", DAY, KNOWN) == {"name": "示例县", "code": "990100", "figures": []}


def test_nobody_need_be_signed_in_to_read_figures(world):
    with acting_everywhere():
        make_figures(world.county)

    assert figures_on(world)[0]["dibao_standard"] == {"urban": 800, "rural": 800}


def test_a_community_or_township_code_means_its_county(world):
    assert place_for("990100101", DAY, KNOWN)["code"] == "990100"
    assert place_for("990100101001", DAY, KNOWN)["code"] == "990100"


@pytest.mark.parametrize("code", ["990300", "9901", "99O100", "", "990100101001001"])
def test_a_code_that_is_not_loaded_is_named(world, code):
    with pytest.raises(UnknownPlace):
        place_for(code, DAY, KNOWN)


def test_numbers_are_exact_and_days_are_days(world, arranging):
    values = {"rigid_ratio": 0.6, "graduate_programme_open": {"from": "2022-06-02", "to": "2023-12-31"}}
    make_figures(world.county, values=values)

    assert figures_on(world) == [
        {
            "from": date(2021, 7, 1),
            "rigid_ratio": Decimal("0.6"),
            "graduate_programme_open": {"from": date(2022, 6, 2), "to": date(2023, 12, 31)},
        }
    ]


def test_the_newest_entry_applies_whole_from_its_first_day(world, arranging):
    make_figures(world.county, values=standard(800) | {"price_floor": 10})
    make_figures(world.county, values=standard(860), in_force_from=date(2022, 10, 1))

    assert figures_on(world, date(2022, 9, 30))[0]["price_floor"] == 10
    assert figures_on(world, date(2022, 10, 1)) == [{"from": date(2022, 10, 1)} | standard(860)]
    assert figures_on(world, date(2021, 6, 30)) == []


def test_an_entry_that_has_ended_gives_way_to_the_one_before(world, arranging):
    make_figures(world.county)
    make_figures(
        world.county, values=standard(900), in_force_from=date(2022, 3, 1), in_force_to=date(2022, 3, 31)
    )

    assert figures_on(world, date(2022, 3, 31))[0]["dibao_standard"]["urban"] == 900
    assert figures_on(world, date(2022, 4, 1))[0]["dibao_standard"]["urban"] == 800


def test_the_nearest_level_answers(world, arranging):
    make_figures(world.province, values=standard(500))
    assert figures_on(world)[0]["dibao_standard"]["urban"] == 500

    make_figures(world.county)
    assert figures_on(world)[0]["dibao_standard"]["urban"] == 800
    assert figures_on(world, code="990200")[0]["dibao_standard"]["urban"] == 500


def test_a_province_answers_for_days_before_the_countys_first(world, arranging):
    make_figures(world.province, values=standard(500), in_force_from=date(2020, 1, 1))
    make_figures(world.county)

    assert figures_on(world, date(2021, 6, 30))[0]["dibao_standard"]["urban"] == 500


def test_each_section_is_taken_from_its_own_nearest_level(world, arranging):
    make_figures(world.county)
    prices = {"month": "2022-09", "cpi": 2.8, "food_cpi": 8.8, "scpi": 4.2}
    make_figures(world.province, section=Section.PRICES, values=prices)
    make_figures(
        world.county,
        section=Section.EPIDEMIC,
        values={"community_relief": True},
        in_force_to=date(2022, 12, 31),
    )

    place = place_for("990100", DAY, KNOWN)
    assert place["price_linkage"][0]["food_cpi"] == Decimal("8.8")
    assert place["epidemic_affected"] == [
        {"from": date(2021, 7, 1), "to": date(2022, 12, 31), "community_relief": True}
    ]


def test_what_was_not_known_yet_is_not_there(world, arranging):
    make_figures(world.county, known_from=known(2022, 6, 1))

    assert figures_on(world, known_at=known(2022, 5, 31)) == []
    assert figures_on(world, known_at=known(2022, 6, 1)) != []


def test_of_two_from_the_same_day_the_one_known_later_applies(world, arranging):
    make_figures(world.county)
    make_figures(world.county, values=standard(810), known_from=known(2022, 2, 1))

    assert figures_on(world)[0]["dibao_standard"]["urban"] == 810
    assert figures_on(world, known_at=known(2022, 1, 31))[0]["dibao_standard"]["urban"] == 800


def test_a_correction_takes_the_place_of_what_it_corrects_even_for_other_days(world, arranging):
    wrong = make_figures(world.county, values=standard(860), in_force_from=date(2022, 1, 1))
    make_figures(
        world.county,
        values=standard(860),
        in_force_from=date(2022, 10, 1),
        known_from=known(2022, 2, 1),
        corrects=wrong,
    )

    assert figures_on(world) == []
    assert figures_on(world, date(2022, 10, 1)) != []
    assert figures_on(world, known_at=known(2022, 1, 31)) != []


def test_a_correction_of_a_correction_leaves_only_the_last(world, arranging):
    first = make_figures(world.county)
    second = make_figures(world.county, values=standard(810), known_from=known(2022, 2, 1), corrects=first)
    make_figures(world.county, values=standard(820), known_from=known(2022, 3, 1), corrects=second)

    assert figures_on(world)[0]["dibao_standard"]["urban"] == 820


@pytest.mark.parametrize(
    "changes",
    [
        {"known_from": known(2021, 6, 21)},
        {"section": Section.EPIDEMIC},
        {"area": "other_county"},
    ],
)
def test_a_correction_is_of_the_same_place_and_section_and_known_later(world, arranging, changes):
    first = make_figures(world.county)
    fields = {"area": "county", "known_from": known(2022, 2, 1)} | changes
    area = getattr(world, fields.pop("area"))
    with pytest.raises(IntegrityError, match="same place and section"):
        make_figures(area, corrects=first, **fields)


def test_a_row_is_corrected_once(world, arranging):
    first = make_figures(world.county)
    make_figures(world.county, known_from=known(2022, 2, 1), corrects=first)
    with pytest.raises(IntegrityError, match="corrects_id"):
        make_figures(world.county, known_from=known(2022, 3, 1), corrects=first)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"document": ""}, "has_document"),
        ({"in_force_to": date(2021, 6, 30)}, "days_in_order"),
        ({"section": "other"}, "figures_section"),
    ],
)
def test_a_row_must_make_sense(world, arranging, changes, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        make_figures(world.county, **changes)


def test_townships_set_no_figures(world, arranging):
    with pytest.raises(IntegrityError, match="county_or_above"):
        make_figures(world.qingxi)


def test_the_application_changes_no_row(world, arranging):
    row = make_figures(world.county)
    rows = LocalFigures.objects.filter(pk=row.pk)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows.update(document="别的文件")
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        rows.delete()


def test_an_officer_registers_and_knows_from_now_on(world):
    with acting(world.gao_jianguo):
        row = services.register_figures(
            by=world.gao_jianguo,
            area=world.county,
            section=Section.FIGURES,
            in_force_from=date(2022, 1, 1),
            values=standard(860),
            document="示民发〔2026〕19号",
            known_from=known(2021, 12, 1),
        )

    assert row.known_from > known(2026, 1, 1)
    assert row.entered_by == world.gao_jianguo
    with acting_everywhere():
        assert events_about(row).get().action == "offices.figures_registered"


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.APPROVER, Role.AUDITOR])
def test_other_roles_register_nothing(world, role):
    person = world.by_role[role]
    with acting(person), pytest.raises(PermissionDenied):
        services.register_figures(
            by=person,
            area=world.county,
            section=Section.FIGURES,
            in_force_from=DAY,
            values={},
            document="示民发〔2026〕19号",
        )
    assert not LocalFigures.objects.exists()
