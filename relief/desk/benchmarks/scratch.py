"""Databases that are made for one measurement and dropped after it."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import StringIO

import psycopg2
from django.core.management import call_command
from django.db import connection, connections
from psycopg2 import sql

EMPTY = "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
COPY = "CREATE DATABASE {} TEMPLATE {}"
DROP = "DROP DATABASE IF EXISTS {}"
PREPARED = ("load_areas", "load_figures", "load_calendar", "seed_demonstration")


@contextmanager
def scratch_databases(*names: str) -> Iterator[tuple[str, ...]]:
    """As many databases as names, each as at the first start of the demonstration; none of it stays."""
    made = tuple(f"{connection.settings_dict['NAME']}_{name}" for name in names)
    try:
        _drop(made)
        _as_owner(EMPTY, made[0])
        with connected_to(made[0]):
            call_command("migrate", interactive=False, verbosity=0)
            for command in PREPARED:
                call_command(command, stdout=StringIO())
        for name in made[1:]:
            _as_owner(COPY, name, made[0])
        yield made
    finally:
        _drop(made)


@contextmanager
def connected_to(name: str, role: str = "") -> Iterator[None]:
    """Within this block the process works in another database, with the powers of `role` if one is named."""
    settings = connection.settings_dict
    before = {key: settings[key] for key in ("NAME", "OPTIONS")}
    connections.close_all()
    options = {**before["OPTIONS"], "options": f"-c role={role}"} if role else before["OPTIONS"]
    settings.update(NAME=name, OPTIONS=options)
    try:
        yield
    finally:
        connections.close_all()
        settings.update(before)


def _drop(names: tuple[str, ...]) -> None:
    connections.close_all()
    for name in names:
        _as_owner(DROP, name)


def _as_owner(statement: str, *names: str) -> None:
    parameters = connection.get_connection_params()
    with closing(psycopg2.connect(**parameters)) as owner:
        owner.autocommit = True
        with owner.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
