"""What programmes, states, deeds and decisions are called."""

from django.utils.translation import gettext, ngettext

from relief.rules.codes import ProgrammeCode
from relief.rules.programmes import BY_CODE
from relief.web.money import money
from relief.web.texts import said

from .actions import CaseworkAction
from .models import Decision
from .workflow import State


def programme_title(code: str) -> str:
    return said(ProgrammeCode.of(code).label)


def state_words(state: str) -> str:
    """已批准"""
    return str(State(state).label)


def deed_words(action: str) -> str:
    """批准"""
    return str(CaseworkAction(action).label)


def amount_words(programme: str, amount: int) -> str:
    """每月640.00元; relief is given once: 800.00元."""
    each = gettext("每月%(amount)s") if BY_CODE[programme].period == "month" else "%(amount)s"
    return each % {"amount": money(amount)}


def outcome_words(decision: Decision) -> str:
    """已批准，800.00元"""
    programme = decision.application.programme
    told = state_words(decision.outcome)
    amount = decision.amount
    return told if amount is None else gettext("，").join((told, amount_words(programme, amount)))


def since_words(days: int) -> str:
    """How long it has waited: 3天."""
    if not days:
        return gettext("今天提交")
    return ngettext("%(count)d天", "%(count)d天", days) % {"count": days}
