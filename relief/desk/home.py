"""What the first page shows to each role."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.casework.models import Application
from relief.casework.queries import decided_by, queue_for, submissions_of, waiting
from relief.casework.words import programme_title, state_words
from relief.households.queries import drafts_of, newest_households
from relief.offices.models import Role, User
from relief.screening.models import Outcome
from relief.screening.outcomes import details
from relief.screening.queries import come_backs
from relief.web.days import moment
from relief.web.money import money

from .entering import page_address

FEW, SOME = 5, 10
SOON = timedelta(days=7)


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
            return {
                "returning": returning(timezone.localdate() + SOON),
                "drafts": drafts(user),
                "households": newest_households(most=FEW)[:FEW],
                "submitted": works(submissions_of(user, SOME)),
            }
        case Role.APPROVER:
            first = queue_for(None, SOME)[:SOME]
            decided = works(decided_by(user, FEW))
            return {"waiting": waiting().count(), "first": works(first), "decided": decided}
        case Role.COUNTY_OFFICER | Role.AUDITOR:
            return {"waiting": waiting().count(), "households": newest_households(most=FEW)[:FEW]}
    return {"manages": True}


def returning(until: date) -> list[Work]:
    """请来过的人: who was asked to come back, the day that is overdue first."""
    today = timezone.localdate()
    return [_returns(each, today) for each in come_backs(until)[:SOME]]


def _returns(outcome: Outcome, today: date) -> Work:
    name, day = getattr(outcome, "head_name", None), outcome.come_back_on
    return Work(
        title=_("%(name)s户") % {"name": name} if name else outcome.household.number,
        note=details(outcome),
        programme=programme_title(outcome.programme),
        state=_("已过约定的日子") if day and day < today else _("约好再来"),
        url=reverse("household", args=[outcome.household_id]),
    )


def drafts(user: User) -> list[Work]:
    """草稿: pages that were typed on and not saved."""
    return [
        Work(
            title=each.household.number,
            note=_("%(moment)s写到一半，还没有保存") % {"moment": moment(each.typed_at)},
            programme="",
            state=_("草稿"),
            url=page_address(each),
        )
        for each in drafts_of(user)[:SOME]
    ]


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
