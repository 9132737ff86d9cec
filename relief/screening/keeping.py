"""Facts and places as a screening keeps them in JSON, and back to what the rules read."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from relief.offices.queries import with_days
from relief.rules import facts

NONE = "none"
Facts = dict[str, Any]

KINDS = {fact.name: fact.kind for fact_map in facts.MAPS for fact in fact_map.facts}
"""What a name holds is the same in every map of the data dictionary."""


def facts_to_data(declared: Mapping[str, Any]) -> Facts:
    """Yuan and days as texts; each cause as a code of its own, so that the same cause is still the same."""
    causes: dict[str, str] = {}

    def kept(name: str, value: Any) -> Any:
        if KINDS.get(name) == "text":
            return causes.setdefault(value, f"cause-{len(causes) + 1}")
        if isinstance(value, Decimal):
            return f"{value:f}"
        return _day_text(value)

    data: Facts = _each(declared, kept)
    return data


def facts_in_hand(declared: Mapping[str, Any]) -> Facts:
    """The same with every text as it was written: for a page that gives it back, never to be kept."""

    def plain(name: str, value: Any) -> Any:
        return f"{value:f}" if isinstance(value, Decimal) else _day_text(value)

    data: Facts = _each(declared, plain)
    return data


def _day_text(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def facts_from_data(data: Mapping[str, Any]) -> Facts:
    """The household that the rules read."""
    declared: Facts = _each(data, _read)
    return declared


def _read(name: str, value: Any) -> Any:
    kind = KINDS.get(name)
    if value == NONE or kind not in ("money", "date"):
        return value
    return Decimal(value) if kind == "money" else date.fromisoformat(value)


def _each(value: Any, change: Callable[[str, Any], Any], name: str = "") -> Any:
    """Every leaf with the name it stands under."""
    if isinstance(value, Mapping):
        return {key: _each(part, change, key) for key, part in value.items()}
    if isinstance(value, list):
        return [_each(part, change, name) for part in value]
    return change(name, value)


def place_to_data(place: Mapping[str, Any]) -> dict[str, Any]:
    """The place whose figures were used, without its name."""
    return {key: value for key, value in place.items() if key != "name"}


def place_from_data(data: Mapping[str, Any]) -> dict[str, Any]:
    place: dict[str, Any] = with_days(data)
    return place
