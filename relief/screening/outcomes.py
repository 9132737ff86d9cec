"""What was agreed about each programme, in words: for the result, the household's page and the sheet."""

from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from relief.households.models import Household
from relief.rules.programmes import BY_CODE
from relief.web.days import moment, short_day
from relief.web.texts import said

from .models import Outcome, OutcomeKind, Reason
from .queries import outcomes_of


class OutcomeLine(NamedTuple):
    """One line of the list on a household's page."""

    title: str
    kind: str
    words: str
    who: str
    url: str


def outcome_lines(household: Household) -> list[OutcomeLine]:
    """Every outcome, the newest first; each leads to the screening it rests on."""
    return [
        OutcomeLine(
            title=said(BY_CODE[each.programme].title),
            kind=str(OutcomeKind(each.kind).label),
            words=details(each),
            who=recorded(each),
            url=f"{reverse('result', args=[each.screening_id])}#programme_{each.programme}",
        )
        for each in outcomes_of(household)
    ]


def recorded(outcome: Outcome) -> str:
    """林小满11月23日（周一）10:42记"""
    who = {"name": outcome.recorded_by.display_name, "moment": moment(outcome.recorded_at)}
    return _("%(name)s%(moment)s记") % who


def told(outcome: Outcome) -> str:
    """不申请：家庭不愿申请。…"""
    kind, more = str(OutcomeKind(outcome.kind).label), details(outcome)
    return _("%(label)s：%(value)s") % {"label": kind, "value": more} if more else kind


def details(outcome: Outcome) -> str:
    parts = [brief(outcome), outcome.words or ""]
    return _("。").join(part for part in parts if part)


def brief(outcome: Outcome) -> str:
    """Why not, or when again and with what."""
    if outcome.reason:
        return str(Reason(outcome.reason).label)
    if outcome.come_back_on is None:
        return ""
    again = {"day": short_day(outcome.come_back_on), "bring": outcome.bring}
    return _("%(day)s，带%(bring)s") % again
