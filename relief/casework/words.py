"""What programmes, states and deeds are called. Of a pre-reviewed programme no deed is called an approval."""

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from relief.rules.codes import ProgrammeCode
from relief.rules.programmes import BY_CODE
from relief.web.money import money
from relief.web.texts import said

from .actions import CaseworkAction
from .advice import is_pre_reviewed
from .models import Decision
from .workflow import State

PRE_REVIEWED: dict[str, Promise] = {
    State.APPROVED: _("预审同意"),
    State.REFUSED: _("预审不同意"),
    CaseworkAction.APPROVED: _("预审同意"),
    CaseworkAction.REFUSED: _("预审不同意"),
}


def programme_title(code: str) -> str:
    return said(ProgrammeCode.of(code).label)


def state_words(state: str, programme: str) -> str:
    """已批准; of a pre-reviewed programme 预审同意."""
    return _words(State(state), programme)


def deed_words(action: str, programme: str) -> str:
    return _words(CaseworkAction(action), programme)


def _words(plain: State | CaseworkAction, programme: str) -> str:
    pre_reviewed = PRE_REVIEWED.get(plain) if is_pre_reviewed(programme) else None
    return str(pre_reviewed or plain.label)


def amount_words(programme: str, amount: int) -> str:
    """每月640.00元; relief is given once: 800.00元."""
    each = gettext("每月%(amount)s") if BY_CODE[programme].period == "month" else "%(amount)s"
    return each % {"amount": money(amount)}


def outcome_words(decision: Decision) -> str:
    """已批准，800.00元"""
    programme = decision.application.programme
    told = state_words(decision.outcome, programme)
    amount = decision.amount
    return told if amount is None else gettext("，").join((told, amount_words(programme, amount)))


def since_words(days: int) -> str:
    """How long it has waited: 3天."""
    if not days:
        return gettext("今天提交")
    return ngettext("%(count)d天", "%(count)d天", days) % {"count": days}
