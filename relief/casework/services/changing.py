"""报告变化 to 送达调整决定: how what is given changes or ends (民发〔2021〕57号第三十条 to 第三十二条).

`on` is today: no service here asks the clock.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.offices.models import User

from ..delegation import why_no_change_there
from ..given import (
    course_of,
    effective_on,
    is_published_first,
    running_award,
    why_no_change,
    why_not_changed_so,
    why_not_confirmed,
    why_not_forwarded,
    why_not_handed_over,
    why_not_on_this_ground,
)
from ..investigation import last_day_of_notice
from ..models import Application, ChangeDecision, Delivery, Hearing, HearingWay, Proposal, ReferralKind
from ..objections import why_objected
from ..workflow import DeedKind
from .attempts import tried
from .awarding import change_award
from .moving import move, not_ahead, open_to, said, screening_of_today, under_decision, write_down
from .referring import keep_referrals, referrals_after
from .refusals import Refused


@tried(DeedKind.REPORT_CHANGE)
@transaction.atomic
def report_change(
    *, by: User, application: Application, on: date, happened_on: date, text: str
) -> Application:
    """报告变化: what changed in the family, and when. Nothing is decided by it."""
    application, step = open_to(by, application, DeedKind.REPORT_CHANGE)
    not_ahead(happened_on, on, "happened_on")
    move(by, application, step, text=said(text, _("请写什么变了。"), "text"), happened_on=happened_on)
    write_down(by, application, step)
    return application


@tried(DeedKind.PROPOSE_CHANGE)
@transaction.atomic
def propose_change(
    *,
    by: User,
    application: Application,
    on: date,
    kind: str,
    ground: str,
    reason: str,
    amount: int | None = None,
    notice_from: date | None = None,
) -> Proposal:
    """拟调整, on a screening of today."""
    application, step = under_decision(by, application, DeedKind.PROPOSE_CHANGE)
    award = running_award(application, on)
    why = why_no_change(application, award)
    if award is None or why:
        raise Refused(why)
    screening = screening_of_today(application.household)
    if why := why_not_changed_so(kind, award, amount):
        raise Refused(why, "amount")
    if why := why_not_on_this_ground(kind, ground, course_of(application), award):
        raise Refused(why, "ground")
    first = _first_day_of_notice(application.programme, kind, notice_from, on)
    reason = said(reason, _("请写为什么调整。"), "reason")
    row = Proposal(kind=kind, ground=ground, amount=amount, reason=reason, notice_from=first)
    row.notice_to = last_day_of_notice(first) if first else None
    row.deed = move(by, application, step, screening=screening)
    row.save(force_insert=True)
    write_down(by, application, step, change=kind, amount=amount)
    return row


@tried(DeedKind.HEAR)
@transaction.atomic
def hear(
    *,
    by: User,
    application: Application,
    on: date,
    heard_on: date,
    way: str,
    who: str,
    invited_on: date | None = None,
    words: str = "",
) -> Hearing:
    """听取意见: what the family says to it, or that they were invited in writing and did not come."""
    application, step = under_decision(by, application, DeedKind.HEAR)
    not_ahead(heard_on, on, "heard_on")
    proposal = course_of(application).proposal
    proposed_on = timezone.localdate(proposal.deed.at) if proposal else heard_on
    if heard_on < proposed_on:
        raise Refused(_("听取意见不能早于提出调整那天。"), "heard_on")
    who = said(who, _("请写听了谁的意见，或者通知了谁。"), "who")
    came = way != HearingWay.DID_NOT_COME
    if came:
        words = said(words, _("请写说了什么。"), "words")
    elif invited_on is None or not proposed_on <= invited_on < heard_on:
        raise Refused(_("没有来的，请写书面通知的日期：提出调整以后，听取意见以前。"), "invited_on")
    row = Hearing(heard_on=heard_on, way=way, who=who, words=words if came else None)
    row.invited_on = None if came else invited_on
    row.deed = move(by, application, step)
    row.save(force_insert=True)
    write_down(by, application, step)
    return row


@tried(DeedKind.FORWARD_CHANGE)
@transaction.atomic
def forward_change(*, by: User, application: Application, on: date) -> Application:
    """报送调整: who gets less was heard, who loses tekun was published and nobody's objection is open."""
    return _forwarded(by, application, on, DeedKind.FORWARD_CHANGE)


