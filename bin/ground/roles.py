"""The two roles and the database, made by an administrator's connection; a second time changes nothing."""

import secrets
import sys
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg2
from psycopg2 import sql

DATABASE = "relief"
ROLES = ("relief_owner", "relief_app")
STATEMENTS = Path(__file__).with_name("roles.sql")


def new_passwords():
    return {role: secrets.token_urlsafe(24) for role in ROLES}


def ensure(administrator, passwords):
    """The address of each role's connection, by role."""
    connection = connect(administrator)
    try:
        with connection.cursor() as cursor:
            cursor.execute(STATEMENTS.read_text())
            refuse_memberships(cursor)
            for role, password in passwords.items():
                cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD %s").format(sql.Identifier(role)), [password])
            ensure_database(cursor)
    finally:
        connection.close()
    return {role: address(administrator, role, password) for role, password in passwords.items()}


def connect(url):
    try:
        connection = psycopg2.connect(url)
    except psycopg2.OperationalError as error:
        sys.exit(f"DATABASE_URL cannot be used: {str(error).strip()}")
    connection.autocommit = True
    return connection


def refuse_strangers(administrator):
    """Another installation may use these roles on this server: their passwords are not ours to change."""
    connection = connect(administrator)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT string_agg(rolname, ', ') FROM pg_roles WHERE rolname = ANY(%s)", [list(ROLES)]
            )
            if known := cursor.fetchone()[0]:
                sys.exit(
                    f"The server of DATABASE_URL has {known} already, not made from here; --fresh takes over."
                )
    finally:
        connection.close()


def refuse_memberships(cursor):
    cursor.execute(
        "SELECT string_agg(roleid::regrole::text, ', ') FROM pg_auth_members"
        " WHERE member = 'relief_app'::regrole"
    )
    if others := cursor.fetchone()[0]:
        sys.exit(f"On this server relief_app is a member of {others}; it may be a member of nothing.")


def ensure_database(cursor):
    name = sql.Identifier(DATABASE)
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
    if not cursor.fetchone():
        cursor.execute(
            sql.SQL(
                "CREATE DATABASE {} OWNER relief_owner TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'"
            ).format(name)
        )
    cursor.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(name))
    cursor.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO relief_app").format(name))


def drop_database(administrator):
    connection = connect(administrator)
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(DATABASE))
            )
    finally:
        connection.close()


def address(administrator, role, password, database=DATABASE):
    """The administrator's address with another user and database."""
    parts = urlsplit(administrator)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{role}:{quote(password, safe='')}@{host}", path=f"/{database}"))
