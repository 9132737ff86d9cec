"""结果单: one sheet of paper that two people sign. Numbers are masked, and nobody is sent for a proof."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from relief.households.models import Household, Member
from relief.households.queries import county_name, household_name, member_names, name_of
from relief.offices.models import User
from relief.rules.answers import ProgrammeAnswer
from relief.rules.findings import Finding
from relief.vault.masks import masked_number
from relief.web.components import Fact
from relief.web.days import long_day, short_day
from relief.web.texts import said

from .affected import community_words
from .cards import ORDER
from .models import Outcome, OutcomeKind, Reason, Screening
from .next_question import next_questions
from .page import counted_fact
from .plain_text import WORDS
from .queries import answer_of, newest_outcomes
from .reasons import reason
from .rows import Kept
from .sums import amount_words, requested_in

DECIDING = {"ineligible": "not_met", "undetermined": "unknown", "eligible": "met"}


class Rest(NamedTuple):
    """The other programmes with one answer, in a line: the answer, and each title, some with a reason."""

    verdict: str
    each: list[str]


class SheetRow(NamedTuple):
    """One programme that one may have, or of which something was agreed."""

    title: str
    verdict: str
    mark: str
    why: str
    citation: str
    agreed: str
    amount: str
    community: str


def sheet_page(screening: Screening, user: User) -> dict[str, Any]:
    """The context of `screening/sheet.html`."""
    household, answer = screening.household, answer_of(screening)
    members = list(household.members.select_related("person"))
    present = [member for member in members if member.left_on is None]
    kept, agreed = Kept(screening, answer, member_names(members)), newest_outcomes(household)
    ordered = sorted(answer.programmes, key=lambda each: ORDER.index(each.verdict))
    told = [each for each in ordered if each.verdict == "eligible" or each.code in agreed]
    return {
        "screening": screening,
        "household": household,
        "name": household_name(household, present),
        "number": screening.pk.hex[:8].upper(),
        "facts": _facts(screening, present, counted_fact(answer, len(present))),
        "rows": [_row(kept, each, agreed.get(each.code)) for each in told],
        "rest": _rest(kept, [each for each in ordered if each not in told]),
        "bring": _bring(agreed.values()),
        "questions": [each.text for each in next_questions(kept)],
        "township": household.area.parent.name if household.area.parent else household.area.name,
        "county": county_name(household.area),
        "printed_on": timezone.localdate(),
        "printed_by": user.display_name,
    }


def _facts(screening: Screening, members: list[Member], counted: Fact) -> list[Fact]:
    household = screening.household
    head = next((member for member in members if member.relation == "head"), None)
    number = head.person.number if head and head.person else None
    return [
        Fact(_("户主"), name_of(head) if head else None),
        Fact(_("证件"), masked_number(number) if number else None),
        Fact(pgettext("结果单", "户号"), household.number),
        Fact(pgettext("人数", "计入"), counted.value),
        Fact(pgettext("结果单", "社区"), _place(household)),
        Fact(pgettext("结果单", "筛查"), long_day(timezone.localdate(screening.made_at))),
    ]


def _place(household: Household) -> str:
    area = household.area
    where = {"township": area.parent.name if area.parent else "", "community": area.name}
    return _("%(township)s%(community)s") % where


def _row(kept: Kept, answer: ProgrammeAnswer, outcome: Outcome | None) -> SheetRow:
    offered = answer.verdict != "not_offered"
    return SheetRow(
        title=said(answer.title),
        verdict=said(WORDS[answer.verdict]),
        mark={"eligible": "✓", "undetermined": "？", "ineligible": "✕"}.get(answer.verdict, ""),
        why=reason(kept, answer),
        citation=_citation(answer),
        agreed=_agreed(outcome) if outcome else "",
        amount=amount_words(answer, requested_in(kept.screening.facts)) if offered else "",
        community=community_words(kept.screening, answer),
    )


def _rest(kept: Kept, answers: list[ProgrammeAnswer]) -> list[Rest]:
    """What is not met says why; what nobody can say yet is asked below, all at once."""
    lines: dict[str, list[str]] = {}
    for each in answers:
        words = {"label": said(each.title), "value": reason(kept, each)}
        told = _("%(label)s：%(value)s") % words if each.verdict == "ineligible" else words["label"]
        lines.setdefault(each.verdict, []).append(told)
    return [Rest(said(WORDS[verdict]), told) for verdict, told in lines.items()]


def _citation(answer: ProgrammeAnswer) -> str:
    """The article that the answer turns on."""
    wanted = DECIDING.get(answer.verdict)
    turning = next((each for each in _findings(answer) if each.verdict == wanted), None)
    return said(turning.citation) if turning else ""


def _findings(answer: ProgrammeAnswer) -> Iterable[Finding]:
    yield from answer.findings
    persons: Mapping[str, Any] = answer.persons
    for person in persons.values():
        yield from person.findings if person.verdict == answer.verdict else ()


def _agreed(outcome: Outcome) -> str:
    """Short: what was said at length stays in the office."""
    if outcome.kind == OutcomeKind.COME_BACK and outcome.come_back_on:
        return _("%(day)s再来") % {"day": short_day(outcome.come_back_on)}
    kind = str(OutcomeKind(outcome.kind).label)
    if not outcome.reason:
        return kind
    return _("%(label)s：%(value)s") % {"label": kind, "value": Reason(outcome.reason).label}


def _bring(outcomes: Iterable[Outcome]) -> list[str]:
    """Each thing once, however many programmes wait for it."""
    return list(dict.fromkeys(str(each.bring) for each in outcomes if each.bring))