@tried(DeedKind.FORWARD_CHANGE_HERE)
@transaction.atomic
def forward_change_here(*, by: User, application: Application, on: date) -> Application:
    """转本级确认调整: the same where that is delegated; another approver of the township confirms."""
    return _forwarded(by, application, on, DeedKind.FORWARD_CHANGE_HERE)


@tried(DeedKind.CONFIRM_CHANGE)
@transaction.atomic
def confirm_change(*, by: User, application: Application, on: date, reason: str) -> ChangeDecision:
    """确认调整: the award of today ends with the month, and another begins with the next."""
    return _confirmed(by, application, on, reason, DeedKind.CONFIRM_CHANGE)


@tried(DeedKind.END)
@transaction.atomic
def end(*, by: User, application: Application, on: date, reason: str) -> ChangeDecision:
    """确认终止: the award ends with the month, a standing with the day; who leaves is referred onwards."""
    return _confirmed(by, application, on, reason, DeedKind.END)


@tried(DeedKind.DROP_CHANGE)
@transaction.atomic
def drop_change(*, by: User, application: Application, reason: str) -> Application:
    """不再调整: everything stays as it was given."""
    application, step = under_decision(by, application, DeedKind.DROP_CHANGE)
    move(by, application, step, text=said(reason, _("请写为什么不再调整。"), "reason"))
    write_down(by, application, step)
    return application


@tried(DeedKind.NOTIFY_CHANGE)
@transaction.atomic
def notify_change(*, by: User, application: Application, on: date, handed_on: date, way: str) -> Delivery:
    """送达调整决定: in writing and with its reason, once."""
    application, step = open_to(by, application, DeedKind.NOTIFY_CHANGE)
    course = course_of(application)
    if course.to_hand_over is None:
        raise Refused(why_not_handed_over(course))
    not_ahead(handed_on, on, "handed_on")
    if handed_on < timezone.localdate(course.to_hand_over.deed.at):
        raise Refused(_("送达日期不能早于决定那天。"), "handed_on")
    deed = move(by, application, step)
    row = Delivery.objects.create(deed=deed, handed_on=handed_on, way=way)
    write_down(by, application, step)
    return row


def _forwarded(by: User, application: Application, on: date, deed: DeedKind) -> Application:
    application, step = under_decision(by, application, deed)
    why = (
        why_no_change_there(application, deed)
        or why_not_forwarded(course_of(application), on)
        or why_objected(application, DeedKind.PROPOSE_CHANGE)
    )
    if why:
        raise Refused(why)
    move(by, application, step)
    write_down(by, application, step)
    return application


def _confirmed(by: User, application: Application, on: date, reason: str, deed: DeedKind) -> ChangeDecision:
    application, step = under_decision(by, application, deed)
    course = course_of(application)
    why = why_not_confirmed(course, deed)
    if course.proposal is None or why:
        raise Refused(why)
    screening = screening_of_today(application.household)
    reason = said(reason, _("请写理由，本人看得到。"), "reason")
    row = ChangeDecision(proposal=course.proposal, reason=reason)
    row.effective_on = effective_on(application.programme, on)
    row.deed = move(by, application, step, screening=screening)
    row.save(force_insert=True)
    change_award(by=by, application=application, decision=row, screening=screening, on=on)
    onwards = keep_referrals(referrals_after(application, course.proposal, screening), row.deed)
    write_down(
        by,
        application,
        step,
        change=course.proposal.kind,
        amount=course.proposal.amount,
        drafted=onwards[ReferralKind.DRAFTED],
    )
    return row


def _first_day_of_notice(programme: str, kind: str, first: date | None, on: date) -> date | None:
    if not is_published_first(programme, kind):
        return None
    if first is None or first < on:
        raise Refused(_("终止特困供养要先公示7天，公示第一天不能早于今天。"), "notice_from")
    return first
