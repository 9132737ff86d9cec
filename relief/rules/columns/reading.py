"""From tables to the frames of households: what `relief.rules.reading` does for one household.

The two are told apart by nothing but the shape of what they read: a test holds them equal.
"""

from __future__ import annotations

from functools import cache, partial
from typing import Any

import numpy as np

from relief.rules import facts
from relief.rules.codes import (
    AssetsFinding,
    ChangeKind,
    Disability,
    DisabilityKind,
    Per,
    ProgrammeCode,
    Recognition,
)
from relief.rules.columns.arithmetic import Booleans, Integers
from relief.rules.columns.days import Judged, full_years
from relief.rules.columns.rows import Below
from relief.rules.columns.table_rows import NO, YES, TableRows, masks
from relief.rules.columns.tables import UNDECLARED, Table, Tables, spans

LISTED = AssetsFinding.codes().index(AssetsFinding.LISTED.code)
NO_CHANGE = ChangeKind.codes().index(ChangeKind.NONE.code)
A_YEAR = Per.codes().index(Per.YEAR.code)
GRADES = 4


def household_rows(tables: Tables, judged: Judged) -> TableRows:
    """The facts of the households of these tables on the day that is judged."""
    table = tables["households"]
    rows = TableRows(table.count)
    rows.numbers["support_disregarded"] = lambda: np.maximum(table["support_disregarded"], 0)
    rows.codes["assets_finding"] = partial(masks, AssetsFinding, lambda: table["assets"])
    listed = partial(_listed_assets, table)
    rows.read(table, facts.ASSETS, "assets_", listed)
    rows.read(table, facts.SPENDING, "spending_", lambda: table["spending_declared"])
    rows.read(table, facts.HARDSHIP, "hardship_", lambda: table["hardship_declared"])
    rows.flags["hardship"] = lambda: table["hardship_declared"]
    _read_change(rows, table, judged)
    for number, code in enumerate(Recognition.codes()):
        rows.flags[f"recognised.{code}"] = partial(_recognised, table, number)
    rows.groups["members"] = lambda: Below(
        member_rows(tables, judged),
        tables["members"].owner,
        undeclared(table["members_declared"], tables["members"]),
    )
    rows.groups["incomes"] = partial(_incomes, tables["incomes"], table)
    rows.groups["awards"] = partial(_awards, tables, table)
    rows.groups["relief"] = partial(_relief, tables, table)
    return rows


def undeclared(declared: Any, listed: Table) -> Booleans:
    """Nobody has said; or that there are some, and none is listed yet."""
    some = np.zeros(len(declared), dtype=bool)
    some[listed.owner] = True
    said: Booleans = (declared == NO) | ((declared == YES) & some)
    return ~said


def _listed_assets(table: Table) -> Any:
    return np.where(table["assets"] == LISTED, YES, UNDECLARED)


def _recognised(table: Table, number: int) -> Any:
    """One of the standing recognitions as yes or no."""
    mask = np.asarray(table["recognised_as"])
    return np.where(mask < 0, UNDECLARED, mask >> number & 1)


def _read_change(rows: TableRows, table: Table, judged: Judged) -> None:
    """A change that lies ahead is none yet (ours)."""

    def kind() -> Any:
        none = (table["change_declared"] == NO) | (table["change_day"] > judged.ordinal)
        return np.where(none, NO_CHANGE, table["change_kind"])

    rows.codes["change"] = partial(masks, ChangeKind, kind)
    rows.numbers["months_since_change"] = lambda: judged.months_since(table["change_day"])


def _incomes(table: Table, above: Table) -> Below:
    """Incomes as fen a year."""
    rows = TableRows(table.count)
    rows.read(table, facts.INCOME)

    def a_year() -> Any:
        amount = np.asarray(table["amount"], dtype=np.int64)
        return np.where(amount < 0, UNDECLARED, amount * np.where(table["per"] == A_YEAR, 1, 12))

    rows.numbers["amount"] = a_year
    return Below(rows, table.owner, undeclared(above["incomes_declared"], table))


def _awards(tables: Tables, households: Table) -> Below:
    table = tables["awards"]
    rows = TableRows(table.count)
    rows.read(table, facts.AWARD)
    return Below(rows, table.owner, undeclared(households["receiving_declared"], table))


def _relief(tables: Tables, households: Table) -> Below:
    """Relief already given, and whether for the cause that is named now."""
    table = tables["relief"]
    rows = TableRows(table.count)
    rows.read(table, facts.RELIEF)

    def same_cause() -> Any:
        now, hardship = (households[name][table.owner] for name in ("hardship_cause", "hardship_declared"))
        known = (now >= 0) & (table["cause"] >= 0)
        return np.where(hardship == NO, NO, np.where(known, now == table["cause"], UNDECLARED))

    rows.flags["same_cause"] = same_cause
    return Below(rows, table.owner, undeclared(households["relief_history_declared"], table))


