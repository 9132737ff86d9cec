from datetime import UTC, datetime
from uuid import UUID

import pytest

from relief.web.keyset import Place, place_from

SOMEWHERE = Place(datetime(2026, 11, 24, 8, 30, 0, 123456, tzinfo=UTC), UUID(int=7))


def test_a_place_is_read_back_from_its_address():
    assert place_from(str(SOMEWHERE)) == SOMEWHERE


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-11-24T08:30:00", str(SOMEWHERE).replace("+00:00", ""), str(SOMEWHERE)[:-1]],
)
def test_what_cannot_be_read_begins_at_the_beginning(text):
    assert place_from(text) is None
