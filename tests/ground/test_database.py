"""The tests stand on what the application stands on: the same driver, the same powerless role."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_the_driver_is_psycopg2():
    assert connection.Database.__name__ == "psycopg2"


def test_the_role_has_no_power():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole"
            " FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("relief_app", False, False, False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole")
        assert cursor.fetchone() == (0,)
