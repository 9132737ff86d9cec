"""A database of one's own, where what is written is committed and the application logs in as itself."""

import os
from contextlib import closing, contextmanager
from urllib.parse import unquote, urlsplit

import psycopg2
from django.db import connection, connections
from psycopg2 import sql


@contextmanager
def own_database(blocker):
    """A copy of the migrated database, dropped afterwards; every connection of the process is relief_app's.

    `blocker`: the fixture django_db_blocker. The fixture django_db_setup must have run.
    """
    settings = connection.settings_dict
    before = {name: settings[name] for name in ("NAME", "USER", "PASSWORD", "OPTIONS")}
    name = f"{before['NAME']}_own"
    login = urlsplit(os.environ["DATABASE_APP_URL"])
    with blocker.unblock():
        # A template may have nobody connected to it.
        connections.close_all()
        _as_owner("CREATE DATABASE {} TEMPLATE {}", name, before["NAME"])
        try:
            settings.update(
                NAME=name, USER=login.username, PASSWORD=unquote(login.password or ""), OPTIONS={}
            )
            yield
        finally:
            connections.close_all()
            settings.update(before)
            # A plain one stops an autovacuum at work there, which FORCE may not: its user is no superuser.
            _as_owner("DROP DATABASE {}", name)


def _as_owner(statement, *names):
    with closing(psycopg2.connect(os.environ["DATABASE_URL"])) as owner:
        owner.autocommit = True
        with owner.cursor() as cursor:
            cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
