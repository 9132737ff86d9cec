"""The answer for a household: does each programme fit, why, what does it come to, what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from relief.rules.amounts import UNIT, rounded
from relief.rules.approval import Approval, approval
from relief.rules.codes import Hukou, Text
from relief.rules.findings import Finding, find, missing
from relief.rules.frames import One
from relief.rules.household import counts, living, size
from relief.rules.language import MET, NOT_MET, UNKNOWN, AnyOver, Criterion, FigureFlag, Flag, IsIn, Truth
from relief.rules.parameters import Figures
from relief.rules.programmes import PROGRAMMES
from relief.rules.programmes.base import Programme
from relief.rules.reckoning import Line
from relief.rules.supposing import Supposed
from relief.rules.worlds import Worlds

Verdict = Literal["eligible", "ineligible", "undetermined", "not_offered"]

belongs_here = AnyOver(
    "members",
    counts
    & (
        IsIn("hukou", Hukou.mask("local")) | (Flag("residence_permit") & FigureFlag("residence_permit_dibao"))
    ),
)


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """A programme's answer for one person. What the persons come to is summed in the programme's answer."""

    verdict: Verdict
    missing: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeAnswer:
    """A programme's answer. Amounts in fen; `persons` by member id, empty for a programme for households."""

    programme: Programme
    verdict: Verdict
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    persons: Mapping[str, PersonAnswer] = field(default_factory=dict)
    amount: int | None = None
    reckoning: tuple[Line, ...] = ()
    at_most: int | None = None
    approval: Approval | None = None
    accepted_here: bool | None = None
    until: date | None = None

    @property
    def code(self) -> str:
        return self.programme.code

    @property
    def title(self) -> Text:
        return self.programme.title


@dataclass(frozen=True, slots=True)
class Answer:
    """All programmes on one day. `household_size` is None while it is unknown who counts."""

    day: date
    household_size: int | None
    counted_members: tuple[str, ...]
    programmes: tuple[ProgrammeAnswer, ...]

    def __getitem__(self, code: str) -> ProgrammeAnswer:
        return next(each for each in self.programmes if each.code == code)


def screen(household: Mapping[str, Any], figures: Figures) -> Answer:
    """Every programme's answer for a declared household under the figures of its place and day."""
    worlds = Worlds(household, figures)
    base = worlds.base
    people = worlds.range(size, base)
    counted = tuple(row.key[-1] for row in base.rows("members") if worlds.truth(counts, row) == MET)
    return Answer(
        figures.day,
        people.low if people.low == people.high else None,
        counted,
        tuple(_answer(programme, worlds) for programme in PROGRAMMES),
    )


def verdict_of(truth: Truth) -> Verdict:
    """The word for a programme's truth."""
    return "eligible" if truth.certain else "undetermined" if truth.possible else "ineligible"


def verdict(programme: Programme, worlds: Worlds | Supposed) -> Verdict:
    """A programme's verdict alone; for persons: eligible if any is, else undetermined if any is.

    While nobody is declared it is undetermined, and likewise while it is not known whether it is offered.
    """
    offered = _offered(programme, worlds)
    if offered == NOT_MET:
        return "not_offered"
    if not programme.persons:
        return verdict_of(worlds.truth(programme.test, worlds.base))
    if offered == UNKNOWN or worlds.base.groups["members"] is None:
        return "undetermined"
    truths = [worlds.truth(programme.test, row) for row in _living(worlds)]
    return verdict_of(Truth(any(each.certain for each in truths), any(each.possible for each in truths)))


def lacking(programme: Programme, worlds: Worlds) -> tuple[str, ...]:
    """The paths of the facts and figures that an undetermined programme waits for."""
    base = worlds.base
    rows = _living(worlds) if programme.persons else [base]
    asked = [path for row in rows for path in missing(programme.test, row, worlds)]
    if programme.persons and base.groups["members"] is None:
        asked = list(base.paths["members"])
    if programme.open_here is not None and _offered(programme, worlds) == UNKNOWN:
        asked = [*missing(programme.open_here, base, worlds), *asked]
    return tuple(dict.fromkeys(asked))


