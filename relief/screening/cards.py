"""A programme as the result page shows it: one line to read, and everything behind it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.offices.disagreements import Disagreement, disagreements_about
from relief.rules.answers import PersonAnswer, ProgrammeAnswer
from relief.rules.citations import Cite, shown_on
from relief.rules.codes import Text
from relief.rules.household import counts
from relief.web.components import CriterionRow, Line
from relief.web.texts import said

from .affected import affected_words, community_words
from .found import FoundLine, OpenClause
from .plain_text import WORDS
from .queries import figures_of
from .reasons import person_reason, reason
from .rows import Kept, criteria_rows
from .sums import amount_words, reckoning_lines, requested_in, total_line

ORDER = ("eligible", "undetermined", "ineligible", "not_offered")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCard:
    """One person's answer in a programme for persons."""

    name: str
    verdict: str
    why: str
    rows: Sequence[CriterionRow]
    folded: Sequence[CriterionRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeCard:
    """What stands in and behind a programme's line. `outcome`: what was agreed about it last.

    `community`: that the community may give it itself, where the place is declared affected.
    `found`: who found what is declared, where the card stands alone.
    """

    code: str
    title: str
    verdict: str
    why: str
    amount: str = ""
    community: str = ""
    notes: Sequence[str] = ()
    counted: str = ""
    counted_rule: str = ""
    rows: Sequence[CriterionRow] = ()
    folded: Sequence[CriterionRow] = ()
    persons: Sequence[PersonCard] = ()
    reckoning: Sequence[Line] = ()
    total: Line | None = None
    open_clauses: Sequence[OpenClause] = ()
    disagreements: Sequence[Disagreement] = ()
    found: Sequence[FoundLine] = ()
    outcome: str = ""
    outcome_note: str = ""
    outcome_url: str = ""
    open_clause_url: str = ""

    @property
    def has_bars(self) -> bool:
        """Whether there is anything for the key of the bars to explain."""
        rows = chain(self.rows, *(person.rows for person in self.persons))
        return any(row.bar for row in rows)


def programme_cards(kept: Kept) -> list[ProgrammeCard]:
    """What one may have first, what is not offered last."""
    ordered = sorted(kept.answer.programmes, key=lambda each: ORDER.index(each.verdict))
    return [programme_card(kept, each, requested_in(kept.screening.facts)) for each in ordered]


def programme_card(kept: Kept, answer: ProgrammeAnswer, requested: int | None) -> ProgrammeCard:
    """One programme; `requested` is what is asked for, where the programme asks for an amount."""
    card = ProgrammeCard(
        code=answer.code, title=said(answer.title), verdict=answer.verdict, why=reason(kept, answer)
    )
    if answer.verdict == "not_offered":
        return card
    return replace(_filled(card, kept, answer), amount=amount_words(answer, requested))


def _filled(card: ProgrammeCard, kept: Kept, answer: ProgrammeAnswer) -> ProgrammeCard:
    rows, folded = criteria_rows(kept, answer.findings)
    of_household = not answer.programme.persons
    return replace(
        card,
        community=community_words(kept.screening, answer),
        notes=list(filter(None, _notes(kept, answer))),
        counted=_counted(kept) if of_household else "",
        counted_rule=_citation(kept, counts.cites) if of_household else "",
        rows=rows,
        folded=folded,
        persons=[_person(kept, key, each) for key, each in answer.persons.items()],
        reckoning=reckoning_lines(answer, kept.names),
        total=total_line(answer),
        open_clauses=_open_clauses(kept, answer),
        disagreements=disagreements_about(answer.programme, figures_of(kept.screening)),
    )


def _person(kept: Kept, key: str, answer: PersonAnswer) -> PersonCard:
    rows, folded = criteria_rows(kept, answer.findings, key)
    return PersonCard(
        name=kept.names.get(key, key),
        verdict=answer.verdict,
        why=person_reason(kept, answer),
        rows=rows,
        folded=folded,
    )


def _counted(kept: Kept) -> str:
    """计入4人：周桂芳、李长水。不计李晓燕。"""
    inside = kept.answer.counted_members
    members = kept.screening.facts.get("members") or []
    outside = [member["id"] for member in members if member["id"] not in inside]
    return _inside(_named(kept, inside), len(inside)) + _outside(kept, _named(kept, outside))


def _inside(names: str, count: int) -> str:
    words = ngettext("计入%(count)d人：%(names)s。", "计入%(count)d人：%(names)s。", count)
    return words % {"count": count, "names": names} if count else ""


def _outside(kept: Kept, names: str) -> str:
    if not names:
        return ""
    is_known = kept.answer.household_size is not None
    return (_("不计%(names)s。") if is_known else _("%(names)s是否计入还不能判断。")) % {"names": names}


def _named(kept: Kept, keys: Iterable[str]) -> str:
    return _("、").join(kept.names.get(key, key) for key in keys)


def _citation(kept: Kept, cites: tuple[Cite, ...]) -> str:
    day = kept.screening.day
    return said(Text(shown_on(cites, day), shown_on(cites, day, "en")))


def _notes(kept: Kept, answer: ProgrammeAnswer) -> Iterator[str]:
    yield _acceptance(answer)
    yield _approval(answer)
    yield affected_words(kept.screening, answer)


def _acceptance(answer: ProgrammeAnswer) -> str:
    """Whether the application belongs here."""
    if not answer.programme.belongs:
        return ""
    return {
        True: _("受理地：有成员户籍在本县，或持居住证可以申请，在本地受理。"),
        False: _("受理地：不在本地，要向户籍地申请。"),
        None: _("受理地：户籍还没填全，不能判断。"),
    }[answer.accepted_here]


def _approval(answer: ProgrammeAnswer) -> str:
    """Which office may approve what is asked."""
    if answer.approval is None:
        return ""
    return _("审批：%(office)s。") % {"office": said(WORDS[answer.approval])}


def _open_clauses(kept: Kept, answer: ProgrammeAnswer) -> list[OpenClause]:
    clauses = answer.programme.open_clauses_on(kept.answer.day)
    return [
        OpenClause(said(text), _citation(kept, cites), kept.opened.get((answer.code, text.zh)))
        for cites, text in clauses
    ]
