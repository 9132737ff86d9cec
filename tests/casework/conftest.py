import pytest

from tests.casework.arranging import GRACE, make_application, make_place, make_relief
from tests.own_database import own_database
from tests.world import make_world


@pytest.fixture
def place(world):
    """The world with what its county has set."""
    make_place(world.county)
    return world


@pytest.fixture
def dibao(place):
    """林小满 asked for dibao; the advice is 1.00元 a month."""
    return make_application(place.lin_xiaoman)


@pytest.fixture
def grace(place):
    """林小满 asked for the phase-out of dibao, 130.00元 a month: the township decides at once."""
    return make_application(place.lin_xiaoman, "dibao_grace", GRACE)


@pytest.fixture
def relief(place):
    """林小满 asked for 800.00元 after a fire; it is advised and the township may."""
    return make_relief(place.lin_xiaoman)


@pytest.fixture
def committed(django_db_setup, django_db_blocker):
    """The world in a database of its own, where what one connection commits the others see."""
    with own_database(django_db_blocker):
        world = make_world()
        make_place(world.county)
        yield world
