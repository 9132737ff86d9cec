"""The answer to what is declared at this moment, for showing beside it; nothing is stored."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from relief.households.models import Household
from relief.rules.answers import Answer

from .queries import judged
from .rows import Kept


def live(
    household: Household,
    declared: Mapping[str, Any],
    names: Mapping[str, str],
    members: Mapping[str, UUID] | None = None,
) -> Kept:
    """As a screening of these facts would say. LawNotEncoded and UnknownPlace say why nothing can be said."""
    screening, answer = judged(household, household.facts_on, declared)
    return Kept(screening, answer, names, members)


def missing_of(answer: Answer) -> set[str]:
    """The paths of facts that some programme still needs."""
    return {path for each in answer.programmes if each.verdict == "undetermined" for path in each.missing}
