"""The page that says on which declared fact a programme's answer turns most nearly."""

from typing import Any

from relief.households.queries import household_name, member_names
from relief.offices.models import User
from relief.rules.programmes import BY_CODE
from relief.rules.turning import turns
from relief.web.texts import said

from .keeping import facts_from_data
from .models import Screening
from .page import rows_of
from .queries import answer_of, figures_of
from .rows import Kept
from .turning_words import turn_link


def turning_page(screening: Screening, programme: str, user: User) -> dict[str, Any]:
    """The context of `screening/turning.html`: of the facts and figures that were kept, and nothing else.

    `is_as_kept`: whether the rules of this version still answer what was kept.
    """
    people = list(screening.household.members.select_related("person"))
    present = [member for member in people if member.left_on is None]
    answer, declared = answer_of(screening), facts_from_data(screening.facts)
    kept = Kept(screening, answer, member_names(people), rows_of(present, user))
    verdict = answer[programme].verdict
    found = turns(BY_CODE[programme], declared, figures_of(screening))
    return {
        "screening": screening,
        "household": screening.household,
        "name": household_name(screening.household, present),
        "programme": programme,
        "title": said(BY_CODE[programme].title),
        "verdict": verdict,
        "is_as_kept": all(turn.verdict != verdict for turn in found),
        "lines": [turn_link(kept, declared, turn) for turn in found],
    }
