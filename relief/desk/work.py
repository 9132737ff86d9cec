"""A piece of work as the first page shows it: what is to be done, of whom, and how soon."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.casework.clocks.shown import Due, Kept, calendar_for, due_of
from relief.casework.models import Application
from relief.casework.words import programme_title, state_words
from relief.casework.workflow import State
from relief.web.components import Link
from relief.web.days import moment
from relief.web.money import money

Haste = Literal["late", "today", "soon", "calm"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One line. `due` says in words how soon, `day` since or until when; `button` what leads on at once."""

    title: str
    note: str
    programme: str = ""
    state: str = ""
    url: str
    haste: Haste = "calm"
    due: str = ""
    day: str = ""
    button: Link | None = None


def called(row: Any, number: str) -> str:
    """周桂芳户, of a row with `head_name`; without a named head the number."""
    name = getattr(row, "head_name", None)
    return _("%(name)s户") % {"name": name} if name else number


def works(applications: Iterable[Application]) -> list[Work]:
    """Applications with who did what last."""
    return [
        Work(
            title=called(each, each.household.number),
            note=_note(each),
            programme=programme_title(each.programme),
            state=state_words(each.state),
            url=reverse("application", args=[each.pk]),
        )
        for each in applications
    ]


def waits(applications: Iterable[Application], today: date) -> list[Work]:
    """Applications that wait for somebody: until when, or how long they have where there is no deadline."""
    found = list(applications)
    kept = [Kept(each.clock_from, each.clock_unit, each.due_on) for each in found]
    calendar = calendar_for(kept, today)
    return [
        _waiting(each, due_of(row, today, calendar), today) for each, row in zip(found, kept, strict=True)
    ]


def _waiting(application: Application, due: Due, today: date) -> Work:
    (work,) = works([application])
    if application.state != State.SUBMITTED:
        work = replace(work, note=_("，").join((work.state, work.note)))
    # Of what is given the deadline is that of its next review.
    if due.words and application.state != State.APPROVED:
        day = _("%(day)s，暂估") % {"day": due.day} if due.assumed else due.day
        return replace(work, due=due.words, day=day, haste=due.haste)
    return replace(work, state=_since(application, today))


def _since(application: Application, today: date) -> str:
    """How long it has waited: to be decided, or since then."""
    decision = getattr(application, "decision", None)
    days = (today - timezone.localdate(decision.decided_at if decision else application.submitted_at)).days
    if days:
        return ngettext("已等%(count)d天", "已等%(count)d天", days) % {"count": days}
    return _("今天决定") if decision else _("今天提交")


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
