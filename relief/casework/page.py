"""What the pages of applications show."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.audit.queries import events_about
from relief.households.models import Household
from relief.households.page import household_page
from relief.households.queries import household_name, member_names, members_of
from relief.offices.models import Role, User
from relief.rules.codes import ProgrammeCode
from relief.screening.cards import ProgrammeCard, programme_cards
from relief.screening.models import Screening
from relief.screening.queries import answer_of, is_of_today, latest_screening
from relief.screening.rows import Kept
from relief.web.components import Check, Step
from relief.web.days import moment
from relief.web.money import money
from relief.web.texts import said

from .actions import CaseworkAction
from .advice import advice_on, is_pre_reviewed
from .guards import above_the_township, who_may_not
from .models import Application, Decision
from .workflow import State


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One application that waits, ready to be shown."""

    name: str
    household: str
    size: int
    programme: str
    amount: str
    verdict: str
    community: str
    submitter: str
    days: int
    moment: str
    url: str


def rows_of(applications: Iterable[Application]) -> list[Row]:
    today = timezone.localdate()
    return [_row(each, (today - timezone.localdate(each.submitted_at)).days) for each in applications]


def _row(application: Application, days: int) -> Row:
    found = next(
        each for each in application.screening.findings["programmes"] if each["code"] == application.programme
    )
    household = application.household
    amount = found["amount"] if application.requested is None else application.requested
    return Row(
        name=getattr(application, "head_name", None) or household.number,
        household=household.number,
        size=getattr(application, "size", None) or 0,
        programme=programme_title(application.programme),
        amount="" if amount is None else money(amount),
        verdict=found["verdict"],
        community=household.area.name,
        submitter=application.submitted_by.display_name,
        days=days,
        moment=moment(application.submitted_at),
        url=reverse("application", args=[application.pk]),
    )


def programme_title(code: str) -> str:
    return said(ProgrammeCode.of(code).label)


def application_page(application: Application, user: User) -> dict[str, Any]:
    """The context of `casework/application.html`, all but the form."""
    household, decision = application.household, getattr(application, "decision", None)
    screening = decision.screening if decision else latest_screening(household) or application.screening
    advice = advice_on(application.programme, screening, application.requested)
    waits = application.state == State.SUBMITTED
    fresh = is_of_today(screening)
    guard = who_may_not(user, application) if waits else None
    return household_page(household, user) | {
        "application": application,
        "title": programme_title(application.programme),
        "state": State(application.state).label,
        "pre_reviewed": is_pre_reviewed(application.programme),
        "advice": advice,
        "card": card_of(screening, application.programme, names_of(household)),
        "screening": screening,
        "decision": decision,
        "decided": _decided(decision) if decision else "",
        "waits": waits,
        "fresh": fresh,
        "guard": guard,
        "limit": above_the_township(application, advice) if waits and guard is None else None,
        "may_decide": waits and guard is None and fresh,
        "may_withdraw": waits and user.pk == application.submitted_by_id and user.role == Role.CASEWORKER,
        "checks": _checks(fresh),
        "steps": steps(application),
    }


def _checks(fresh: bool) -> list[Check]:
    """What was looked at before a decision."""
    return [
        Check(_("您没有录入、提交本户"), passed=True),
        Check(_("筛查用的是现在的事实和规定") if fresh else _("事实或规定变了，要重新筛查"), passed=fresh),
    ]


def _decided(decision: Decision) -> str:
    """何静11月24日（周二）10:20批准，800.00元"""
    told = _("%(name)s%(moment)s决定：%(outcome)s") % {
        "name": decision.decider.display_name,
        "moment": moment(decision.decided_at),
        "outcome": State(decision.outcome).label,
    }
    return told if decision.amount is None else _("，").join((told, money(decision.amount)))


def names_of(household: Household) -> dict[str, str]:
    return member_names(list(household.members.select_related("person")))


def card_of(screening: Screening, programme: str, names: dict[str, str]) -> ProgrammeCard:
    """One programme of a screening as the result page shows it."""
    cards = programme_cards(Kept(screening, answer_of(screening), names))
    return next(card for card in cards if card.code == programme)


def steps(application: Application) -> list[Step]:
    """经过 of an application, the newest first; while it waits, what is to come."""
    events = list(events_about(application).filter(action__in=CaseworkAction.values))
    people = User.objects.in_bulk({event.actor_id for event in events if event.actor_id})
    done = [
        Step(
            str(CaseworkAction(event.action).label),
            _("%(moment)s，%(name)s")
            % {"moment": moment(event.at), "name": people.get(event.actor_id, _("系统"))},
        )
        for event in reversed(events)
    ]
    waits = application.state == State.SUBMITTED
    return [Step(_("决定"), _("由乡镇（街道）审批人办"), is_next=True), *done] if waits else done


def submit_page(household: Household, programme: str) -> dict[str, Any]:
    """The context of `casework/submit.html`, all but the form."""
    screening = latest_screening(household)
    members = members_of(household)
    return {
        "household": household,
        "name": household_name(household, members),
        "title": programme_title(programme),
        "screening": screening,
        "fresh": screening is not None and is_of_today(screening),
        "card": card_of(screening, programme, member_names(members)) if screening else None,
    }
