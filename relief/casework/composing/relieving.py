"""先行救助登记表: what is registered of aid that is given before its papers (民发〔2018〕23号二（二）)."""

from typing import Any

from django.utils.translation import gettext as _

from relief.offices.models import Level, Role
from relief.web.days import long_day

from ..clocks.due import deadlines, events_of
from ..words import amount_words
from .subject import Subject

CLOCK = "papers_after_relief"


def relief_first_values(subject: Subject) -> dict[str, Any]:
    application, decision = subject.application, subject.decision
    amount = amount_words(application.programme, decision.amount or 0)
    return subject.named(Role.APPROVER) | {
        "place": "".join(
            subject.places[level.value].name for level in (Level.COUNTY, Level.TOWNSHIP, Level.COMMUNITY)
        ),
        "cause": str(subject.household.hardship_cause or ""),
        "given": amount,
        "given_on": long_day(decision.decided_at),
        "handled_by": subject.by.display_name,
        "complete_by": _complete_by(subject),
    }


def _complete_by(subject: Subject) -> str:
    """The day until which the place wants the papers; it may have said none."""
    found = deadlines(subject.application, events_of(subject.application))
    due = next(
        (each.reckoning.due for each in found if each.span.clock.code == CLOCK and each.is_running), None
    )
    return long_day(due) if due else _("紧急情况解除以后")
