"""受理 to 送达: what happens to an application that is investigated first (民发〔2021〕57号, 43号).

`on` is today: no service here asks the clock.
"""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.offices.models import User
from relief.recusal.queries import accounts_of, known, related_people

from ..advice import advice_on
from ..delegation import why_not_there
from ..given import course_of
from ..investigation import (
    last_day_of_notice,
    looking_since,
    progress_of,
    why_no_check,
    why_no_opinion,
    why_not_begun,
    why_not_forwarded,
    why_not_handed_over,
)
from ..models import Application, Assessment, Deed, Delivery, HomeVisit, MeansCheck, Opinion
from ..noticing import why_no_objection
from ..objections import why_objected
from ..queries import investigators_of
from ..workflow import DeedKind, State
from .attempts import tried
from .moving import move, not_ahead, open_to, said, screening_of_today, under_decision, write_down
from .refusals import Refused


@tried(DeedKind.ACCEPT)
@transaction.atomic
def accept(*, by: User, application: Application) -> Application:
    """受理: the papers are all there."""
    return _led_on(by, application, DeedKind.ACCEPT)


@tried(DeedKind.INVESTIGATE)
@transaction.atomic
def investigate(*, by: User, application: Application) -> Application:
    """启动调查."""
    return _led_on(by, application, DeedKind.INVESTIGATE)


@tried(DeedKind.RECORD_VISIT)
@transaction.atomic
def record_visit(
    *,
    by: User,
    application: Application,
    on: date,
    visited_on: date,
    investigators: tuple[User, User],
    finding: str,
    **told: str,
) -> HomeVisit:
    """记入户调查. `told`: way, ground, present and signed_by, as in `HomeVisit`."""
    application, step = under_decision(by, application, DeedKind.RECORD_VISIT)
    not_ahead(visited_on, on, "visited_on")
    if visited_on < looking_since(application):
        raise Refused(_("不能早于受理；有异议、或者退回重查的，要在那以后再去。"), "visited_on")
    first, second = investigators
    if first.pk in accounts_of(second):
        raise Refused(_("要两位不同的调查人。"), "second")
    if known([first.pk, second.pk]) != {first.pk, second.pk}:
        raise Refused(_("两位调查人都要先申报近亲属，没有近亲属也要申报。"), "first")
    if related_people(application.household) & {first.pk, second.pk}:
        raise Refused(_("调查人要回避，请换人。"), "first")
    here = {person.pk for person in investigators_of(application.area)}
    if not {first.pk, second.pk} <= here:
        raise Refused(_("调查人要是本乡镇（街道）的工作人员。"), "first")
    finding = said(finding, _("请写调查情况。"), "finding")
    deed = move(by, application, step)
    row = HomeVisit.objects.create(
        deed=deed, visited_on=visited_on, first=first, second=second, finding=finding, **told
    )
    write_down(by, application, step)
    return row


@tried(DeedKind.REQUEST_CHECK)
@transaction.atomic
def request_check(*, by: User, application: Application, on: date) -> Deed:
    """提请核对: only where every adult has agreed to it, and one at a time."""
    application, step = under_decision(by, application, DeedKind.REQUEST_CHECK)
    if why := why_no_check(application, progress_of(application), on):
        raise Refused(why)
    deed = move(by, application, step)
    write_down(by, application, step)
    return deed


@tried(DeedKind.BEGIN_CHECK)
@transaction.atomic
def begin_check(*, by: User, application: Application) -> Deed:
    """启动核对, by the county (民发〔2021〕57号第十七条)."""
    application, step = open_to(by, application, DeedKind.BEGIN_CHECK)
    if why := why_not_begun(progress_of(application), DeedKind.BEGIN_CHECK):
        raise Refused(why)
    deed = move(by, application, step)
    write_down(by, application, step)
    return deed


@tried(DeedKind.RECORD_CHECK)
@transaction.atomic
def record_check(
    *,
    by: User,
    application: Application,
    on: date,
    started_on: date,
    result_on: date,
    result: str,
    words: str = "",
) -> MeansCheck:
    """记核对结果, by the county."""
    application, step = open_to(by, application, DeedKind.RECORD_CHECK)
    progress = progress_of(application)
    request = progress.asked
    if request is None:
        raise Refused(why_not_begun(progress, DeedKind.RECORD_CHECK))
    not_ahead(result_on, on, "result_on")
    if started_on < timezone.localdate(request.at):
        raise Refused(_("启动日期不能早于提请核对那天。"), "started_on")
    if result_on < started_on:
        raise Refused(_("出结果日期不能早于启动日期。"), "result_on")
    if result != "agrees":
        words = said(words, _("不一致或没能核对的，请写说明。"), "words")
    deed = move(by, application, step)
    row = MeansCheck.objects.create(
        deed=deed,
        request=request,
        started_on=started_on,
        result_on=result_on,
        result=result,
        words=words.strip() or None,
    )
    write_down(by, application, step)
    return row


