"""The declared facts of a household that may in truth be otherwise, each with its other lawful values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from relief.rules import facts
from relief.rules.codes import AssetsFinding, Disability, Recognition
from relief.rules.facts import MOST_FEN, Fact, FactMap
from relief.rules.language import MOST_YEARS
from relief.rules.parameters import fen

MAPS = {fact_map.name: fact_map for fact_map in facts.MAPS}
NONE, HEAD = "none", "head"
NOT_VARIED = frozenset({"id", "died_on"})
MAY_LIE_AHEAD = frozenset({"graduated_on", "since"})
YEAR = timedelta(365)
ANOTHER_CAUSE = "-"
COVERING = (facts.AWARD, facts.RELIEF)
"""Whose members are named and not declared there."""


class Varied(NamedTuple):
    """A declared fact. `others`: every other lawful answer of a yes or no or a code, in their order.

    A number or a day has none: it varies from `least` to `most`, in fen, in ones, or in days as ordinals.
    """

    path: str
    kind: str
    value: Any
    others: tuple[Any, ...] = ()
    least: int = 0
    most: int = 0

    @property
    def number(self) -> int:
        """The value as it is counted here."""
        if self.kind == "money":
            return fen(self.value)
        return int(self.value.toordinal() if self.kind == "date" else self.value)

    def said(self, number: int) -> Any:
        """A number as the case file says it."""
        if self.kind == "money":
            return Decimal(number) / 100
        return date.fromordinal(number) if self.kind == "date" else number


def varied(household: Mapping[str, Any], day: date) -> Iterator[Varied]:
    """Every declared fact in the order of the case file; who is head, and who has died, is not asked."""
    causes = [each["cause"] for each in _all_maps(household) if each.get("cause") is not None]
    yield from _of_map(facts.HOUSEHOLD, household, "", day, tuple(dict.fromkeys(causes)))


def _all_maps(household: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield from household.get("relief_history") or []
    if isinstance(household.get("hardship"), Mapping):
        yield household["hardship"]


def _of_map(
    within: FactMap, declared: Mapping[str, Any], path: str, day: date, causes: tuple[str, ...]
) -> Iterator[Varied]:
    for name, value in declared.items():
        at = f"{path}.{name}" if path else name
        if value is None or name in NOT_VARIED:
            continue
        if name in WHOLE:
            yield from WHOLE[name](at, value)
        elif isinstance(value, Mapping):
            yield from _of_map(MAPS[name], value, at, day, causes)
        elif isinstance(value, list) and name in MAPS and within not in COVERING:
            for number, item in enumerate(value):
                yield from _of_map(MAPS[name], item, f"{at}[{item.get('id', number)}]", day, causes)
        elif name in within.by_name:
            yield from _of_fact(within.by_name[name], value, at, day, causes)


def _of_fact(fact: Fact, value: Any, at: str, day: date, causes: tuple[str, ...]) -> Iterator[Varied]:
    if fact.kind == "flag":
        yield Varied(at, fact.kind, value, (not value,))
    elif fact.codes and value != HEAD:
        yield Varied(at, fact.kind, value, _without(fact.codes.codes(), value, HEAD))
    elif fact.kind == "text":
        yield Varied(at, fact.kind, value, _without((*causes, ANOTHER_CAUSE), value))
    elif fact.kind in ("money", "whole"):
        yield Varied(at, fact.kind, value, least=fact.least, most=min(fact.most, MOST_FEN))
    elif fact.kind == "date" and value == NONE:
        yield Varied(at, "code", value, (day,))
    elif fact.kind == "date":
        latest = day + 10 * YEAR if fact.name in MAY_LIE_AHEAD else day
        yield Varied(
            at, fact.kind, value, least=(day - MOST_YEARS * YEAR).toordinal(), most=latest.toordinal()
        )


def _disability(at: str, value: Any) -> Iterator[Varied]:
    """Kind and grade of the certificate together, or none."""
    now = NONE if value == NONE else f"{value.get('kind')}{value.get('grade')}"
    others = [
        NONE if code == NONE else {"kind": code[:-1], "grade": int(code[-1])}
        for code in Disability.codes()
        if code != now
    ]
    if now == NONE or len(value) == 2:
        yield Varied(at, "code", value, tuple(others))


def _recognised(at: str, value: list[str]) -> Iterator[Varied]:
    """One recognition more, or one less."""
    others = [
        [each for each in value if each != code] if code in value else [*value, code]
        for code in Recognition.codes()
    ]
    yield Varied(at, "code", value, tuple(others))


def _assets(at: str, value: Any) -> Iterator[Varied]:
    """What an investigator found of them all; or one by one."""
    if isinstance(value, str):
        yield Varied(at, "code", value, _without((AssetsFinding.WITHIN.code, AssetsFinding.OVER.code), value))
    else:
        yield from (
            each._replace(path=f"{at}.{each.path}")
            for name in value
            if value[name] is not None
            for each in _of_fact(facts.ASSETS.by_name[name], value[name], name, date.max, ())
        )


WHOLE = {"disability": _disability, "recognised_as": _recognised, "assets": _assets}
"""What is declared as one thing though it is written as a map or a list."""


def _without(codes: tuple[Any, ...], *these: Any) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(code for code in codes if code not in these))