def member_rows(tables: Tables, judged: Judged) -> TableRows:
    """The facts of all members of all households."""
    table = tables["members"]
    rows = TableRows(table.count)
    rows.read(table, facts.MEMBER)
    rows.read(table, facts.UNEMPLOYMENT, "unemployment_", lambda: table["unemployment_declared"])
    rows.numbers["age"] = lambda: judged.years_since(table["born_on"])
    rows.numbers["away_years"] = lambda: judged.years_since(table["away_since"])
    rows.codes["disability"] = partial(_disability, table)
    rows.flags["dead"] = partial(_dead, table, judged)
    rows.flags["graduates"] = lambda: np.minimum(table["graduated_on"], YES)
    rows.groups["incomes"] = partial(_incomes, tables["member_incomes"], table)
    rows.groups["obligors"] = partial(_obligors, tables["obligors"], table, judged)
    rows.groups["kin"] = partial(_kin, tables)
    rows.groups["awards"] = partial(_covering, tables, "awards", "receiving_declared")
    rows.groups["relief"] = partial(_covering, tables, "relief", "relief_history_declared")
    return rows


@cache
def _disability_masks() -> Integers:
    """By kind and grade, each counted from 1 with 0 for undeclared; then that of none, and of anything."""
    kinds = (DisabilityKind.codes(), *((kind,) for kind in DisabilityKind.codes()))
    grades = (tuple(range(1, GRADES + 1)), *((grade,) for grade in range(1, GRADES + 1)))
    known = [Disability.among(kind, grade) for kind in kinds for grade in grades]
    return np.array([*known, Disability.mask("none"), Disability.anything()], dtype=np.int32)


def _disability(table: Table) -> Any:
    declared = table["disability_declared"]
    kind, grade = (np.asarray(table[f"disability_{name}"], dtype=np.int64) for name in ("kind", "grade"))
    known = (kind + 1) * (GRADES + 1) + np.maximum(grade, 0)
    return _disability_masks()[np.where(declared == YES, known, np.where(declared == NO, -2, -1))]


def _dead(table: Table, judged: Judged) -> Any:
    return (table["died_on"] >= 0) & (table["died_on"] <= judged.ordinal)


def _obligors(table: Table, above: Table, judged: Judged) -> Below:
    rows = TableRows(table.count)
    rows.read(table, facts.OBLIGOR)
    rows.numbers["age"] = lambda: judged.years_since(table["born_on"])
    rows.codes["disability"] = partial(_disability, table)
    return Below(rows, table.owner, undeclared(above["obligors_declared"], table))


def _kin(tables: Tables) -> Below:
    """Every two members of a household."""
    household, starts = tables["members"].owner, tables.starts("members")
    counts = np.diff(starts)[household]
    one, other = np.repeat(np.arange(len(household)), counts), spans(starts[household], counts)
    pairs = one != other
    nobody_asked = np.zeros(len(household), dtype=bool)
    return Below(TableRows(int(pairs.sum())), one[pairs], nobody_asked, other[pairs])


def _covering(tables: Tables, name: str, declared: str) -> Below:
    """Awards or relief of the household as they concern each member: by name, or as one of all who count."""
    members, listed = tables["members"], tables[name]
    starts = tables.starts(name)
    counts = np.diff(starts)[members.owner]
    member, item = np.repeat(np.arange(members.count), counts), spans(starts[members.owner], counts)
    rows = TableRows(len(item))
    rows.codes["programme"] = partial(masks, ProgrammeCode, lambda: listed["programme"][item])
    rows.flags["whole"] = lambda: listed["members_declared"][item] < 0
    rows.flags["named"] = lambda: _named(tables, name, member, item)
    rows.numbers["age_since"] = lambda: full_years(members["born_on"][member], listed["since"][item])
    rows.numbers["since"] = lambda: listed["since"][item]
    said = undeclared(tables["households"][declared], listed)
    return Below(rows, member, said[members.owner])


def _named(tables: Tables, name: str, member: Integers, item: Integers) -> Any:
    """Whether an award or relief names the member."""
    members, named = tables["members"], tables["award_members" if name == "awards" else "relief_members"]
    place = member - tables.starts("members")[members.owner[member]]
    most = int(max(place.max(initial=0), np.max(named["member"], initial=0))) + 1
    return np.isin(item * most + place, named.owner * most + named["member"])
