import pytest
from django.db import transaction

from tests.casework.arranging import make_place


@pytest.fixture
def place(world):
    """The world with what its county has set."""
    make_place(world.county)
    return world


@pytest.fixture
def alone(db):
    """Awards without the decision that gave them, for what this room holds by itself; never committed."""
    yield
    transaction.set_rollback(True)
