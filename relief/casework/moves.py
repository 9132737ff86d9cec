"""For migrations of this room: rows of the table of transitions as the database has them.

A test holds them to `relief/casework/workflow`.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import migrations

THERE = """
INSERT INTO public.casework_move
    (deed, before, after, role, procedure, second_person, desk, owner, decides, leaves)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s);
"""
GONE = """
DELETE FROM public.casework_move
WHERE (deed, before, after, role, procedure, second_person, desk, owner, decides, leaves)
    = (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s);
"""


class Move(NamedTuple):
    """One row of `casework_move`: `before` empty for what is new, `decides` and `leaves` where nothing is."""

    deed: str
    before: str
    after: str
    role: str
    procedure: str
    second_person: bool
    desk: str
    owner: str
    decides: str = ""
    leaves: str = ""


def moves(*, added: Iterable[Move] = (), removed: Iterable[Move] = ()) -> migrations.RunSQL:
    added, removed = list(added), list(removed)
    return migrations.RunSQL([*_gone(removed), *_there(added)], [*_gone(added), *_there(removed)])


def procedures(
    *, added: Iterable[tuple[str, str]] = (), removed: Iterable[tuple[str, str]] = ()
) -> migrations.RunSQL:
    """Programme and procedure: whose rows hold for it."""
    added, removed = list(added), list(removed)
    insert = "INSERT INTO public.casework_procedure (programme, procedure) VALUES (%s, %s);"
    delete = "DELETE FROM public.casework_procedure WHERE (programme, procedure) = (%s, %s);"
    return migrations.RunSQL(
        [*((delete, row) for row in removed), *((insert, row) for row in added)],
        [*((delete, row) for row in added), *((insert, row) for row in removed)],
    )


def states(*, added: Iterable[tuple[str, str, bool]] = ()) -> migrations.RunSQL:
    """State, whose step it is, and whether whoever gave the opinion does nothing there."""
    added = list(added)
    insert = "INSERT INTO public.casework_state (state, role, after_opinion) VALUES (%s, %s, %s);"
    delete = "DELETE FROM public.casework_state WHERE state = %s;"
    return migrations.RunSQL([(insert, row) for row in added], [(delete, row[:1]) for row in added])


def _there(rows: list[Move]) -> list[tuple[str, Move]]:
    return [(THERE, row) for row in rows]


def _gone(rows: list[Move]) -> list[tuple[str, Move]]:
    return [(GONE, row) for row in rows]
