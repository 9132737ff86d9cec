"""Writers of one county queue behind each other until the first has committed; other counties do not wait."""

from contextlib import closing

import psycopg2
import pytest
from django.db import connection
from psycopg2.errors import LockNotAvailable

pytestmark = pytest.mark.django_db

INSERT = """
INSERT INTO audit_event (id, at, actor_role, action, subject_kind, subject_id, area, details)
VALUES (gen_random_uuid(), now(), 'system', 'tests.looked', 'offices.area', '1', %s, '{}')
RETURNING number
"""


@pytest.fixture
def writer():
    """Connections of their own beside the test's; nothing is ever committed."""
    opened = []

    def open_one():
        other = psycopg2.connect(**connection.get_connection_params())
        opened.append(closing(other))
        with other.cursor() as cursor:
            cursor.execute("SET lock_timeout = '50ms'")
            cursor.execute("SELECT set_config('relief.area_low', '0', false)")
            cursor.execute("SELECT set_config('relief.area_high', '999999999999', false)")
        other.commit()
        return other

    yield open_one
    for other in opened:
        with other:
            pass


def write(other, area):
    with other.cursor() as cursor:
        cursor.execute(INSERT, [area])
        return cursor.fetchone()[0]


def test_one_county_one_writer(writer):
    first, second = writer(), writer()
    assert write(first, 990100101001) == 1

    with pytest.raises(LockNotAvailable):
        write(second, 990100001001)
    second.rollback()
    assert write(second, 990200000000) == 1
    second.rollback()

    first.rollback()
    assert write(second, 990100001001) == 1