def _offered(programme: Programme, worlds: Worlds | Supposed) -> Truth:
    if worlds.base.figures.day < programme.since:
        return NOT_MET
    return MET if programme.open_here is None else worlds.truth(programme.open_here, worlds.base)


def _living(worlds: Worlds | Supposed) -> list[One]:
    return [row for row in worlds.base.rows("members") if worlds.truth(living, row) == MET]


def _answer(programme: Programme, worlds: Worlds) -> ProgrammeAnswer:
    said = verdict(programme, worlds)
    if said == "not_offered":
        return ProgrammeAnswer(programme, said)
    if not programme.persons:
        eligible = [worlds.base] if said == "eligible" else []
        return _reckoned(programme, worlds, said, eligible, _findings(programme, worlds.base, worlds), {})
    rows, offered = _living(worlds), _offered(programme, worlds)
    persons = {row.key[-1]: _answer_person(programme, row, worlds, offered) for row in rows}
    eligible = [row for row in rows if persons[row.key[-1]].verdict == "eligible"]
    return _reckoned(programme, worlds, said, eligible, (), persons)


def _answer_person(programme: Programme, row: One, worlds: Worlds, offered: Truth) -> PersonAnswer:
    verdict = "undetermined" if offered == UNKNOWN else verdict_of(worlds.truth(programme.test, row))
    return PersonAnswer(verdict, missing(programme.test, row, worlds), _findings(programme, row, worlds))


def _findings(programme: Programme, row: One, worlds: Worlds) -> tuple[Finding, ...]:
    return tuple([find(each, row, worlds) for each in _criteria_on(programme, row.figures.day)])


@lru_cache(maxsize=4096)
def _criteria_on(programme: Programme, day: date) -> tuple[Criterion, ...]:
    return tuple(each for each in programme.criteria if each.in_force(day))


def _reckoned(
    programme: Programme,
    worlds: Worlds,
    said: Verdict,
    eligible: list[One],
    findings: tuple[Finding, ...],
    persons: Mapping[str, PersonAnswer],
) -> ProgrammeAnswer:
    """The answer with what it comes to. What is missing is told only while the answer is open."""
    amount = at_most = office = None
    lines: tuple[Line, ...] = ()
    if said == "eligible":
        amount, at_most = _amount(programme, worlds, eligible), _at_most(programme, worlds)
        lines = () if amount is None else _lines(programme, worlds, eligible, amount)
        office = approval(worlds, at_most) if programme.asks_amount else None
    accepted = worlds.truth(belongs_here, worlds.base) if programme.belongs else UNKNOWN
    return ProgrammeAnswer(
        programme,
        said,
        lacking(programme, worlds) if said == "undetermined" else (),
        findings,
        persons,
        amount,
        lines,
        at_most,
        office,
        None if accepted == UNKNOWN else bool(accepted.certain),
        programme.until(worlds.base) if programme.until and said == "eligible" else None,
    )


def _amount(programme: Programme, worlds: Worlds, eligible: list[One]) -> int | None:
    """The sum over those eligible in fen, rounded once; None while it is not known to the fen."""
    if programme.amount is None:
        return None
    ranges = [worlds.reckon(programme.amount, row) for row in eligible]
    terms = worlds.base.figures.raw("rounding")
    low, high = (
        rounded(sum(ends), terms) for ends in ((each.low for each in ranges), (each.high for each in ranges))
    )
    return low if low == high else None


def _lines(programme: Programme, worlds: Worlds, eligible: list[One], amount: int) -> tuple[Line, ...]:
    """How the amount came about, its rounding included; told only when it is certain who counts."""
    if programme.reckoning is None or len(worlds.worlds) > 1:
        return ()
    lines = tuple(line for row in eligible for line in programme.reckoning(row))
    rest = amount * UNIT - sum(line.amount for line in lines if line.code != "not_counted")
    return (*lines, Line("rounded", rest)) if lines and rest else lines


def _at_most(programme: Programme, worlds: Worlds) -> int | None:
    """The cap in fen; None where there is none, or none is known."""
    if programme.at_most is None:
        return None
    low, high = worlds.range(programme.at_most, worlds.base)
    return low if low == high else None
