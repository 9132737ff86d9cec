"""What each cited article says, in our own words and both languages, and which later ones changed it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from relief.rules.citations import DOCUMENT_OF, Cite
from relief.rules.codes import Text


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a document: its paraphrase, and the later articles that changed or completed it."""

    cite: Cite
    text: Text
    amended_by: tuple[Cite, ...] = ()


@cache
def articles() -> Mapping[tuple[str, str], Article]:
    """Every article of articles.toml by document and number. KeyError for a document nobody knows."""
    rows = tomllib.loads((Path(__file__).parent / "articles.toml").read_text(encoding="utf-8"))["article"]
    return {
        (row["document"], row["article"]): Article(
            Cite(DOCUMENT_OF[row["document"]], row["article"]),
            Text(row["zh"], row["en"]),
            tuple(Cite(DOCUMENT_OF[by["document"]], by["article"]) for by in row.get("amended_by", ())),
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class Source:
    """An article as a rule cites it."""

    cite: Cite
    article: Article

    def amended_by(self, day: date | None = None) -> tuple[Cite, ...]:
        """What has changed the article by a day; without one, whatever ever did."""
        return tuple(each for each in self.article.amended_by if day is None or each.document.in_force(day))


def sources(cites: tuple[Cite, ...], day: date | None = None) -> list[Source]:
    """The articles that carry a rule, those in force on the day. KeyError for one without a paraphrase."""
    return [
        Source(each, articles()[each.document.code, each.article])
        for cite in cites
        if day is None or cite.document.in_force(day)
        for each in cite.each()
    ]
