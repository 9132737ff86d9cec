"""请过目: figures that end, change or are missing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from relief.offices.access import acting
from relief.offices.figure_notices import figure_notices
from relief.offices.figure_topics import KEYS
from tests.factories import make_figures
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def titles(world):
    with acting(world.gao_jianguo):
        return [notice.title for notice in figure_notices(world.county)]


def figures(world, *, since, until=None, values=None):
    today = timezone.localdate()
    with acting_everywhere():
        make_figures(
            world.county,
            in_force_from=today + timedelta(days=since),
            in_force_to=None if until is None else today + timedelta(days=until),
            values=dict.fromkeys(KEYS, 1) if values is None else values,
            document=f"示民发〔2026〕{since}号",
        )


def test_without_any_figures_that_is_all_that_is_said(world):
    assert titles(world) == ["本地的标准还没有登记"]


def test_with_everything_set_and_no_end_nothing_is_said(world):
    figures(world, since=-100)
    assert titles(world) == []


def test_what_ends_soon_is_said_unless_something_follows(world):
    figures(world, since=-100, until=30)
    assert titles(world) == ["标准快过期"]
    figures(world, since=31)
    assert titles(world) == ["标准快要变"]


def test_what_ends_or_changes_far_ahead_waits(world):
    figures(world, since=-100, until=90)
    figures(world, since=91)
    assert titles(world) == []


def test_what_a_condition_needs_and_nobody_set_is_named(world):
    figures(world, since=-100, values={key: 1 for key in KEYS if key != "dibao_standard"})
    with acting(world.gao_jianguo):
        (notice,) = figure_notices(world.county)
    assert notice.title == "1项标准没有登记"
    assert "低保标准" in notice.note
