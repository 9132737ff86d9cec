"""Where the texts disagree, and which view holds in a place on a day (conflicts.toml)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from relief.rules.citations import DOCUMENT_OF, Cite
from relief.rules.codes import Text
from relief.rules.parameters import Figures
from relief.rules.programmes.base import Programme


@dataclass(frozen=True, slots=True)
class Saying:
    """What one text says: a document of ours with its article, or a source that is none of them."""

    cite: Cite | None
    source: Text | None
    text: Text

    def in_force(self, day: date) -> bool:
        return self.cite is None or self.cite.document.in_force(day)

    @property
    def named(self) -> Text:
        """How the text is called."""
        if self.cite is None:
            assert self.source is not None
            return self.source
        return Text(self.cite.shown("zh"), self.cite.shown("en"))


@dataclass(frozen=True, slots=True)
class View:
    """One way of settling it: for a value of the place's figure, for values up to one, or for any other."""

    code: str
    text: Text
    value: Any = None
    at_most: int | None = None
    silent: bool = False
    since: date = date.min
    until: date = date.max

    def holds(self, stated: Any, day: date) -> bool:
        """Whether it is taken for what is stated, None where nothing is, on a day."""
        if not self.since <= day <= self.until:
            return False
        if stated is None:
            return self.silent
        if self.value is not None:
            return bool(self.value == stated)
        return self.at_most is None or stated <= self.at_most


@dataclass(frozen=True, slots=True)
class Conflict:
    """A disagreement: since when, which figure of the place settles it, what it touches, and the views."""

    code: str
    title: Text
    since: date
    figure: str | None
    criteria: frozenset[str]
    programmes: frozenset[str]
    sayings: tuple[Saying, ...]
    views: tuple[View, ...]

    def view(self, figures: Figures) -> View:
        """The view that holds in a place on a day."""
        stated = figures.raw(self.figure) if self.figure else None
        return next(each for each in self.views if each.holds(stated, figures.day))

    def is_settled_by(self, figures: Figures) -> bool:
        """Whether the place itself has stated the figure that decides."""
        return self.figure is not None and figures.entry.get(self.figure) is not None

    def sayings_on(self, day: date) -> tuple[Saying, ...]:
        return tuple(each for each in self.sayings if each.in_force(day))

    def touches(self, programme: Programme) -> bool:
        """Whether it is about a programme as a whole or one of its criteria."""
        return programme.code in self.programmes or any(
            each.code in self.criteria for each in programme.criteria
        )


@cache
def conflicts() -> tuple[Conflict, ...]:
    """Every disagreement of conflicts.toml. KeyError for a document that nobody knows."""
    path = Path(__file__).parent / "conflicts.toml"
    return tuple(_conflict(row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["conflict"])


def conflicts_on(day: date) -> tuple[Conflict, ...]:
    """Those that stand on a day."""
    return tuple(each for each in conflicts() if each.since <= day)


def is_disputed(criterion: str, day: date) -> bool:
    """Whether the texts disagree about a criterion, by its code, on a day."""
    return any(criterion in each.criteria for each in conflicts_on(day))


def _conflict(row: Mapping[str, Any]) -> Conflict:
    return Conflict(
        row["code"],
        _text(row),
        row["since"],
        row.get("figure"),
        frozenset(row.get("criteria", ())),
        frozenset(row.get("programmes", ())),
        tuple(_saying(each) for each in row["text"]),
        tuple(_view(each) for each in row["view"]),
    )


def _text(row: Mapping[str, str]) -> Text:
    return Text(row["zh"], row["en"])


def _saying(row: Mapping[str, Any]) -> Saying:
    cite = Cite(DOCUMENT_OF[row["document"]], row["article"]) if "document" in row else None
    return Saying(cite, _text(row["source"]) if "source" in row else None, _text(row))


def _view(row: Mapping[str, Any]) -> View:
    value = row.get("value")
    days = {key: row[key] for key in ("since", "until") if key in row}
    return View(
        row["code"],
        _text(row),
        Decimal(value) if isinstance(value, str) else value,
        row.get("at_most"),
        row.get("silent", False),
        **days,
    )
