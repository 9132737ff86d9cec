"""What the larger components are given. Rooms fill these; the templates in `_components` show them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from relief.web.distance import Bar


class Link(NamedTuple):
    """Words that lead somewhere: a missing fact and its box."""

    text: str
    url: str


class Step(NamedTuple):
    """One step of a timeline. `words`: what somebody said with it."""

    title: str
    note: str = ""
    is_next: bool = False
    words: str = ""


class Check(NamedTuple):
    """One thing that was checked before a decision."""

    text: str
    passed: bool


class Colleague(NamedTuple):
    """Somebody who may do what this person may not."""

    name: str
    note: str = ""


class Line(NamedTuple):
    """One line of a reckoning."""

    label: str
    fen: int


class Fact(NamedTuple):
    """A label and a value. None is not declared, an empty tuple is an explicit none."""

    label: str
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionRow:
    """家庭月收入低于低保标准: a criterion with this household's value, the line and the distance.

    `law_url`: where the public page of the law says more. `is_disputed`: whether the texts disagree about it.
    `found`: who found what it rests on, and why, a sentence each.
    """

    verdict: str
    title: str
    citation: str = ""
    law_url: str = ""
    is_disputed: bool = False
    value: str = ""
    value_note: str = ""
    missing: Sequence[Link] = ()
    line: str = ""
    line_note: str = ""
    bar: Bar | None = None
    distance: str = ""
    found: Sequence[str] = ()


def fold_met(rows: Iterable[CriterionRow]) -> tuple[list[CriterionRow], list[CriterionRow]]:
    """Rows to show, and those that can be folded: met, and with nothing to measure."""
    shown: list[CriterionRow] = []
    folded: list[CriterionRow] = []
    for row in rows:
        (folded if row.verdict == "met" and row.bar is None else shown).append(row)
    return (shown, folded) if len(folded) > 1 else (shown + folded, [])
