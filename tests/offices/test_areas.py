"""An area's number, level, range and parent hold together in the database."""

import pytest
from django.db import IntegrityError

from relief.offices.models import Area, Level, Role, county_of
from tests.factories import make_area, make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _everywhere(db):
    with acting_everywhere():
        yield


def test_codes_are_written_as_people_write_them(world):
    assert [area.code for area in (world.province, world.county, world.qingxi, world.liushu)] == [
        "990000",
        "990100",
        "990100101",
        "990100101001",
    ]


def test_the_range_of_a_county_holds_its_communities_and_no_neighbours(world):
    assert world.county.contains(world.hewan.number)
    assert not world.qingxi.contains(world.hewan.number)
    assert not world.county.contains(world.other_county.number)


@pytest.mark.parametrize(
    "changes",
    [
        {"last": 990300999998},
        {"last": 990399999999},
        {"number": 990300000001},
        {"number": 990300001000, "last": 990301000999},
        {"level": Level.TOWNSHIP},
        {"level": "ward"},
    ],
)
def test_number_level_and_range_must_fit(world, changes):
    county = {"number": 990300000000, "last": 990300999999, "level": Level.COUNTY}
    with pytest.raises(IntegrityError):
        Area.objects.create(name="某县", parent=world.province, **(county | changes))


def test_a_number_has_twelve_digits(world):
    with pytest.raises(IntegrityError, match="twelve_digits"):
        make_area(0, Level.PROVINCE, "某省")


def test_only_a_province_has_no_parent(world):
    with pytest.raises(IntegrityError, match="without_parent"):
        make_area(990300000000, Level.COUNTY, "某县")


def test_an_area_lies_inside_its_parent(world):
    with pytest.raises(IntegrityError, match="does not lie inside"):
        make_area(990100002000, Level.TOWNSHIP, "某镇", world.other_county)


def test_an_area_is_not_its_own_parent(world):
    with pytest.raises(IntegrityError, match="does not lie inside"):
        make_area(990200000000 + 10**6, Level.COUNTY, "某县", Area(number=990201000000))


def test_a_city_without_counties_stands_in_for_one(world):
    province = make_area(440000000000, Level.PROVINCE, "广东省")
    dongguan = make_area(441900000000, Level.PREFECTURE, "东莞市", province)
    with_counties = make_area(440100000000, Level.PREFECTURE, "广州市", province)
    shilong = make_area(441900102000, Level.TOWNSHIP, "石龙镇", dongguan)

    make_user(Role.COUNTY_OFFICER, dongguan)
    assert county_of(shilong.number) == dongguan.number
    assert dongguan.contains(shilong.number)
    with pytest.raises(IntegrityError, match="does not fit"):
        make_user(Role.COUNTY_OFFICER, with_counties)


def test_an_account_name_is_plain(world):
    with pytest.raises(IntegrityError, match="username_plain"):
        make_user(Role.AUDITOR, world.county, username="Su Wen")


def test_a_role_is_one_of_five(world):
    with pytest.raises(IntegrityError, match="known_role"):
        make_user("superuser", world.county)


def test_a_person_has_a_name(world):
    with pytest.raises(IntegrityError, match="has_a_name"):
        make_user(Role.AUDITOR, world.county, display_name="")


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_auditors_and_administrators_work_at_any_level(world, role):
    for area in (world.province, world.county, world.qingxi, world.liushu):
        make_user(role, area)
