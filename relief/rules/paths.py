"""Paths of facts: `members[b].incomes[0].amount` names one fact of a household, wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from relief.rules import facts
from relief.rules.facts import Fact, FactMap

MAPS = {fact_map.name: fact_map for fact_map in facts.MAPS}
STEP = re.compile(r"(?P<name>\w+)(?:\[(?P<number>\d+)\])?")


Steps = list[str | int]


def steps(path: str, members: Iterable[str]) -> Steps:
    """The names, places and member keys that lead to a fact. A key may hold any sign: it is looked for."""
    keys = [key for key in members if path.startswith(f"members[{key}]")]
    found: Steps = []
    if keys:
        key = max(keys, key=len)
        found, path = ["members", key], path.removeprefix(f"members[{key}]")
    for step in STEP.finditer(path):
        found += [step["name"]] if step["number"] is None else [step["name"], int(step["number"])]
    return found


def meaning(path: Steps) -> Fact | FactMap | None:
    """What the data dictionary says of the fact at these steps; None for a list of codes."""
    of_member = len(path) > 2 and path[0] == facts.MEMBER.name
    within = facts.MEMBER if of_member else facts.HOUSEHOLD
    names = [step for step in path[2 if of_member else 0 :] if isinstance(step, str)]
    for name in names[:-1]:
        within = MAPS[name]
    return within.by_name.get(names[-1]) or MAPS.get(names[-1])


def declaring(household: Mapping[str, Any], path: Steps, value: Any) -> dict[str, Any]:
    """The household with this declared; what lies beside the path is shared with the one given."""
    changed: dict[str, Any] = _with(household, path, value)
    return changed


def _with(at: Any, path: Steps, value: Any) -> Any:
    if not path:
        return value
    first, *rest = path
    if isinstance(at, list):
        places = range(len(at)) if isinstance(first, int) else [each["id"] for each in at]
        return [
            _with(each, rest, value) if place == first else each
            for place, each in zip(places, at, strict=True)
        ]
    return {**at, first: _with(at.get(first), rest, value)}
