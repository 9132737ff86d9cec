import pytest
from django.db import transaction


@pytest.fixture
def alone(db):
    """Awards without the decision that gave them, for what this room holds by itself; never committed."""
    yield
    transaction.set_rollback(True)
