"""先行救助, 社区直接救助, 补齐手续: aid before its papers, and what is explained afterwards."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from relief.cautions.models import Step
from relief.offices.models import User
from relief.web.money import money

from ..advice import Advice
from ..guards import above_the_township, who_may_not_give
from ..models import Application, Decision
from ..relieving import why_not_declared
from ..workflow import DeedKind, Transition
from .answered import nothing_new_found, require_answered
from .attempts import tried
from .awarding import award_for
from .deciding import advice_of_today, decide, seen_by_the_county
from .hinting import keep_hints
from .moving import move, open_to, said, under_decision, write_down
from .refusals import Refused, refuse_if


@tried(DeedKind.RELIEVE_FIRST)
@transaction.atomic
def relieve_first(*, by: User, application: Application, amount: int | None, reason: str = "") -> Decision:
    """先行救助: decision and award at once, by somebody who neither entered nor submitted."""
    application, step = under_decision(by, application, DeedKind.RELIEVE_FIRST)
    return _given(by, application, step, amount, reason.strip())


@tried(DeedKind.COMMUNITY_RELIEF)
@transaction.atomic
def community_relief(
    *, by: User, application: Application, on: date, amount: int | None, reason: str = ""
) -> Decision:
    """社区直接救助: the same by another caseworker of the community, on a day the place declared."""
    application, step = open_to(by, application, DeedKind.COMMUNITY_RELIEF)
    refuse_if(who_may_not_give(by, application))
    if why := why_not_declared(advice_of_today(application).screening, on):
        raise Refused(why)
    return _given(by, application, step, amount, reason.strip())


def _given(by: User, application: Application, step: Transition, amount: int | None, reason: str) -> Decision:
    advice = advice_of_today(application)
    if not amount:
        raise Refused(_("请写金额。"), "amount")
    if guard := above_the_township(application, advice, amount):
        raise Refused(f"{guard.title}{guard.text}", "amount")
    _within_the_cap(advice, amount)
    require_answered(application.household, application.programme, Step.DECISION)
    departures = list(advice.departures(amount))
    if departures and not reason:
        raise Refused(_("与系统建议不同，请写理由。"), "reason")
    with nothing_new_found():
        decision, _deed = decide(by, application, step, advice, amount=amount, reason=reason)
    hints = keep_hints(decision, advice, None)
    award_for(by=by, decision=decision)
    write_down(by, application, step, amount=amount, departs_in=departures, hints=hints)
    return decision


@tried(DeedKind.COMPLETE_PAPERS)
@transaction.atomic
def complete_papers(*, by: User, application: Application, text: str) -> Application:
    """补齐手续: what happened, as it is explained when the emergency is over."""
    application, step = open_to(by, application, DeedKind.COMPLETE_PAPERS)
    seen_by_the_county(application)
    move(by, application, step, text=said(text, _("请写补充说明的情况。"), "text"))
    write_down(by, application, step)
    return application


def _within_the_cap(advice: Advice, amount: int) -> None:
    """小额快救 is never above its cap; whoever needs more is helped as an emergency."""
    if advice.programme.code != "fast_relief":
        return
    cap = advice.answer.at_most
    if cap is None:
        raise Refused(_("还不知道小额快救的限额，请按急难型临时救助办。"), "amount")
    if amount > cap:
        raise Refused(_("小额快救最多%(amount)s。") % {"amount": money(cap)}, "amount")
