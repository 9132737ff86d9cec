"""Many households from the database as tables of whole numbers, without an object for any row.

What `facts` says of one household, this says of many: a test holds the two equal. PostgreSQL hands out the
binary format of COPY, in which rows of whole numbers are all of one size.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

import numpy as np
import numpy.typing as npt
from django.db import connection, models
from psycopg2 import sql

from relief.rules import facts
from relief.rules.codes import AreaKind, AssetsFinding, Codes, Recognition
from relief.rules.columns import UNDECLARED, Table, Tables
from relief.rules.facts import Fact, FactMap
from relief.vault.ciphers import unseal

from .models import Award, Household, Income, Member, Obligor, Relief

Numbers = npt.NDArray[np.int64]
Columns = dict[str, sql.Composable]
FIRST = UUID(int=0)
"""Below every key."""
HEADER, TRAILER = 19, 2
"""Bytes before the first row of a COPY and after the last."""

LAST = """
SELECT id FROM (SELECT id FROM households_household WHERE id > %s ORDER BY id LIMIT %s) AS next
ORDER BY id DESC LIMIT 1
"""
# Rows that others stand below are numbered, in the order in which they are read.
BATCH = """
WITH home AS (
    SELECT id, row_number() OVER (ORDER BY id) - 1 AS row
    FROM households_household WHERE id > {after} AND id <= {last}
), member AS (
    SELECT item.id, above.row AS home,
        row_number() OVER (ORDER BY above.row, item.position, item.id) - 1 AS row
    FROM households_member AS item JOIN home AS above ON above.id = item.household_id
    WHERE item.left_on IS NULL AND item.household_id > {after} AND item.household_id <= {last}
), award AS (
    SELECT item.id, above.row AS home,
        row_number() OVER (ORDER BY above.row, item.position, item.id) - 1 AS row
    FROM households_award AS item JOIN home AS above ON above.id = item.household_id
    WHERE item.household_id > {after} AND item.household_id <= {last}
), relief AS (
    SELECT item.id, above.row AS home,
        row_number() OVER (ORDER BY above.row, item.position, item.id) - 1 AS row
    FROM households_relief AS item JOIN home AS above ON above.id = item.household_id
    WHERE item.household_id > {after} AND item.household_id <= {last}
)
"""
HOMES = "households_household AS item WHERE item.id > {after} AND item.id <= {last} ORDER BY item.id"
BELOW = (
    "households_{name} AS item JOIN {above} AS above ON above.id = item.{key}"
    " WHERE item.household_id > {{after}} AND item.household_id <= {{last}} {only}"
    " ORDER BY above.row, item.position, item.id"
)
COVERED = (
    "households_coverage AS item JOIN {name} AS above ON above.id = item.{name}_id"
    " JOIN member ON member.id = item.member_id"
    " WHERE item.household_id > {{after}} AND item.household_id <= {{last}} ORDER BY above.row, member.row"
)
OPEN_ONLY, COMMON_ONLY = "AND item.left_on IS NULL", "AND item.member_id IS NULL"
CAUSES_NOW = """
SELECT above.row, item.hardship_cause
FROM households_household AS item JOIN home AS above ON above.id = item.id
WHERE item.hardship_cause IS NOT NULL AND EXISTS (
    SELECT FROM households_relief AS relief WHERE relief.household_id = item.id AND relief.cause IS NOT NULL)
