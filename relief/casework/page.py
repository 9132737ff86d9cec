"""What the pages of applications show."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from relief.households.facts import Facts, household_facts
from relief.households.models import Household, Member
from relief.households.page import household_page, identity
from relief.households.papers import beside, held_of, papers_for
from relief.households.queries import household_name, member_names, members_of
from relief.offices.models import User
from relief.rules.programmes import BY_CODE
from relief.screening.cards import ProgrammeCard, programme_card
from relief.screening.queries import answer_of, is_of_today, latest_screening
from relief.screening.rows import Kept
from relief.screening.sums import requested_in
from relief.web.components import Check
from relief.web.days import moment

from .advice import Advice, advice_on, is_pre_reviewed
from .changed import changed_since
from .earlier import earlier_of
from .guards import Guard, above_the_limit, who_may_not
from .models import Application, Decision
from .queries import people_who_submitted
from .timeline import with_next
from .words import outcome_words, programme_title, state_words
from .workflow import DECIDERS, WAITING, DeedKind, move_of


def application_page(application: Application, user: User) -> dict[str, Any]:
    """The context of `casework/application.html`, all but the form."""
    household, decision = application.household, getattr(application, "decision", None)
    members, declared = members_of(household), household_facts(household)
    screening = decision.screening if decision else latest_screening(household) or application.screening
    advice = advice_on(application.programme, screening, application.requested)
    waits = application.state in WAITING
    fresh = waits and is_of_today(screening)
    guard = who_may_not(user, application) if waits else None
    limit = above_the_limit(application, advice) if waits else None
    known = _known(application, advice, members, declared)
    return (
        household_page(household, user, facts=declared, members=members)
        | known
        | {
            "application": application,
            "title": programme_title(application.programme),
            "state": state_words(application.state, application.programme),
            "pre_reviewed": is_pre_reviewed(application.programme),
            "advice": advice,
            "card": card_of(advice, names_of(household)),
            "screening": screening,
            "decision": decision,
            "decided": _decided(decision) if decision else "",
            "waits": waits,
            "fresh": fresh,
            "guard": guard,
            "limit": limit,
            "may_withdraw": _may_withdraw(application, user),
            "checks": _checks(guard, limit, fresh=fresh) if waits and user.role in DECIDERS.values() else [],
            "steps": with_next(application),
        }
    )


def _known(
    application: Application, advice: Advice, members: list[Member], declared: Facts
) -> dict[str, Any]:
    """What a decision looks at beside the advice: what changed, the papers, what there was before."""
    household, programme = application.household, application.programme
    held, names = held_of(household), names_of(household)
    papers = papers_for(household, declared, held, names, (programme,))
    return {
        "changed": changed_since(
            application.screening, advice, held=held, names=names, requested=application.requested
        ),
        "earlier": earlier_of(household, members, application),
        "papers": papers,
        "beside": beside(held, papers),
    }


def _may_withdraw(application: Application, user: User) -> bool:
    may = move_of(DeedKind.WITHDRAW, application.state, user.role)
    return may is not None and user.pk in people_who_submitted(application)


def _checks(guard: Guard | None, limit: Guard | None, *, fresh: bool) -> list[Check]:
    """What was looked at before a decision."""
    return [
        Check(guard.title if guard else _("您没有录入、提交本户"), passed=guard is None),
        Check(_("筛查用的是现在的事实和规定") if fresh else _("事实或规定变了，要重新筛查"), passed=fresh),
        Check(limit.title if limit else _("乡镇（街道）可以审批"), passed=limit is None),
    ]


def _decided(decision: Decision) -> str:
    """何静11月24日（周二）10:20决定：已批准，800.00元"""
    return _("%(name)s%(moment)s决定：%(outcome)s") % {
        "name": decision.decider.display_name,
        "moment": moment(decision.decided_at),
        "outcome": outcome_words(decision),
    }


def names_of(household: Household) -> dict[str, str]:
    return member_names(list(household.members.select_related("person")))


def card_of(advice: Advice, names: dict[str, str]) -> ProgrammeCard:
    """The programme as the result page shows it, but for the amount that the application asks for."""
    kept = Kept(advice.screening, answer_of(advice.screening), names)
    answer = advice.answer
    if advice.requested is not None and answer.verdict == "eligible":
        answer = replace(answer, approval=advice.office(None))
    return programme_card(kept, answer, advice.requested)


def submit_page(household: Household, programme: str) -> dict[str, Any]:
    """The context of `casework/submit.html`, all but the form."""
    screening, members = latest_screening(household), members_of(household)
    requested = requested_in(screening.facts) if screening and BY_CODE[programme].asks_amount else None
    advice = advice_on(programme, screening, requested) if screening else None
    return {
        "household": household,
        "name": household_name(household, members),
        "identity": identity(household, members),
        "title": programme_title(programme),
        "screening": screening,
        "fresh": screening is not None and is_of_today(screening),
        "requested": requested,
        "card": card_of(advice, member_names(members)) if advice else None,
    }
