"""批准, 不予批准, 退回补正, 报县级, 更正, 误录作废: what a second person does."""

from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.cautions.models import Step
from relief.offices.models import User

from ..advice import Advice, advice_on, pays
from ..draws import why_not_confirmed
from ..given import begun_already
from ..guards import above_the_limit, not_as_the_conference, the_county_s, who_may_not_correct
from ..investigation import departs_from_the_opinion
from ..models import Application, Decision, Deed, ReferralKind
from ..noticing import why_not_decided
from ..queries import was_asked_before
from ..recusing import why_not_seen
from ..words import deed_words
from ..workflow import DeedKind, State, Transition, roles_of
from .answered import nothing_new_found, require_answered
from .attempts import tried
from .awarding import award_for, end_award_of
from .hinting import keep_hints, keep_hints_of_a_refusal
from .moving import held, locked, move, said, screening_of_today, step_for, under_decision, write_down
from .referring import keep_referrals, referrals_from
from .refusals import Refused, refuse_if, say_who_was_first


@tried(DeedKind.APPROVE)
@transaction.atomic
def approve(
    *,
    by: User,
    application: Application,
    amount: int | None = None,
    reason: str = "",
    open_for: int | None = None,
) -> Decision:
    """批准, with its award. `open_for`: for how many seconds whoever decides has had it before them."""
    application, step = under_decision(by, application, DeedKind.APPROVE)
    seen_by_the_county(application)
    drawn_over(application)
    if why := why_not_decided(application, timezone.localdate()):
        raise Refused(why)
    advice = advice_of_today(application)
    if pays(application.programme) != bool(amount):
        raise Refused(_("请写金额。") if amount is None else _("金额要大于0。"), "amount")
    if guard := above_the_limit(application, advice, amount) or not_as_the_conference(
        application, gives=True, amount=amount
    ):
        raise Refused(f"{guard.title}{guard.text}", "amount")
    require_answered(application.household, application.programme, Step.DECISION)
    departures = [*advice.departures(amount)]
    if departs_from_the_opinion(application, amount):
        departures.append("opinion")
    if departures and not reason.strip():
        from_the_opinion = _("与初审意见不同，请写理由。")
        raise Refused(
            from_the_opinion if "opinion" in departures else _("与系统建议不同，请写理由。"), "reason"
        )
    with nothing_new_found():
        decision, _deed = decide(by, application, step, advice, amount=amount, reason=reason.strip())
    hints = keep_hints(decision, advice, open_for)
    award_for(by=by, decision=decision)
    write_down(by, application, step, amount=amount, departs_in=departures, hints=hints)
    return decision


@tried(DeedKind.REFUSE)
@transaction.atomic
def refuse(
    *,
    by: User,
    application: Application,
    reason: str,
    article: str = "",
    drafted: Collection[str] = (),
    declined: Mapping[str, str] | None = None,
    open_for: int | None = None,
) -> Decision:
    """不予批准, with the reason that the applicant will read. `open_for`: see `approve`.

    Of every other programme that may still help it says whether a referral is drafted, or why not.
    """
    application, step = under_decision(by, application, DeedKind.REFUSE)
    seen_by_the_county(application)
    drawn_over(application)
    if guard := the_county_s(application):
        raise Refused(f"{guard.title}{guard.text}")
    advice = advice_of_today(application)
    told = {"deed": deed_words(step.action)}
    if guard := not_as_the_conference(application, gives=False, amount=None):
        raise Refused(f"{guard.title}{guard.text}")
    reason = said(reason, _("%(deed)s要写理由，申请人看得到。") % told, "reason")
    referrals = referrals_from(application, advice.screening, drafted, declined or {})
    decision, deed = decide(by, application, step, advice, reason=reason, article=article.strip())
    onwards = keep_referrals(referrals, deed)
    hints = keep_hints_of_a_refusal(decision, advice, open_for)
    write_down(
        by,
        application,
        step,
        verdict=advice.answer.verdict,
        drafted=onwards[ReferralKind.DRAFTED],
        declined=onwards[ReferralKind.DECLINED],
        hints=hints,
    )
    return decision


@tried(DeedKind.SEND_BACK)
@transaction.atomic
def send_back(*, by: User, application: Application, text: str, again: str = "") -> Application:
    """退回补正: what is to be mended, once and all of it; `again`: why it is asked for a second time.

    From the county back to the township: what is to be looked at again.
    """
    application, step = under_decision(by, application, DeedKind.SEND_BACK)
    text = said(text, _("请写要补正什么。"), "text")
    if step.after == State.RETURNED and was_asked_before(application):
        again = said(again, _("已经一次告知过要补正什么。再要求补正，请写原因。"), "again")
    move(by, application, step, text="\n".join(part for part in (text, again.strip()) if part))
    write_down(by, application, step)
    return application


@tried(DeedKind.REFER)
@transaction.atomic
def refer(*, by: User, application: Application, reason: str) -> Application:
    """报县级: above what a township approves, or for the county to recognise."""
    application, step = under_decision(by, application, DeedKind.REFER)
    advice = advice_of_today(application)
    guard = above_the_limit(application, advice)
    if guard is None:
        raise Refused(_("没有超过乡镇（街道）的审批限额，不用报县级。"))
    if advice.office(None) is None:
        raise Refused(f"{guard.title}{guard.text}")
    reason = said(reason, _("请写报县级的理由。"), "reason")
    move(by, application, step, text=reason, screening=advice.screening)
    write_down(by, application, step, requested=application.requested)
    return application


@tried(DeedKind.CORRECT)
@transaction.atomic
def correct(*, by: User, application: Application, reason: str) -> Application:
    """更正: the decision stays as it is and no longer holds, nor its award; the caseworker submits again."""
    application = locked(application)
    if not roles_of(DeedKind.CORRECT, application.state):
        say_who_was_first(application)
    held(application.household)
    refuse_if(who_may_not_correct(by, application))
    step = step_for(by, application, DeedKind.CORRECT)
    refuse_if(begun_already(application, timezone.localdate()))
    reason = said(reason, _("请写为什么更正。"), "reason")
    move(by, application, step, text=reason)
    end_award_of(by=by, application=application)
    write_down(by, application, step, was=step.before)
    return application


@tried(DeedKind.VOID)
@transaction.atomic
def void(*, by: User, application: Application, text: str) -> Application:
    """误录作废: it should never have been entered; before anybody has decided."""
    application, step = under_decision(by, application, DeedKind.VOID)
    move(by, application, step, text=said(text, _("请写错在哪里。"), "text"))
    write_down(by, application, step, was=step.before)
    return application


def seen_by_the_county(application: Application) -> None:
    if why := why_not_seen(application):
        raise Refused(why)


def drawn_over(application: Application) -> None:
    if why := why_not_confirmed(application):
        raise Refused(why)


def advice_of_today(application: Application) -> Advice:
    screening = screening_of_today(application.household)
    return advice_on(application.programme, screening, application.requested)


def decide(
    by: User, application: Application, step: Transition, advice: Advice, **words: str | int | None
) -> tuple[Decision, Deed]:
    decision = Decision.objects.create(
        application=application, decider=by, outcome=step.decides, screening=advice.screening, **words
    )
    return decision, move(by, application, step, screening=advice.screening)
