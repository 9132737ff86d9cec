"""What somebody may do to an application now, and in words why not more."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from relief.offices.models import User
from relief.screening.queries import is_of_today
from relief.web.components import Check
from relief.web.days import moment

from .advice import Advice
from .conferences import decision_on
from .draws import drawn_check, why_not_confirmed
from .given import begun_already
from .guards import (
    Guard,
    above_the_limit,
    nothing_decided_yet,
    the_county_s,
    who_may_not,
    who_may_not_correct,
)
from .models import Application, Decision
from .noticing import notice_check, why_not_decided
from .queries import may_withdraw
from .recusing import waits_for_the_county
from .registered import seen_check
from .words import outcome_words
from .workflow import COUNTY, DECIDERS, STANDS, WAITING, DeedKind, State, move_of, roles_of

SIGNED = (DeedKind.APPROVE, DeedKind.REFUSE, DeedKind.SEND_BACK)


def deciding_page(application: Application, user: User, advice: Advice) -> dict[str, Any]:
    """The part of the page where a decision is made or stands."""
    decision = getattr(application, "decision", None)
    waits = application.state in WAITING
    fresh = waits and is_of_today(advice.screening)
    unseen = waits and waits_for_the_county(application)
    undrawn = bool(why_not_confirmed(application))
    guard = who_may_not(user, application) if waits else None
    decides = bool(roles_of(DeedKind.APPROVE, application.state, application.programme))
    limit = above_the_limit(application, advice) if decides else None
    if application.state == State.IN_CONFERENCE:
        limit = nothing_decided_yet(application)
    return {
        "decision": decision,
        "decided": _decided(decision) if decision else "",
        "waits": waits,
        "decides": decides,
        "fresh": fresh,
        "guard": guard,
        "limit": limit,
        "deeds": _signed(application, advice, limit, fresh=fresh and not unseen and not undrawn)
        if waits and not guard
        else (),
        "checks": [
            *_checks(application, guard, limit, fresh=fresh),
            *seen_check(application, unseen),
            *drawn_check(application),
            *notice_check(application, timezone.localdate()),
        ]
        if _decides(user) and decides and not (guard and guard.recused)
        else [],
        "may_withdraw": _may_withdraw(application, user),
        "may_resubmit": _may(DeedKind.RESUBMIT, application, user),
        "to_correct": application.state in STANDS and _decides(user),
    }


def _signed(
    application: Application, advice: Advice, limit: Guard | None, *, fresh: bool
) -> tuple[DeedKind, ...]:
    """Without 批准 while what has to be published was not."""
    offered = deeds_on_offer(application, advice, limit, fresh=fresh)
    if not why_not_decided(application, timezone.localdate()):
        return offered
    return tuple(each for each in offered if each != DeedKind.APPROVE)


def correcting_page(application: Application, user: User) -> dict[str, Any]:
    """The decision that stands, and who may not correct it and why."""
    decision = getattr(application, "decision", None)
    stands = application.state in STANDS
    return {
        "decision": decision,
        "decided": _decided(decision) if decision else "",
        "stands": stands,
        "guard": who_may_not_correct(user, application) or begun_already(application, timezone.localdate())
        if stands
        else None,
    }


def deeds_on_offer(
    application: Application, advice: Advice, limit: Guard | None, *, fresh: bool
) -> tuple[DeedKind, ...]:
    """What can be signed now. Without a screening of today nothing but 退回补正, which rests on none."""
    offered = [each for each in SIGNED if roles_of(each, application.state, application.programme)]
    if not fresh or DeedKind.APPROVE not in offered:
        return tuple(each for each in offered if each == DeedKind.SEND_BACK)
    if application.state == State.IN_CONFERENCE:
        return _of_the_conference(application)
    if limit is None:
        return tuple(offered)
    to_the_county = application.state == State.SUBMITTED and advice.office(None) is not None
    refused = () if the_county_s(application) else (DeedKind.REFUSE,)
    return (*([DeedKind.REFER] if to_the_county else []), *refused, DeedKind.SEND_BACK)


def _of_the_conference(application: Application) -> tuple[DeedKind, ...]:
    """What it has decided, and nothing else."""
    decided = decision_on(application)
    if decided is None:
        return ()
    return (DeedKind.APPROVE if decided.gives else DeedKind.REFUSE,)


def _decides(user: User) -> bool:
    return user.role in DECIDERS.values()


def _may(deed: DeedKind, application: Application, user: User) -> bool:
    step = move_of(deed, application.state, user.role, application.programme)
    return step is not None and user.area.contains(application.area_id)


def _may_withdraw(application: Application, user: User) -> bool:
    return _may(DeedKind.WITHDRAW, application, user) and may_withdraw(user, application)


def _checks(
    application: Application, guard: Guard | None, limit: Guard | None, *, fresh: bool
) -> list[Check]:
    """What was looked at before a decision."""
    county = application.state in COUNTY
    within = _("县级民政部门可以审批") if county else _("乡镇（街道）可以审批")
    return [
        Check(guard.title if guard else _("您没有录入、提交本户"), passed=guard is None),
        Check(_("筛查用的是现在的事实和规定") if fresh else _("事实或规定变了，要重新筛查"), passed=fresh),
        Check(limit.title if limit else within, passed=limit is None),
    ]


def _decided(decision: Decision) -> str:
    """何静11月24日（周二）10:20决定：已批准，800.00元"""
    return _("%(name)s%(moment)s决定：%(outcome)s") % {
        "name": decision.decider.display_name,
        "moment": moment(decision.decided_at),
        "outcome": outcome_words(decision),
    }
