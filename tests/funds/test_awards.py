"""What the database holds of awards, tried as the application's role."""

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from relief.funds.models import Award, Covered, Kind
from relief.funds.services import AlreadyAwarded, end_award
from relief.offices.access import acting
from tests.casework.raw import refused_by
from tests.factories import make_household
from tests.funds.arranging import give, known_as
from tests.world import acting_everywhere

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("alone")]


def home_of(by):
    with acting(by):
        return make_household(by)


@pytest.fixture
def home(world):
    return home_of(world.lin_xiaoman)


def test_nobody_has_one_programme_twice_at_the_same_time(world, home):
    give(world.lin_xiaoman, home)
    with pytest.raises(AlreadyAwarded):
        give(world.lin_xiaoman, home, since=date(2026, 6, 1), until=date(2026, 6, 30))
    with acting(world.lin_xiaoman):
        assert Award.objects.count() == 1


def test_another_programme_and_another_time_may_be(world, home):
    give(world.lin_xiaoman, home, until=date(2026, 5, 31))
    give(world.lin_xiaoman, home, since=date(2026, 6, 1))
    give(world.lin_xiaoman, home, programme="tekun")
    with acting(world.lin_xiaoman):
        assert Award.objects.count() == 3


def test_the_same_person_in_another_household_of_another_township_may_not_either(world, home):
    member = known_as(world.lin_xiaoman, home)
    give(world.lin_xiaoman, home, [member])
    other = home_of(world.zhou_ting)
    # Of another office one does not see the person; the number says that it is the same.
    with acting_everywhere():
        row = other.members.get(relation="head")
        row.person = member.person
        row.save()
    with pytest.raises(AlreadyAwarded):
        give(world.zhou_ting, other, [row])


def test_a_void_award_is_in_nobodys_way(world, home):
    award = give(world.lin_xiaoman, home)
    with acting(world.lin_xiaoman):
        end_award(by=world.lin_xiaoman, award=award, on=date(2025, 12, 1))
    give(world.lin_xiaoman, home)
    with acting(world.lin_xiaoman):
        assert [each.is_void for each in Award.objects.order_by("until")] == [True, False]


@pytest.mark.parametrize(
    ("kind", "on", "last"),
    [
        (Kind.MONTHLY, date(2026, 3, 5), date(2026, 3, 4)),
        (Kind.MONTHLY, date(2025, 12, 5), date(2025, 12, 31)),
        (Kind.MONTHLY, date(2026, 9, 5), date(2026, 6, 30)),
        (Kind.ONCE, date(2026, 3, 5), date(2025, 12, 31)),
    ],
)
def test_it_ends_the_day_before_and_never_later_than_it_would(world, home, kind, on, last):
    award = give(world.lin_xiaoman, home, kind=kind, until=date(2026, 6, 30))
    with acting(world.lin_xiaoman):
        end_award(by=world.lin_xiaoman, award=award, on=on)
        assert Award.objects.get().until == last
        assert {each.until for each in Covered.objects.all()} == {last}


@pytest.mark.parametrize("table", ["funds_award", "funds_covered"])
@pytest.mark.parametrize("statement", ["DELETE FROM {}", "TRUNCATE {}", "UPDATE {} SET programme = 'tekun'"])
def test_nothing_of_it_is_deleted_or_changed(world, home, table, statement):
    give(world.lin_xiaoman, home)
    with acting(world.lin_xiaoman), transaction.atomic(), connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="permission denied"):
            cursor.execute(statement.format(table))
        transaction.set_rollback(True)


def test_an_end_comes_nearer_and_never_goes_away(world, home):
    give(world.lin_xiaoman, home, until=date(2026, 6, 30))
    with acting(world.lin_xiaoman):
        for later in (date(2026, 7, 1), None):
            with refused_by("funds_award_only_ends"), transaction.atomic():
                Award.objects.update(until=later)
        Award.objects.update(until=date(2026, 5, 31))
        assert Award.objects.get().until == date(2026, 5, 31)


def test_who_is_covered_is_a_member_on_the_terms_of_the_award(world, home):
    award, other = give(world.lin_xiaoman, home), home_of(world.lin_xiaoman)
    with acting(world.lin_xiaoman):
        row = Covered.objects.filter(award=award).first()
        stranger = other.members.first()
        wrong = {"member": stranger, "person": stranger.person_id or stranger.pk}
        terms = {"award": award, "programme": row.programme, "since": row.since, "until": row.until}
        for changes in (wrong, {"programme": "tekun"}, {"since": date(2026, 2, 1)}, {"person": stranger.pk}):
            same = {"member": row.member, "person": row.person}
            with refused_by("funds_covered_as_its_award"), transaction.atomic():
                Covered.objects.create(**terms | same | changes)


def test_another_office_sees_nothing_of_it(world, home):
    give(world.lin_xiaoman, home)
    with acting(world.zhou_ting):
        assert not Award.objects.exists()
        assert not Covered.objects.exists()
    with acting(world.he_jing):
        assert Award.objects.count() == 1
