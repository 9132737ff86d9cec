"""The only translator from tables to facts: a household in the vocabulary of the case file.

What is not declared is left out; money is yuan as Decimal. A list that was said to be listed but has no rows
yet is left out too: it never passes for an explicit none.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from relief.rules import facts
from relief.rules.codes import AssetsFinding
from relief.rules.facts import Fact, FactMap

from .models import Award, Coverage, Household, Member, Relief

NONE = "none"
Facts = dict[str, Any]
Rows = dict[UUID | None, list[Any]]


def household_facts(household: Household) -> Facts:
    """The `household` map of a case file, in a fixed number of queries."""
    incomes, obligors = _by_member(household.incomes), _by_member(household.obligors)
    covered = list(household.coverages.filter(member__left_on=None).select_related("member"))
    found = {
        "members": _listed(
            household.members_declared,
            [_member(row, incomes, obligors) for row in household.members.filter(left_on=None)],
        ),
        "incomes": _listed(household.incomes_declared, [_income(row) for row in incomes[None]]),
        "assets": _assets(household),
        "spending": _mapped(household, facts.SPENDING),
        "hardship": _mapped(household, facts.HARDSHIP),
        "receiving": _listed(
            household.receiving_declared,
            [_covering(row, facts.AWARD, covered, "award_id") for row in household.awards.all()],
        ),
        "recognised_as": household.recognised_as,
        "relief_history": _listed(
            household.relief_history_declared,
            [_covering(row, facts.RELIEF, covered, "relief_id") for row in household.relief_history.all()],
        ),
        "change": _mapped(household, facts.CHANGE),
        **_map(household, facts.HOUSEHOLD),
    }
    return _declared(found)


def facts_hash(declared: Mapping[str, Any]) -> str:
    """One text for the same facts, however they were written down."""
    text = json.dumps(_plain(declared), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return f"{Decimal(value).normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def _declared(found: Facts) -> Facts:
    return {name: value for name, value in found.items() if value is not None}


def _by_member(rows: Any) -> Rows:
    found: Rows = defaultdict(list)
    for row in rows.all():
        found[row.member_id].append(row)
    return found


def _listed(declared: bool | None, items: Iterable[Any]) -> list[Any] | None:
    """The items; none; or nothing, while nobody has said or nothing is listed yet."""
    return [] if declared is False else (list(items) or None) if declared else None


def _mapped(row: models.Model, fact_map: FactMap) -> Facts | str | None:
    declared = getattr(row, f"{fact_map.name}_declared")
    return NONE if declared is False else _map(row, fact_map, f"{fact_map.name}_") if declared else None


def _map(row: models.Model, fact_map: FactMap, prefix: str = "") -> Facts:
    """The columns of a row that hold the facts of a map."""
    columns = (fact for fact in fact_map.facts if fact.kind != "members")
    return _declared({fact.name: _value(row, fact, prefix + fact.name) for fact in columns})


def _value(row: models.Model, fact: Fact, attribute: str) -> Any:
    value = getattr(row, attribute)
    if fact.none and getattr(row, f"{attribute}_declared") is False:
        return NONE
    if fact.kind == "money" and value is not None:
        return Decimal(value).scaleb(-2)
    # A sealed text shows nothing of itself in a log; in the vocabulary of the case file it is a text.
    return str(value) if fact.kind == "text" and value is not None else value


def _assets(household: Household) -> Facts | str | None:
    if household.assets == AssetsFinding.LISTED.code:
        return _map(household, facts.ASSETS, "assets_")
    return household.assets


def _income(row: models.Model) -> Facts:
    return _map(row, facts.INCOME)


def _member(row: Member, incomes: Rows, obligors: Rows) -> Facts:
    found = {
        "id": row.key,
        **_map(row, facts.MEMBER),
        "disability": _mapped(row, facts.DISABILITY),
        "unemployment": _mapped(row, facts.UNEMPLOYMENT),
        "incomes": _listed(row.incomes_declared, map(_income, incomes[row.pk])),
        "obligors": _listed(row.obligors_declared, map(_obligor, obligors[row.pk])),
    }
    return _declared(found)


def _obligor(row: models.Model) -> Facts:
    found = {**_map(row, facts.OBLIGOR), "disability": _mapped(row, facts.DISABILITY)}
    return _declared(found)


def _covering(row: Award | Relief, fact_map: FactMap, covered: list[Coverage], of: str) -> Facts:
    """An award or relief; without `members` it is for all, and only then are they left out."""
    keys = [each.member.key for each in covered if getattr(each, of) == row.pk]
    named = None if row.members_declared is None else keys
    return _declared({**_map(row, fact_map), "members": named})
