"""The township of tests/world.py with what its county has set, for one test or for several connections."""

import pytest

from tests.casework.arranging import make_place, recognised_here
from tests.own_database import own_database
from tests.world import make_world


@pytest.fixture
def place(world):
    """The world with what its county has set; its townships recognise standings."""
    make_place(world.county)
    recognised_here(world.county)
    return world


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """The world in a database of its own, where what one connection commits the others see."""
    with own_database(django_db_blocker):
        world = make_world()
        make_place(world.county)
        recognised_here(world.county)
        yield world
