"""终止审核确认: the household does not cooperate (民发〔2021〕57号第二十九条)."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from relief.offices.models import User
from relief.rules.citations import MINFA_2021_57, cite

from ..investigation import why_not_asked
from ..models import Application, Decision, ReferralKind
from ..workflow import DeedKind
from .attempts import tried
from .deciding import advice_of_today, seen_by_the_county
from .hinting import keep_hints_of_a_refusal
from .moving import move, said, under_decision, write_down
from .referring import keep_referrals, referrals_from
from .refusals import Refused

(ARTICLE,) = cite(MINFA_2021_57, "第二十九条")


@tried(DeedKind.TERMINATE)
@transaction.atomic
def terminate(
    *,
    by: User,
    application: Application,
    on: date,
    asked_on: date,
    asked: str,
    reason: str,
    drafted: Collection[str] = (),
    declined: Mapping[str, str] | None = None,
) -> Decision:
    """`asked`: what the household was asked for in writing on `asked_on`. Referred as by a refusal."""
    application, step = under_decision(by, application, DeedKind.TERMINATE)
    seen_by_the_county(application)
    advice = advice_of_today(application)
    asked = said(asked, _("请写书面要求过什么。"), "asked")
    if why := why_not_asked(application, asked_on, on):
        raise Refused(why, "asked_on")
    reason = said(reason, _("请写怎样不配合、为什么没有正当理由。"), "reason")
    referrals = referrals_from(application, advice.screening, drafted, declined or {})
    decision = Decision.objects.create(
        application=application,
        decider=by,
        outcome=step.decides,
        screening=advice.screening,
        reason=reason,
        article=ARTICLE.shown(),
    )
    deed = move(by, application, step, text=asked, screening=advice.screening, happened_on=asked_on)
    onwards = keep_referrals(referrals, deed)
    hints = keep_hints_of_a_refusal(decision, advice, None)
    write_down(
        by,
        application,
        step,
        drafted=onwards[ReferralKind.DRAFTED],
        declined=onwards[ReferralKind.DECLINED],
        hints=hints,
    )
    return decision
