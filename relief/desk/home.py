"""What the first page shows to each role."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from relief.casework.models import Application
from relief.casework.queries import decided_by, queue_for, submissions_of, waiting
from relief.casework.words import programme_title, state_words
from relief.households.queries import newest_households
from relief.offices.models import Role, User
from relief.web.days import moment
from relief.web.money import money

FEW, SOME = 5, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One application as a line of work."""

    title: str
    note: str
    programme: str
    state: str
    url: str


def home_page(user: User) -> dict[str, Any]:
    """The context of `desk/home.html`: lists by what they are called, none that the role does not have."""
    match user.role:
        case Role.CASEWORKER:
            submitted = submissions_of(user, SOME)
            return {"households": newest_households(most=FEW)[:FEW], "submitted": works(submitted)}
        case Role.APPROVER:
            first = queue_for(None, SOME)[:SOME]
            decided = works(decided_by(user, FEW))
            return {"waiting": waiting().count(), "first": works(first), "decided": decided}
        case Role.COUNTY_OFFICER | Role.AUDITOR:
            return {"waiting": waiting().count(), "households": newest_households(most=FEW)[:FEW]}
    return {"manages": True}


def works(applications: Iterable[Application]) -> list[Work]:
    return [_work(each) for each in applications]


def _work(application: Application) -> Work:
    name = getattr(application, "head_name", None)
    household = application.household
    return Work(
        title=_("%(name)s户") % {"name": name} if name else household.number,
        note=_note(application),
        programme=programme_title(application.programme),
        state=state_words(application.state, application.programme),
        url=reverse("application", args=[application.pk]),
    )


def _note(application: Application) -> str:
    """Who did what last, and when."""
    decision = getattr(application, "decision", None)
    if decision is None:
        who = {"moment": moment(application.submitted_at), "name": application.submitted_by.display_name}
        return _("%(moment)s，%(name)s提交") % who
    who = {"moment": moment(decision.decided_at), "name": decision.decider.display_name}
    told = _("%(moment)s，%(name)s决定") % who
    if decision.amount is not None:
        told = _("，").join((told, money(decision.amount)))
    return _("，").join((told, decision.reason)) if decision.reason else told
