"""Our own awards above the boxes for what other offices give."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from relief.casework.awards import award_lines
from relief.casework.words import programme_title
from relief.funds.facts import typed_again
from relief.households.facts import Facts
from relief.households.models import Household

AGAIN = {
    "receiving": _("第%(number)d项正在享受的救助（%(programme)s）"),
    "relief_history": _("第%(number)d次临时救助（%(programme)s）"),
}


def awards_beside(household: Household, facts: Facts) -> dict[str, Any]:
    """The lines, and which of the declared items say one of them over again: each is counted once."""
    again = [_again(name, place, facts[name][place]) for name, place in typed_again(household)]
    return {"is_receiving": True, "awards": award_lines(household), "again": again}


def _again(name: str, place: int, item: Facts) -> str:
    return str(AGAIN[name]) % {"number": place + 1, "programme": programme_title(item["programme"])}
