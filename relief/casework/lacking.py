"""What a decision can be pointed at: the criteria that are not met, and what is still missing."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from relief.households.papers import PaperRow, ProgrammePapers
from relief.screening.cards import ProgrammeCard
from relief.web.components import CriterionRow

Choice = tuple[str, str]


def grounds_of(card: ProgrammeCard) -> list[Choice]:
    """Each criterion that is not met, once, by its citation."""
    unmet = {row.citation: row.title for row in criteria_of(card) if row.verdict == "not_met"}
    words = _("%(title)s（%(cite)s）")
    return [(cite, words % {"title": title, "cite": cite}) for cite, title in unmet.items() if cite]


def missing_of(card: ProgrammeCard, papers: Iterable[ProgrammePapers]) -> list[Choice]:
    """Facts that a criterion lacks, then papers that are not there."""
    facts = dict.fromkeys(link.text for row in criteria_of(card) for link in row.missing)
    rows = (row for programme in papers for row in programme.rows if row.state != "filled")
    found = dict.fromkeys([*facts, *(paper_words(row) for row in rows)])
    return [(words, words) for words in found]


def paper_words(row: PaperRow) -> str:
    """材料：周桂芳的身份证"""
    title = row.title
    if row.whose:
        title = _("%(name)s的%(title)s") % {"name": row.whose, "title": title}
    return _("%(label)s：%(value)s") % {"label": _("材料"), "value": title}


def criteria_of(card: ProgrammeCard) -> Iterator[CriterionRow]:
    """Every criterion, of the household and of its persons."""
    yield from card.rows
    for person in card.persons:
        yield from person.rows


def mended(ticked: Iterable[str], words: str) -> str:
    """One text: what was ticked, line by line, and what was written."""
    return "\n".join([*ticked, words.strip()]).strip()
