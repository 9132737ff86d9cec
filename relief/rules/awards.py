"""Awards in payment and relief already given, as rules ask for them: by the household, or by a member."""

from __future__ import annotations

from datetime import date

from relief.rules.citations import GUOFA_2014_47, cite
from relief.rules.codes import ProgrammeCode, Text
from relief.rules.household import covered
from relief.rules.language import AnyOver, Criterion, Flag, IsIn, Test

DIBAO = ProgrammeCode.mask("dibao", "dibao_individual")
"""On dibao means dibao or dibao alone."""
TEKUN = ProgrammeCode.mask("tekun")


def drawn(programmes: int) -> Test:
    """The household draws an award of one of these programmes, whomever it is for."""
    return AnyOver("awards", IsIn("programme", programmes))


def covered_by(programmes: int) -> Test:
    """A member is covered by an award of one of these programmes."""
    return AnyOver("awards", IsIn("programme", programmes) & covered)


def relieved_under(programme: str) -> Test:
    """A member was relieved under this programme before."""
    return AnyOver("relief", IsIn("programme", ProgrammeCode.mask(programme)) & covered)


def cause_not_relieved(programme: str, since: date) -> Criterion:
    """The same cause is relieved again only for a new bill."""
    return Criterion(
        f"{programme}.cause_not_relieved",
        Text("同一事由没有救助过，或有新的费用", "the cause was not relieved before, or there is a new bill"),
        cite(GUOFA_2014_47, "第二部分"),
        ~AnyOver("relief", Flag("same_cause")) | Flag("new_bill"),
        since,
    )
