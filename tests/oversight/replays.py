"""Screenings that somebody altered behind everybody's back, and the command run by who sees them all."""

from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.db import connection

from tests.world import acting_everywhere


@contextmanager
def as_owner():
    """The owner passes every policy, as whoever runs commands on the server does."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE relief_owner")
        yield cursor
        cursor.execute("SET LOCAL ROLE relief_app")


def alter(screening, column, path, value):
    """Writes another value into what was kept; the trigger that refuses it is the owner's to take away."""
    with as_owner() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE screening_screening DISABLE TRIGGER screening_screening_append_only")
        cursor.execute(
            f"UPDATE screening_screening SET {column} = jsonb_set({column}, %s, %s) WHERE id = %s",
            [path, value, screening.pk],
        )
        cursor.execute("ALTER TABLE screening_screening ENABLE TRIGGER screening_screening_append_only")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    with acting_everywhere():
        screening.refresh_from_db()


def place_of(screening, code):
    """Where a programme stands in the list of those that were answered."""
    codes = [each["code"] for each in screening.findings["programmes"]]
    return str(codes.index(code))


def replay(*arguments, terminal=False):
    """What the command wrote, line by line, and its exit code."""
    written, progress = StringIO(), StringIO()
    progress.isatty = lambda: terminal
    code = 0
    with as_owner():
        try:
            call_command("replay", *map(str, arguments), stdout=written, stderr=progress)
        except SystemExit as ended:
            code = ended.code
    return [*written.getvalue().splitlines(), *progress.getvalue().splitlines()], code
