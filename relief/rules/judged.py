"""认定: what the law leaves to judgement. Whoever declares such a fact is named and says on what it rests.

Undeclared it is unknown; no rule derives it. The rules read the answer alone: who found it, and why, stands
beside the household.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any

from relief.rules.citations import MINFA_2018_23, MINFA_2021_43, MINFA_2021_57, MINFA_2022_83, Cite, cite
from relief.rules.language import Criterion, Flag, IsIn, Number


@dataclass(frozen=True, slots=True)
class Judged:
    """One such fact: its path within the household, or within a member; what rules call it, if otherwise.

    `values`: which answers are a finding, the others being plain to see; empty, every answer is one.
    """

    path: str
    cites: tuple[Cite, ...]
    values: tuple[Any, ...] = ()
    called: str = ""

    @property
    def name(self) -> str:
        return self.called or self.path.rpartition(".")[2]

    @property
    def box(self) -> str:
        """The box of a form that it is declared in."""
        return self.path.replace(".", "_")

    def within(self, declared: Mapping[str, Any]) -> Any:
        """The finding among what is declared of the household, or of the member; None where there is none."""
        value: Any = declared
        for step in self.path.split("."):
            value = value.get(step) if isinstance(value, Mapping) else None
        if isinstance(value, Mapping) or (self.values and value not in self.values):
            return None
        return value


DISREGARDED = Judged("support_disregarded", cite(MINFA_2022_83, "一（一）"))
ASSETS = Judged(
    "assets",
    cite(MINFA_2021_57, "第十四条"),
    values=("within_limits", "over_limits"),
    called="assets_finding",
)
DIFFICULTY = Judged("hardship.basic_living_difficulty", cite(MINFA_2018_23, "二（一）"))
ILLNESS = Judged("serious_illness", cite(MINFA_2021_57, "第八条"), values=(True,))
SELF_CARE = Judged("self_care_failed", cite(MINFA_2021_43, "第二十条"))
OF_HOUSEHOLD = (DISREGARDED, ASSETS, DIFFICULTY)
OF_MEMBER = (ILLNESS, SELF_CARE)
JUDGED = (*OF_HOUSEHOLD, *OF_MEMBER)
OPEN_CLAUSE = "open_clause"
"""其他情形: a clause that the law leaves open has no fact; whether it applies is somebody's finding alone."""
BY_PATH = {each.path: each for each in JUDGED}


def judged_in(judged: Iterable[Judged], declared: Mapping[str, Any]) -> dict[str, Any]:
    """Every finding of these that is declared, by its path."""
    found = {each.path: each.within(declared) for each in judged}
    return {path: value for path, value in found.items() if value is not None}


def changed_judged(
    judged: Iterable[Judged], before: Mapping[str, Any], declared: Mapping[str, Any]
) -> dict[str, Any]:
    """Every finding that is made, changed or withdrawn (None), by its path."""
    each = tuple(judged)
    was, now = judged_in(each, before), judged_in(each, declared)
    return {path: now.get(path) for path in {**was, **now} if was.get(path) != now.get(path)}


@cache
def rests_on(criterion: Criterion) -> tuple[Judged, ...]:
    """What a criterion reads that is somebody's finding."""
    names = set(_names(criterion))
    return tuple(each for each in JUDGED if each.name in names)


def _names(node: Any) -> Iterator[str]:
    if isinstance(node, Flag | IsIn | Number):
        yield node.name
    elif isinstance(node, tuple):
        for part in node:
            yield from _names(part)
    elif is_dataclass(node):
        for part in fields(node):
            yield from _names(getattr(node, part.name))
