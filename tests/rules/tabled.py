"""Households in the vocabulary of the case file, written as tables of whole numbers."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from relief.rules import facts
from relief.rules.codes import AssetsFinding, Recognition
from relief.rules.columns import UNDECLARED, Table, Tables
from relief.rules.facts import Fact, FactMap
from relief.rules.parameters import fen

NONE = "none"
LISTS = ("members", "incomes", "receiving", "relief_history")


class Writer:
    """Rows of every table so far; a text is the number under which it was first seen."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, int]]] = {"households": []}
        self.owners: dict[str, list[int]] = {}
        self.texts: dict[str, int] = {}

    def add(self, table: str, owner: int, row: dict[str, int]) -> int:
        self.rows.setdefault(table, []).append(row)
        self.owners.setdefault(table, []).append(owner)
        return len(self.rows[table]) - 1

    def value(self, fact: Fact, value: Any) -> int:
        if value is None:
            return UNDECLARED
        if fact.none and value == NONE:
            return 0
        if isinstance(value, date):
            return value.toordinal()
        if fact.kind == "text":
            return self.texts.setdefault(value, len(self.texts))
        if fact.codes:
            return fact.codes.codes().index(value)
        return fen(value) if fact.kind == "money" else int(value)

    def map(self, fact_map: FactMap, declared: Any, prefix: str = "") -> dict[str, int]:
        given = declared if isinstance(declared, Mapping) else {}
        return {
            prefix + fact.name: self.value(fact, given.get(fact.name))
            for fact in fact_map.facts
            if fact.kind != "members"
        }

    def answered(self, fact_map: FactMap, declared: Any) -> dict[str, int]:
        there = UNDECLARED if declared is None else int(declared != NONE)
        return {f"{fact_map.name}_declared": there, **self.map(fact_map, declared, f"{fact_map.name}_")}

    def household(self, household: Mapping[str, Any]) -> None:
        assets, recognised = household.get("assets"), household.get("recognised_as")
        finding = AssetsFinding.LISTED.code if isinstance(assets, Mapping) else assets
        row = {
            **self.map(facts.HOUSEHOLD, household),
            **{f"{name}_declared": listed(household.get(name)) for name in LISTS},
            "assets": UNDECLARED if finding is None else AssetsFinding.codes().index(finding),
            "recognised_as": UNDECLARED if recognised is None else Recognition.mask(*recognised),
            **self.map(facts.ASSETS, assets, "assets_"),
            **self.answered(facts.SPENDING, household.get("spending")),
            **self.answered(facts.HARDSHIP, household.get("hardship")),
            **self.answered(facts.CHANGE, household.get("change")),
        }
        self.rows["households"].append(row)
        owner = len(self.rows["households"]) - 1
        for income in household.get("incomes") or []:
            self.add("incomes", owner, self.map(facts.INCOME, income))
        for member in household.get("members") or []:
            self.member(owner, member)
        ids = [member["id"] for member in household.get("members") or []]
        for name, fact_map in (("awards", facts.AWARD), ("relief", facts.RELIEF)):
            for item in household.get(fact_map.name) or []:
                self.covering(name, owner, fact_map, item, ids)

    def member(self, owner: int, member: Mapping[str, Any]) -> None:
        row = {
            **self.map(facts.MEMBER, member),
            **self.answered(facts.DISABILITY, member.get("disability")),
            **self.answered(facts.UNEMPLOYMENT, member.get("unemployment")),
            "incomes_declared": listed(member.get("incomes")),
            "obligors_declared": listed(member.get("obligors")),
        }
        number = self.add("members", owner, row)
        for income in member.get("incomes") or []:
            self.add("member_incomes", number, self.map(facts.INCOME, income))
        for obligor in member.get("obligors") or []:
            answered = self.answered(facts.DISABILITY, obligor.get("disability"))
            self.add("obligors", number, {**self.map(facts.OBLIGOR, obligor), **answered})

    def covering(
        self, table: str, owner: int, fact_map: FactMap, item: Mapping[str, Any], ids: list[str]
    ) -> None:
        named = item.get("members")
        row = {**self.map(fact_map, item), "members_declared": listed(named)}
        number = self.add(table, owner, row)
        for place in (place for place, name in enumerate(ids) if name in (named or [])):
            covered = "award_members" if table == "awards" else "relief_members"
            self.add(covered, number, {"member": place})

    def tables(self) -> Tables:
        return Tables({name: self._table(name, rows) for name, rows in self.rows.items()})

    def _table(self, name: str, rows: list[dict[str, int]]) -> Table:
        columns = {key: np.array([row[key] for row in rows]) for key in (rows[0] if rows else ())}
        owner = self.owners.get(name, range(len(rows)))
        return Table(len(rows), columns, np.array(owner, dtype=np.int64))


def listed(declared: Any) -> int:
    return UNDECLARED if declared is None else int(bool(declared))


def tables_of(households: Sequence[Mapping[str, Any]]) -> Tables:
    writer = Writer()
    for household in households:
        writer.household(household)
    return writer.tables()