"""
CAUSES_THEN = """
SELECT above.row, item.cause
FROM households_relief AS item JOIN relief AS above ON above.id = item.id
JOIN households_household AS home ON home.id = item.household_id
WHERE item.cause IS NOT NULL AND home.hardship_cause IS NOT NULL
"""


@dataclass(frozen=True, slots=True)
class Batch:
    """Households in the order of their keys; of each its area, and its kind as a place in `AreaKind`."""

    keys: list[UUID]
    areas: Numbers
    kinds: Numbers
    tables: Tables


def households_in_tables(after: UUID, most: int) -> Batch | None:
    """The next households after a key, at most so many, of those that one may see; None when none is left.

    All is of one moment if the transaction sees one moment: several statements read it.
    """
    with connection.cursor() as cursor:
        cursor.execute(LAST, [after, most])
        found = cursor.fetchone()
    return _Reader(after, found[0]).batch() if found else None


class _Reader:
    """One batch: the households after a key up to another."""

    def __init__(self, after: UUID, last: UUID) -> None:
        self.bounds = {"after": sql.Literal(str(after)), "last": sql.Literal(str(last))}

    def batch(self) -> Batch:
        home = self._rows(HOMES, _household(), key="id")
        columns = {name: home[name].astype(np.int64) for name in _household()}
        numbers: dict[str, int] = {}
        columns["hardship_cause"] = self._causes(CAUSES_NOW, Household, len(home), numbers)
        tables = {
            "households": Table(len(home), columns, np.arange(len(home))),
            "members": self._below("member", "home", _member(), OPEN_ONLY),
            "incomes": self._below("income", "home", _income(), COMMON_ONLY),
            "member_incomes": self._below("income", "member", _income()),
            "obligors": self._below("obligor", "member", _obligor()),
            "awards": self._below("award", "home", _award()),
            "relief": self._relief(numbers),
        }
        starts = Tables(tables).starts("members")
        covered = {f"{name}_members": self._covered(name, starts) for name in ("award", "relief")}
        keys = [UUID(bytes=bytes(key)) for key in home["id"]]
        return Batch(keys, columns["area"], columns["area_kind"], Tables(tables | covered))

    def _below(self, name: str, above: str, columns: Columns, only: str = "") -> Table:
        """Rows below households or members."""
        key = "household_id" if above == "home" else "member_id"
        return self._table(BELOW.format(name=name, above=above, key=key, only=only), "above.row", columns)

    def _relief(self, numbers: dict[str, int]) -> Table:
        table = self._below("relief", "home", _relief())
        cause = self._causes(CAUSES_THEN, Relief, table.count, numbers)
        return Table(table.count, {**table.columns, "cause": cause}, table.owner)

    def _covered(self, name: str, starts: Numbers) -> Table:
        """Which members an award or relief is for, by their places in the household."""
        numbers = {"home": sql.SQL("above.home"), "member": sql.SQL("member.row")}
        table = self._table(COVERED.format(name=name), "above.row", numbers)
        return Table(table.count, {"member": table["member"] - starts[table["home"]]}, table.owner)

    def _causes(self, asked: str, model: type[models.Model], count: int, numbers: dict[str, int]) -> Numbers:
        """The same cause has the same number. Only those are unsealed that are held against each other."""
        name = "hardship_cause" if model is Household else "cause"
        label = f"{model._meta.db_table}.{name}"
        found = np.full(count, UNDECLARED)
        with connection.cursor() as cursor:
            cursor.execute(self._bound(BATCH + asked))
            for row, cause in cursor:
                found[row] = numbers.setdefault(unseal(bytes(cause), label=label), len(numbers))
        return found

    def _table(self, source: str, owner: str, columns: Columns) -> Table:
        found = self._rows(source, {**columns, "owner": sql.SQL(owner)})
        columns = {name: found[name].astype(np.int64) for name in columns}
        return Table(len(found), columns, found["owner"].astype(np.int64))

    def _rows(self, source: str, columns: Columns, key: str | None = None) -> Any:
        """Rows as COPY wrote them: before each row how many columns it has, before each column its length."""
        chosen = [sql.SQL("({})::bigint").format(column) for column in columns.values()]
        layout = [(f"length of {name}", ">i4", name, ">i8") for name in columns]
        if key:
            chosen.append(sql.SQL("item.{}").format(sql.Identifier(key)))
            layout.append((f"length of {key}", ">i4", key, "V16"))
        statement = sql.SQL("COPY ({} SELECT {} FROM {}) TO STDOUT (FORMAT BINARY)").format(
            self._bound(BATCH), sql.SQL(", ").join(chosen), self._bound(source)
        )
        written = BytesIO()
        with connection.cursor() as cursor:
            cursor.cursor.copy_expert(statement, written)
        row = np.dtype([("columns", ">i2"), *((n, s) for a, b, c, d in layout for n, s in ((a, b), (c, d)))])
        bytes_of_rows = len(written.getbuffer()) - HEADER - TRAILER
        return np.frombuffer(written.getbuffer(), row, bytes_of_rows // row.itemsize, HEADER)

    def _bound(self, text: str) -> sql.Composed:
        return sql.SQL(text).format(**self.bounds)


def _household() -> Columns:
    kind, finding = AreaKind, AssetsFinding
    return {
        "area": sql.SQL("item.area_id"),
        "area_kind": _of_codes(kind, "area_kind"),
        "assets": _of_codes(finding, "assets"),
        "recognised_as": _recognised(),
        **_flags("members", "incomes", "receiving", "relief_history", "spending", "hardship", "change"),
        **_map(Household, facts.HOUSEHOLD),
        **_map(Household, facts.ASSETS, "assets_"),
        **_map(Household, facts.SPENDING, "spending_"),
        **_map(Household, facts.HARDSHIP, "hardship_"),
        **_map(Household, facts.CHANGE, "change_"),
    }


def _member() -> Columns:
    return {
        **_flags("disability", "unemployment", "incomes", "obligors"),
        **_map(Member, facts.MEMBER),
        **_map(Member, facts.DISABILITY, "disability_"),
        **_map(Member, facts.UNEMPLOYMENT, "unemployment_"),
    }


def _income() -> Columns:
    return _map(Income, facts.INCOME)


def _obligor() -> Columns:
    disability = _map(Obligor, facts.DISABILITY, "disability_")
    return {**_flags("disability"), **_map(Obligor, facts.OBLIGOR), **disability}


def _award() -> Columns:
    return {**_flags("members"), **_map(Award, facts.AWARD)}


def _relief() -> Columns:
    return {**_flags("members"), **_map(Relief, facts.RELIEF)}


def _flags(*names: str) -> Columns:
    """Whether each of these maps and lists is declared."""
    return {f"{name}_declared": _or_nobody(sql.SQL("item.{}::int"), f"{name}_declared") for name in names}


def _map(model: type[models.Model], fact_map: FactMap, prefix: str = "") -> Columns:
    """The columns of a map's facts as whole numbers. Texts are not among them."""
    columns = {field.name: str(field.column) for field in model._meta.concrete_fields}
    return {
        prefix + fact.name: _fact(fact, columns[prefix + fact.name])
        for fact in fact_map.facts
        if fact.kind not in ("text", "members")
    }


