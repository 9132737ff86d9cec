"""What may lawfully be answered to a missing fact, as far as it makes a difference.

- a yes or no: both; a code: every code of its enumeration;
- a number or money: its bounds, and just below, at and just above each line that it is compared with, where
  the rest is known well enough for the two to meet;
- a day: today, a long time ago, and both sides of the day on which an age or a number of years turns;
- a text: each cause that is named elsewhere, and another one;
- a map or a list: none, and the typical entries of `TYPICAL`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from relief.rules.codes import Recognition
from relief.rules.evaluation import evaluate
from relief.rules.facts import Fact
from relief.rules.language import UNBOUNDED, Compare, Number
from relief.rules.paths import Steps, declaring, meaning, steps
from relief.rules.supposing import Supposing
from relief.rules.worlds import rows_by_key

FEW = 10
"""A whole number with no more lawful values than this is tried in all of them."""
LONG_AGO = 100
FAR = 10**12
"""Fen: beyond every line, so that what a number adds from here on it adds in full."""
A_LITTLE, A_LOT = Decimal(1), Decimal(1_000_000)

_ABLE = {"born_on": 40, "monthly_income": A_LOT, "assets": "over_limits", "disability": "none"}
_UNABLE = {"born_on": 80, "monthly_income": A_LITTLE, "assets": "within_limits", "disability": "none"}
_NO_STATUS = {"relation": "child", "status": "none", "legal_state": "none"}
_HELD = {"dwellings": 1, "vehicles": 0, "non_residential_property": False}
_SPENT = {"tuition": Decimal(0), "tuition_public_rate": Decimal(0), "rehabilitation": Decimal(0)}

TYPICAL: Mapping[str, tuple[Any, ...]] = {
    "members": ([{"id": "-", "relation": "head"}],),
    "incomes": (
        [],
        [{"kind": "wage", "amount": A_LITTLE}],
        [{"kind": "wage", "amount": A_LOT}],
    ),
    "assets": (
        "within_limits",
        "over_limits",
        {"financial": Decimal(0), "business_capital": Decimal(0), **_HELD},
    ),
    "spending": (
        {"medical_self_paid": Decimal(0), **_SPENT},
        {"medical_self_paid": A_LOT, **_SPENT},
    ),
    "hardship": ("none", {}),
    "change": ("none", {"kind": "employment", "day": 0}, {"kind": "other", "day": 0}),
    "receiving": (
        [],
        [{"programme": "dibao", "since": 1}],
        [{"programme": "tekun", "since": 1}],
    ),
    "relief_history": ([], [{"programme": "emergency_relief", "cause": "-"}]),
    "recognised_as": ([], *([code] for code in Recognition.codes())),
    "disability": (
        "none",
        {"kind": "hearing", "grade": 4},
        {"kind": "physical", "grade": 1},
        {"kind": "mental", "grade": 3},
    ),
    "unemployment": ("none", {}),
    "obligors": ([], [_ABLE | _NO_STATUS], [_UNABLE | _NO_STATUS]),
}
DAYS = frozenset({"born_on", "day", "since"})
"""Typical entries say them as full years ago."""


def lawful_answers(path: str, household: Mapping[str, Any], supposing: Supposing) -> list[Any]:
    """Values of the case file for the fact at this path, each once."""
    at = steps(path, [member["id"] for member in household.get("members") or []])
    fact = meaning(at)
    today = supposing.worlds.base.figures.day
    if not isinstance(fact, Fact):
        return [_dated(each, today) for each in TYPICAL[str(at[-1])]]
    if fact.kind == "flag":
        return [True, False]
    if fact.codes:
        return list(fact.codes.codes())
    if fact.kind == "text":
        return [*_causes(household), "-"]
    if fact.kind == "date":
        days = {today, years_ago(today, LONG_AGO), *_turning_days(path, supposing, today)}
        return [*(["none"] if fact.none else []), *sorted(days)]
    if fact.most - fact.least < FEW:
        return list(range(fact.least, fact.most + 1))
    numbers = {fact.least, fact.most, *_near_lines(path, at, fact, household, supposing)}
    in_bounds = sorted(each for each in numbers if fact.least <= each <= fact.most)
    return [_spoken(fact, each) for each in in_bounds]


def years_ago(day: date, years: int) -> date:
    """The same day so many years before; of 29 February the day after, as with birthdays."""
    year = day.year - years
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def _dated(value: Any, today: date) -> Any:
    if isinstance(value, list):
        return [_dated(each, today) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        name: years_ago(today, each) if name in DAYS else _dated(each, today) for name, each in value.items()
    }


def _causes(household: Mapping[str, Any]) -> list[str]:
    hardship = household.get("hardship")
    named = [hardship] if isinstance(hardship, Mapping) else []
    found = [each.get("cause") for each in (*named, *(household.get("relief_history") or []))]
    return list(dict.fromkeys(each for each in found if each is not None))


def _compared(path: str, supposing: Supposing) -> Iterator[tuple[tuple[str, ...], Compare]]:
    for key, nodes in supposing.nodes(path).items():
        for node in nodes:
            if isinstance(node, Compare):
                yield key, node


def _turning_days(path: str, supposing: Supposing, today: date) -> Iterator[date]:
    """The birthday on which so many years are full, and the day after it, when they are not yet."""
    for key, compare in _compared(path, supposing):
        if isinstance(compare.left, Number) and compare.left.name in ("age", "away_years"):
            for years in supposing.worlds.range(compare.right, supposing.base[key]):
                turned = years_ago(today, min(years, LONG_AGO))
                yield from (turned, turned + timedelta(1))


def _near_lines(
    path: str, at: Steps, fact: Fact, household: Mapping[str, Any], supposing: Supposing
) -> Iterator[int]:
    """Just below, at and just above: fen, or a count. Two far values say how much each unit adds."""
    far, farther = (
        rows_by_key(supposing.with_more(path, declaring(household, at, _spoken(fact, each))).base)
        for each in (FAR, 2 * FAR)
    )
    for key, compare in _compared(path, supposing):
        for side, other in ((compare.left, compare.right), (compare.right, compare.left)):
            here = evaluate(side, far[key]).low
            slope = evaluate(side, farther[key]).low - here
            if slope <= 0:
                continue
            for line in set(evaluate(other, far[key])):
                if line < UNBOUNDED:
                    meets = FAR + (line - here) * FAR // slope
                    yield from (meets - 1, meets, meets + 1)


def _spoken(fact: Fact, number: int) -> Any:
    return Decimal(number) / 100 if fact.kind == "money" else number
