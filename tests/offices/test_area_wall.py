"""Everyone sees only what lies in their area, and the database holds to it by itself."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.http import Http404

from relief.audit.models import Event
from relief.audit.services import record
from relief.offices.access import acting, get_visible_or_404
from relief.offices.models import Area, Level, Role, User, last_of
from tests.factories import make_figures, make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def settings_of_connection() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('relief.area_low', true), current_setting('relief.area_high', true),"
            " current_setting('relief.user', true)"
        )
        return tuple(value or "" for value in cursor.fetchone())


def an_event(world, area):
    with acting_everywhere():
        return record(by=world.lin_xiaoman, action="tests.looked", subject=world.liushu, area=area.number)


def test_a_query_sees_nothing_until_somebody_acts(world):
    an_event(world, world.liushu)

    assert not Event.objects.exists()


def test_each_sees_their_own_subtree(world):
    mine, neighbour, away = (an_event(world, area) for area in (world.liushu, world.qianjin, world.hepingli))

    def seen_by(user):
        with acting(user):
            return set(Event.objects.values_list("pk", flat=True))

    assert seen_by(world.lin_xiaoman) == {mine.pk}
    assert seen_by(world.he_jing) == {mine.pk, neighbour.pk}
    assert seen_by(world.zheng_guoping) == {away.pk}
    assert seen_by(world.gao_jianguo) == {mine.pk, neighbour.pk, away.pk}


def test_a_row_of_another_area_answers_like_none(world):
    away = an_event(world, world.hepingli)

    with acting(world.lin_xiaoman), pytest.raises(Http404):
        get_visible_or_404(Event.objects.all(), away.pk)
    with acting(world.zhou_ting):
        assert get_visible_or_404(Event.objects.all(), away.pk) == away


def test_a_row_cannot_be_put_into_another_area(world):
    with acting(world.lin_xiaoman), pytest.raises(ProgrammingError, match="row-level security"):
        record(by=world.lin_xiaoman, action="tests.looked", subject=world.liushu, area=world.qianjin.number)


def test_acting_ends_and_nested_acting_returns_to_the_one_before(world):
    with acting(world.he_jing):
        outer = settings_of_connection()
        with acting(world.zhou_ting):
            assert settings_of_connection()[2] == str(world.zhou_ting.pk)
        assert settings_of_connection() == outer

    assert settings_of_connection() == ("", "", "")


def test_an_error_leaves_no_area_behind(world):
    with pytest.raises(RuntimeError), acting(world.he_jing):
        raise RuntimeError

    assert settings_of_connection() == ("", "", "")


def test_a_failed_statement_leaves_no_area_behind(world):
    with pytest.raises(IntegrityError), transaction.atomic(), acting(world.gao_jianguo):
        make_figures(world.county, document="")

    assert settings_of_connection() == ("", "", "")


def test_figures_are_written_only_for_ones_own_area(world):
    with acting(world.gao_jianguo):
        make_figures(world.county)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            make_figures(world.other_county)
    with acting(world.he_jing), pytest.raises(ProgrammingError, match="row-level security"):
        make_figures(world.county)


def test_people_are_added_and_changed_only_in_ones_own_area(world):
    with acting(world.he_jing):
        make_user(Role.CASEWORKER, world.qianjin)
        assert User.objects.filter(pk=world.zhou_ting.pk).update(is_active=False) == 0
        assert User.objects.filter(pk=world.lin_xiaoman.pk).update(is_active=False) == 1
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            make_user(Role.CASEWORKER, world.dongmen)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            User.objects.filter(pk=world.lin_xiaoman.pk).update(area=world.hepingli)


def test_areas_are_added_only_in_ones_own_area(world):
    def add(number, parent):
        level = Level.COMMUNITY
        Area.objects.create(
            number=number, last=last_of(number, level), level=level, name="新社区", parent=parent
        )

    with acting(world.he_jing):
        add(990100101003, world.qingxi)
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            add(990100001003, world.shiqiao)


def test_an_areas_place_in_the_tree_is_nobodys_to_change(world):
    with acting(world.gao_jianguo):
        Area.objects.filter(pk=world.liushu.pk).update(name="柳树里社区")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            Area.objects.filter(pk=world.liushu.pk).update(parent=world.shiqiao)
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            world.hewan.delete()


def test_nobody_deletes_a_person(world):
    with acting(world.gao_jianguo), pytest.raises(ProgrammingError, match="permission denied"):
        User.objects.filter(pk=world.lin_xiaoman.pk)._raw_delete(using="default")
