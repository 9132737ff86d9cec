"""Measuring: a line for each thing, and nothing left behind. How long it takes is no test's concern."""

from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command

from relief.audit.models import Event
from relief.households.models import Entry
from tests.factories import make_figures, make_household
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def lines(subject="save"):
    out = StringIO()
    call_command("benchmark", subject, rounds=1, stdout=out)
    return out.getvalue().splitlines()


def left():
    with acting_everywhere():
        return [model.objects.count() for model in (Entry, Event, Session)]


def test_a_save_of_a_household_of_four_is_measured_and_leaves_nothing_behind(world):
    with acting_everywhere():
        make_figures(world.county)
        make_household(world.lin_xiaoman, "students-in-the-household")
    before = left()
    head, *told = lines()
    assert head.split()[-1] == "queries"
    assert {line.split(":")[0] for line in told} == {"open", "save"}
    assert all(int(line.split()[-1]) > 0 for line in told)
    assert left() == before


def test_without_a_household_of_four_it_says_what_is_missing(world):
    with pytest.raises(CommandError, match="seed_demonstration"):
        lines()
