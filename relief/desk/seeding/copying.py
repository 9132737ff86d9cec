"""Copies of the pattern households, made inside the database: a hundred thousand in a few statements.

Rows of a copy are the pattern's rows with keys of their own. Every trigger and every constraint looks at
them as at rows that a page has written.
"""

from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from django.db import connection, models
from psycopg2 import sql

from relief.households.models import (
    Award,
    Coverage,
    Entry,
    Household,
    Income,
    Judgement,
    Member,
    Obligor,
    Relief,
)
from relief.screening.models import Screening

Columns = dict[str, str]

TURN = """
DROP TABLE IF EXISTS pg_temp.copied_household;
CREATE TEMPORARY TABLE copied_household (
    household uuid PRIMARY KEY, pattern uuid, number text, area bigint, caseworker uuid,
    entered timestamptz, screened timestamptz
) ON COMMIT DROP
"""
# What a copy does not have from its pattern, by model and column. `copied` is the row of the table above.
OWN: dict[type[models.Model], Columns] = {
    Household: {
        "id": "copied.household",
        "number": "copied.number",
        "area_id": "copied.area",
        "entered_by_id": "copied.caseworker",
        "created_at": "copied.entered",
    },
    Member: {"person_id": "md5(copied.household::text || pattern.id::text)::uuid"},
    Entry: {"entered_by_id": "copied.caseworker", "entered_at": "copied.entered"},
    Judgement: {"judged_by_id": "copied.caseworker", "judged_at": "copied.entered"},
    Screening: {
        "area_id": "copied.area",
        "made_by_id": "copied.caseworker",
        "made_at": "copied.screened",
    },
}
# In this order each row finds what it belongs to.
PARTS: tuple[type[models.Model], ...] = (Member, Income, Obligor, Award, Relief, Coverage, Entry, Judgement)
WITHIN = ("id", "member_id", "award_id", "relief_id")


def copy_households(turn: Iterable[Sequence[Any]]) -> None:
    """The rows of every household of this turn but its people; `turn` is rows of `copied_household`."""
    with connection.cursor() as cursor:
        cursor.execute(TURN)
    columns = ("household", "pattern", "number", "area", "caseworker", "entered", "screened")
    copy_in("copied_household", columns, turn)
    _copy(Household, "id")
    for model in PARTS:
        _copy(model, "household_id")


def copy_screenings() -> None:
    """Of every household of this turn that was screened: the pattern's facts and findings, under its key."""
    _copy(Screening, "household_id", "AND copied.screened IS NOT NULL")


def _copy(model: type[models.Model], of_pattern: str, only: str = "") -> None:
    table = model._meta.db_table
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.generated]
    values = [_value(column, OWN.get(model, {})) for column in columns]
    statement = sql.SQL(
        "INSERT INTO {table} ({columns}) SELECT {values} FROM copied_household AS copied"
        " JOIN {table} AS pattern ON pattern.{of_pattern} = copied.pattern {only}"
    ).format(
        table=sql.Identifier(table),
        columns=sql.SQL(", ").join(map(sql.Identifier, columns)),
        values=sql.SQL(", ").join(values),
        of_pattern=sql.Identifier(of_pattern),
        only=sql.SQL(only),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _value(column: str, own: Columns) -> sql.Composable:
    if column in own:
        return sql.SQL(own[column])
    if column == "household_id":
        return sql.SQL("copied.household")
    original = sql.SQL("pattern.{}").format(sql.Identifier(column))
    if column in WITHIN:
        return sql.SQL("md5(copied.household::text || {}::text)::uuid").format(original)
    return original


def copy_in(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows by COPY, which takes text: nothing in it may be a tab, a backslash or a new line."""
    written = StringIO("".join("\t".join(map(_text, row)) + "\n" for row in rows))
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor:
        cursor.cursor.copy_expert(statement, written)


def _text(value: Any) -> str:
    if value is None:
        return r"\N"
    if isinstance(value, bytes):
        return rf"\\x{value.hex()}"
    return str(value)
