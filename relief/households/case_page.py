"""What the page of a case file shows: the cases as they were read, and what would be stored of one."""

from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.offices.models import Area, county_of
from relief.rules.cases import Case, CaseError, read_cases
from relief.rules.codes import AreaKind
from relief.rules.documents import Problem
from relief.web.components import Fact
from relief.web.texts import said

from .cards import MemberCard, member_cards
from .models import CaseFile
from .published import code_of_place, published_cases
from .rows import contradictions
from .sections import Section, household_sections
from .words import code_words


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend in the file, and where it stands on the page."""

    anchor: str
    key: str
    line: int
    message: str


@dataclass(frozen=True, slots=True)
class ReadCase:
    """A case of the file, counted from 1; without `case` it has to be mended first."""

    number: int
    title: str
    note: str
    case: Case | None = None
    mistakes: tuple[Mistake, ...] = ()


def cases_in(brought: CaseFile) -> list[ReadCase]:
    found = published_cases() if brought.published else read_cases(str(brought.text), brought.name)
    return [_read(number, case) for number, case in enumerate(found, 1)]


class Summary(NamedTuple):
    """How many cases were read well, how many not, and what is to mend in all."""

    good: int
    bad: int
    mistakes: int


def summary_of(read: list[ReadCase]) -> Summary:
    good = sum(each.case is not None for each in read)
    return Summary(good, len(read) - good, sum(len(each.mistakes) for each in read))


def _read(number: int, case: Case | CaseError) -> ReadCase:
    problems = case.problems if isinstance(case, CaseError) else contradictions(case)
    if not problems and isinstance(case, Case):
        return ReadCase(number, case.title or case.name, _note(case), case)
    title = getattr(case, "title", "") or case.name or _("没写名称的案例")
    return ReadCase(number, title, _("改好下面的才能带入"), mistakes=_mistakes(number, problems))


def _note(case: Case) -> str:
    members = len(case.household.get("members") or [])
    people = ngettext("%(count)d人", "%(count)d人", members) % {"count": members}
    return _("，").join(part for part in (case.name, people, case.source) if part)


def _mistakes(number: int, problems: tuple[Problem, ...]) -> tuple[Mistake, ...]:
    return tuple(
        Mistake(f"key-{number}-{place}", problem.key, problem.line, said(problem.message))
        for place, problem in enumerate(problems, 1)
    )


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be stored of one case, in one's own community."""

    case: Case
    members: list[MemberCard]
    sections: list[Section]
    place: list[Fact]
    other_place: str


def preview_of(case: Case, community: Area, county: str) -> Preview:
    kind = code_words(AreaKind, case.area)
    return Preview(
        case=case,
        members=member_cards(case.household, case.day),
        sections=household_sections(case.household),
        place=[
            Fact(_("地方"), _("%(county)s，%(kind)s") % {"county": county, "kind": kind}),
            Fact(_("社区（村）"), community.name),
        ],
        other_place=other_place(case, community),
    )


def other_place(case: Case, community: Area) -> str:
    """The place that the file names, where it is not the county of the community."""
    own = str(county_of(community.number))[:6]
    return "" if code_of_place(case.place) == own else case.place