@tried(DeedKind.ASSESS)
@transaction.atomic
def assess(
    *, by: User, application: Application, on: date, assessed_on: date, assessors: str, **abilities: bool
) -> Assessment:
    """自理能力评估 of tekun. `abilities`: each of `ABILITIES`, whether the person can do it alone."""
    application, step = under_decision(by, application, DeedKind.ASSESS)
    if step.before == State.APPROVED and not course_of(application).to_assess:
        raise Refused(_("没有报告过自理能力变化，不用复核评估。"))
    not_ahead(assessed_on, on, "assessed_on")
    assessors = said(assessors, _("请写评估人。"), "assessors")
    deed = move(by, application, step)
    row = Assessment.objects.create(deed=deed, assessed_on=assessed_on, assessors=assessors, **abilities)
    write_down(by, application, step)
    return row


@tried(DeedKind.PROPOSE)
@transaction.atomic
def propose(
    *,
    by: User,
    application: Application,
    on: date,
    gives: bool,
    notice_from: date,
    amount: int | None = None,
    reason: str = "",
) -> Opinion:
    """初审意见, which is then published for seven days."""
    application, step = under_decision(by, application, DeedKind.PROPOSE)
    if why := why_no_opinion(application, progress_of(application)):
        raise Refused(why)
    screening = screening_of_today(application.household)
    if notice_from < on:
        raise Refused(_("公示第一天不能早于今天。"), "notice_from")
    if gives != bool(amount):
        raise Refused(_("拟同意的写金额，不同意的不写。"), "amount")
    departures = list(advice_on(application.programme, screening).departures(amount)) if gives else ["no"]
    if departures and not reason.strip():
        raise Refused(_("不同意、或与系统建议不同，请写理由。"), "reason")
    deed = move(by, application, step, screening=screening)
    opinion = Opinion.objects.create(
        deed=deed,
        gives=gives,
        amount=amount,
        reason=reason.strip(),
        notice_from=notice_from,
        notice_to=last_day_of_notice(notice_from),
    )
    write_down(by, application, step, amount=amount)
    return opinion


@tried(DeedKind.OBJECT)
@transaction.atomic
def raise_objection(*, by: User, application: Application, text: str) -> Application:
    """公示异议: it is looked into again, and an opinion is given again."""
    application, step = open_to(by, application, DeedKind.OBJECT)
    if why := why_no_objection(application, timezone.localdate()):
        raise Refused(why)
    move(by, application, step, text=said(text, _("请写异议说了什么。"), "text"))
    write_down(by, application, step)
    return application


@tried(DeedKind.FORWARD)
@transaction.atomic
def forward(*, by: User, application: Application, on: date) -> Application:
    """报送确认 to the county, when the notice is over."""
    return _forwarded(by, application, DeedKind.FORWARD, on)


@tried(DeedKind.FORWARD_HERE)
@transaction.atomic
def forward_here(*, by: User, application: Application, on: date) -> Application:
    """转本级确认: to another approver, where the confirmation was delegated when it was accepted."""
    return _forwarded(by, application, DeedKind.FORWARD_HERE, on)


@tried(DeedKind.NOTIFY)
@transaction.atomic
def notify(*, by: User, application: Application, on: date, handed_on: date, way: str) -> Delivery:
    """送达: the written notice was handed over, once."""
    application, step = open_to(by, application, DeedKind.NOTIFY)
    if why := why_not_handed_over(application, progress_of(application)):
        raise Refused(why)
    not_ahead(handed_on, on, "handed_on")
    if handed_on < timezone.localdate(application.decision.decided_at):
        raise Refused(_("送达日期不能早于决定那天。"), "handed_on")
    deed = move(by, application, step)
    row = Delivery.objects.create(deed=deed, handed_on=handed_on, way=way)
    write_down(by, application, step)
    return row


def _forwarded(by: User, application: Application, deed: DeedKind, on: date) -> Application:
    application, step = under_decision(by, application, deed)
    if why := why_not_there(application, deed) or why_not_forwarded(progress_of(application), on):
        raise Refused(why)
    if why := why_objected(application):
        raise Refused(why)
    move(by, application, step)
    write_down(by, application, step)
    return application


def _led_on(by: User, application: Application, deed: DeedKind) -> Application:
    application, step = under_decision(by, application, deed)
    move(by, application, step)
    write_down(by, application, step)
    return application
