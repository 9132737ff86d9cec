"""What a screening kept of the incomes that were declared, summed up without asking what of it counts."""

from collections.abc import Iterator, Mapping
from typing import Any

from relief.rules.parameters import fen

from .keeping import facts_from_data


def declared_income(kept: Mapping[str, Any]) -> int | None:
    """Everything that household and members declared, in fen a year; None where nobody declared a list."""
    facts = facts_from_data(kept)
    lists = [each.get("incomes") for each in (facts, *(facts.get("members") or []))]
    said = [items for items in lists if items is not None]
    return sum(_amounts(said)) if said else None


def _amounts(lists: list[Any]) -> Iterator[int]:
    for items in lists:
        for item in items if isinstance(items, list) else ():
            if item.get("amount") is not None:
                yield fen(item["amount"]) * (1 if item.get("per") == "year" else 12)
