"""The township of tests/world.py with what its county has set, for one test or for several connections."""

import pytest

from tests.casework.arranging import make_place
from tests.own_database import own_database
from tests.world import make_world


@pytest.fixture
def place(world):
    """The world with what its county has set."""
    make_place(world.county)
    return world


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """The world in a database of its own, where what one connection commits the others see."""
    with own_database(django_db_blocker):
        world = make_world()
        make_place(world.county)
        yield world
