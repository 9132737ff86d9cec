"""登记标准 by two officers in the same moment, each on a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from relief.audit.queries import events_about
from relief.offices.access import acting
from relief.offices.models import LocalFigures, Role, Section
from relief.offices.services import FiguresChanged, enter_figures
from relief.offices.vocabulary import Reading
from tests.factories import make_figures, make_user
from tests.own_database import own_database
from tests.world import acting_everywhere, make_world


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """The world in a database of its own, where what one connection commits the other sees."""
    with own_database(django_db_blocker):
        world = make_world()
        with acting_everywhere():
            other = make_user(Role.COUNTY_OFFICER, world.county, display_name="方敏")
            standing = make_figures(world.county, values={"dibao_standard": {"urban": 800, "rural": 700}})
        yield world, other, standing


def enter(by, seen, corrects, urban):
    values = {"dibao_standard": {"urban": urban, "rural": 700}}
    return enter_figures(
        by=by,
        area=by.area,
        section=Section.FIGURES,
        seen=seen.pk,
        reading=Reading(seen.in_force_from if corrects else date(2027, 1, 1), None, values),
        document="示民发〔2026〕19号第四条",
        corrects=seen if corrects else None,
        reason="抄错了" if corrects else "",
    )


def at_once(standing, *people, corrects):
    """Each enters figures in a thread of their own, all from the same start. What each came to."""
    start = Barrier(len(people))

    def run(number, by):
        try:
            with acting(by):
                start.wait()
                return enter(by, standing, corrects, 850 + number)
        except FiguresChanged as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(people)) as pool:
        return [each.result() for each in [pool.submit(run, *each) for each in enumerate(people)]]


@pytest.mark.parametrize("corrects", [True, False])
def test_one_enters_and_the_other_hears_what_the_first_has_entered(committed, corrects):
    world, other, standing = committed
    answers = at_once(standing, world.gao_jianguo, other, corrects=corrects)

    (entered,) = [each for each in answers if isinstance(each, LocalFigures)]
    (refused,) = [each for each in answers if isinstance(each, FiguresChanged)]
    assert refused.newest == entered
    with acting_everywhere():
        assert set(LocalFigures.objects.all()) == {standing, entered}
        assert [event.actor_id for event in events_about(entered)] == [entered.entered_by_id]
