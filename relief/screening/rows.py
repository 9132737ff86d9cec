"""A finding as the row that people read: value, line, distance, and what is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.households.judgements import Stands
from relief.households.models import Judgement
from relief.rules import facts
from relief.rules.answers import Answer
from relief.rules.codes import AssetsFinding, Text
from relief.rules.conflicts import is_disputed
from relief.rules.distances import own_comparisons
from relief.rules.findings import Finding
from relief.rules.household import size
from relief.rules.language import Amount, Times
from relief.rules.programmes import PROGRAMMES
from relief.rules.quantities import shown
from relief.web.components import CriterionRow, fold_met
from relief.web.measures import Measure, amount, measure
from relief.web.texts import said

from .asking import missing_links, row_words
from .boxes import Boxes
from .found import found_words
from .models import Screening


def _is_times_size(line: Amount) -> bool:
    return line is size or (
        isinstance(line, Times) and (_is_times_size(line.left) or _is_times_size(line.right))
    )


CRITERIA = {criterion.code: criterion for programme in PROGRAMMES for criterion in programme.criteria}
PER_HEAD = {
    code
    for code, criterion in CRITERIA.items()
    if any(_is_times_size(each.right) for each in own_comparisons(criterion.test))
}
"""The criteria whose line is so much for each who counts."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A screening, its answer, and what its people are called.

    `members`: their rows by key, for whoever fills in what is missing; None for whoever only reads.
    `found`: who found what the answer rests on. `opened`: what was found of open clauses, by programme and
    the clause's words.
    """

    screening: Screening
    answer: Answer
    names: Mapping[str, str]
    members: Mapping[str, UUID] | None = None
    found: Sequence[Stands] = ()
    opened: Mapping[tuple[str, str], Judgement] = field(default_factory=dict)

    @property
    def boxes(self) -> Boxes:
        return Boxes(self.screening.household_id, self.members)


def criteria_rows(
    kept: Kept, findings: Iterable[Finding], person: str | None = None
) -> tuple[list[CriterionRow], list[CriterionRow]]:
    """Rows to show, and those that can be folded, if any is left to show; a folded one tells its value.

    `person`: the key of the member whose criteria they are, of a programme for persons.
    """
    rows, folded = fold_met(criterion_row(kept, finding, person) for finding in findings)
    return (rows, [replace(row, title=_with_value(row)) for row in folded]) if rows else (folded, [])


def criterion_row(kept: Kept, finding: Finding, person: str | None = None) -> CriterionRow:
    told = _measured(kept, finding)
    return CriterionRow(
        verdict=finding.verdict,
        title=said(finding.title),
        citation=said(finding.citation),
        law_url=_law_url(kept.screening, finding.code),
        is_disputed=is_disputed(finding.code, kept.screening.day),
        value=told.value,
        value_note=_whose(kept, finding, person) if told.value else "",
        missing=missing_links(finding.missing, kept.names, kept.boxes),
        line=told.line,
        line_note=_heads_note(kept, finding) if told.line else "",
        bar=told.bar,
        distance=told.distance,
        found=found_words(kept.found, kept.names, CRITERIA.get(finding.code), person),
    )


def _law_url(screening: Screening, code: str) -> str:
    """The criterion on the public page of the law, as it stood in the place on the day."""
    chosen = urlencode(
        {"place": screening.figures["in_force"]["place"] or "", "on": screening.day.isoformat()}
    )
    return f"{reverse('law')}?{chosen}#{code}"


def distance_words(kept: Kept, finding: Finding) -> str:
    """How far from the line, where that can be measured."""
    return _measured(kept, finding).distance


def _measured(kept: Kept, finding: Finding) -> Measure:
    item = finding.code.rpartition(".")[2]
    found = kept.screening.facts.get("assets")
    if isinstance(found, str) and item in facts.ASSETS.by_name:
        return Measure(said(AssetsFinding.of(found).label), "", None, "")
    if finding.distance is None:
        return Measure("", "", None, "")
    return measure(finding.distance, _noun(item))


def _whose(kept: Kept, finding: Finding, person: str | None) -> str:
    """Whose value it is, where it is not that of the household or of the person who is answered for."""
    at = finding.distance.at if finding.distance else ()
    if at in ((), ("members", person)):
        return ""
    return row_words(at, kept.names)


def _noun(item: str) -> str:
    """1套: what is counted. English counts without a noun, which the title has already said."""
    declared = facts.ASSETS.by_name.get(item)
    return said(Text(declared.unit.zh, "")) if declared and declared.unit else ""


def _heads_note(kept: Kept, finding: Finding) -> str:
    """800.00元×4人, where the line is so much for each who counts."""
    heads, found = kept.answer.household_size, finding.distance
    if not heads or heads == 1 or found is None or finding.code not in PER_HEAD:
        return ""
    each = amount(shown(found.line.low, found.unit) * 100 / Fraction(heads))
    return ngettext("%(each)s×%(count)d人", "%(each)s×%(count)d人", heads) % {"each": each, "count": heads}


def _with_value(row: CriterionRow) -> str:
    return _("%(label)s：%(value)s") % {"label": row.title, "value": row.value} if row.value else row.title
