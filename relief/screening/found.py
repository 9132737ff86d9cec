"""认定: who found what the answer rests on, and why, beside the criteria and in a list of its own."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from relief.households.judgements import Stands, standing, told
from relief.households.models import Judgement
from relief.rules.citations import shown_on
from relief.rules.codes import Text
from relief.rules.judged import rests_on
from relief.rules.language import Criterion
from relief.web.texts import said

from .models import Screening

Names = Mapping[str, str]


class FoundLine(NamedTuple):
    """One finding: what was found, the answer, who found it and why, and the article that asks for it."""

    title: str
    answer: str
    told: str
    citation: str


def found_in(screening: Screening) -> list[Stands]:
    """The findings among a screening's facts, as they stood when it was made."""
    return standing(screening.household_id, screening.facts, screening.made_at)


def found_lines(found: Iterable[Stands], names: Names, day: date) -> list[FoundLine]:
    """Each with the article in force on the day."""
    return [FoundLine(_title(each, names), each.answer, each.told, _citation(each, day)) for each in found]


class OpenClause(NamedTuple):
    """A clause that the law leaves open, and what somebody found of it, if anybody did."""

    text: str
    citation: str
    row: Judgement | None

    @property
    def line(self) -> FoundLine | None:
        """As a line of what was found."""
        if self.row is None or self.row.value is None:
            return None
        answer = _("有这种情形") if self.row.value["found"] else _("没有这种情形")
        return FoundLine(self.text, answer, told(self.row), self.citation)


def found_words(
    found: Iterable[Stands], names: Names, criterion: Criterion | None, person: str | None
) -> list[str]:
    """Those that a criterion rests on; of a person's criterion that person's and the household's."""
    judged = rests_on(criterion) if criterion else ()
    return [
        _("%(what)s，%(told)s") % {"what": _title(each, names), "told": each.told}
        for each in found
        if each.judged in judged and (person is None or each.member in ("", person))
    ]


def _title(each: Stands, names: Names) -> str:
    if not each.member:
        return each.label
    return _("%(name)s的%(what)s") % {"name": names.get(each.member, each.member), "what": each.label}


def _citation(each: Stands, day: date) -> str:
    cites = each.judged.cites
    return said(Text(shown_on(cites, day), shown_on(cites, day, "en")))