def _fact(fact: Fact, column: str) -> sql.Composable:
    if fact.codes:
        return _of_codes(fact.codes, column)
    if fact.kind == "date":
        day = _or_nobody(sql.SQL("item.{} - DATE '0001-01-01' + 1"), column)
        none = sql.SQL("CASE WHEN item.{} = false THEN 0 ELSE {} END")
        return none.format(sql.Identifier(f"{column}_declared"), day) if fact.none else day
    return _or_nobody(sql.SQL("item.{}::int" if fact.kind == "flag" else "item.{}"), column)


def _or_nobody(value: sql.SQL, column: str) -> sql.Composable:
    return sql.SQL("coalesce({}, {})").format(value.format(sql.Identifier(column)), sql.Literal(UNDECLARED))


def _of_codes(codes: type[Codes], column: str) -> sql.Composable:
    """A code's place in its enumeration."""
    place = sql.SQL("coalesce(array_position({}::text[], item.{}::text) - 1, {})")
    return place.format(sql.Literal(list(codes.codes())), sql.Identifier(column), sql.Literal(UNDECLARED))


def _recognised() -> sql.Composable:
    bits = (
        sql.SQL("{} * ({} = ANY (item.recognised_as))::int").format(
            sql.Literal(Recognition.mask(code)), sql.Literal(code)
        )
        for code in Recognition.codes()
    )
    return sql.SQL("coalesce({}, {})").format(sql.SQL(" + ").join(bits), sql.Literal(UNDECLARED))
