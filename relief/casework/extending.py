"""延长期限: whether a limit in all runs that may be extended, and whether it was."""

from django.utils.translation import gettext as _

from .clocks import CLOCKS, spans
from .clocks.due import events_of, terms_of
from .clocks.kinds import Condition
from .models import Application

EXTENDED = {clock.code for clock in CLOCKS if clock.condition == Condition.EXTENDED}
"""The clocks that stand in the place of those that can be extended."""
EXTENDABLE = {clock.instead_of for clock in CLOCKS if clock.code in EXTENDED}


def why_not_extended(application: Application) -> str:
    """Why nobody can extend its limit now; empty when they can."""
    found = spans(application.programme, events_of(application), terms_of(application))
    running = {each.clock.instead_of or each.clock.code: each for each in found if each.met is None}
    span = next((running[code] for code in EXTENDABLE if code in running), None)
    if span is None:
        return _("现在没有可以延长的期限。")
    return _("期限已经延长过。") if span.clock.code in EXTENDED else ""
