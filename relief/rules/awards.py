"""Awards in payment and relief already given, as rules ask for them: by the household, or by a member."""

from __future__ import annotations

from relief.rules.codes import ProgrammeCode
from relief.rules.household import covered
from relief.rules.language import AnyOver, Flag, IsIn, Test

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


cause_not_relieved = ~AnyOver("relief", Flag("same_cause")) | Flag("new_bill")
"""The same cause is relieved again only for a new bill."""
