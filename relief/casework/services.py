"""The four deeds of the workflow's table. Each locks, looks, moves once, and writes the audit last."""

from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from relief.audit.services import record
from relief.households.models import Household
from relief.offices.models import User
from relief.rules.programmes import BY_CODE
from relief.screening.models import Screening
from relief.screening.queries import is_of_today, latest_screening

from . import queries
from .advice import Advice, advice_on, pays
from .agreeing import agree_to_apply
from .guards import above_the_township, who_may_not
from .models import Application, Decision
from .words import deed_words
from .workflow import BY_DEED, State, Transition

SUBMIT, APPROVE, REFUSE, WITHDRAW = (BY_DEED[deed] for deed in ("submit", "approve", "refuse", "withdraw"))


class Refused(Exception):
    """A deed that cannot be done now; its text says why. `field`: the box in which it can be mended."""

    def __init__(self, text: str, field: str | None = None) -> None:
        super().__init__(text)
        self.field = field


class AlreadyDone(Refused):
    """Somebody was first."""


class OutOfDate(Refused):
    """The facts or the law have changed since the last screening."""


@transaction.atomic
def submit(*, by: User, household: Household, programme: str, requested: int | None = None) -> Application:
    """提交: the household asks for a programme. The engine advises; one that is not met may be asked for."""
    if by.role != SUBMIT.who or not by.area.contains(household.area_id):
        raise PermissionDenied(_("提交由住户所在社区（村）的协理员办。"))
    if programme not in BY_CODE:
        raise Refused(_("没有这个项目。"))
    household = _held(household)
    screening = _screening_of_today(household)
    advice = advice_on(programme, screening, requested)
    _check_submission(household, advice)
    application = Application.objects.create(
        household=household,
        programme=programme,
        area_id=household.area_id,
        requested=requested,
        screening=screening,
        submitted_by=by,
    )
    agree_to_apply(by=by, screening=screening, programme=programme)
    details = {"programme": programme, "requested": requested, "verdict": advice.answer.verdict}
    record(by=by, action=SUBMIT.action, subject=application, area=household.area_id, details=details)
    return application


def _check_submission(household: Household, advice: Advice) -> None:
    if advice.answer.verdict == "not_offered":
        raise Refused(_("本地未开办这个项目，不能提交。"))
    if queries.is_open(household, advice.programme.code):
        raise AlreadyDone(_("本户的这个项目已经提交，正在等审批。"))
    if advice.programme.asks_amount and not advice.requested:
        raise Refused(_("请写申请的金额。"), "requested")
    if advice.requested is not None and not advice.programme.asks_amount:
        raise Refused(_("这个项目按标准计算，不写申请金额。"), "requested")


@transaction.atomic
def approve(*, by: User, application: Application, amount: int | None = None, reason: str = "") -> Decision:
    """批准; of a pre-reviewed programme 预审同意, which is no award."""
    application, advice = _under_decision(by, application, APPROVE)
    if pays(application.programme) != bool(amount):
        raise Refused(_("请写金额。") if amount is None else _("金额要大于0。"), "amount")
    if guard := above_the_township(application, advice, amount):
        raise Refused(f"{guard.title}{guard.text}", "amount")
    departures = list(advice.departures(amount))
    if departures and not reason.strip():
        raise Refused(_("与系统建议不同，请写理由。"), "reason")
    decision = _decide(by, application, APPROVE, advice, amount=amount, reason=reason.strip())
    details = {"programme": application.programme, "amount": amount, "departs_in": departures}
    record(by=by, action=APPROVE.action, subject=application, area=application.area_id, details=details)
    return decision


@transaction.atomic
def refuse(*, by: User, application: Application, reason: str, article: str = "") -> Decision:
    """不予批准, with the reason that the applicant will read."""
    application, advice = _under_decision(by, application, REFUSE)
    if not reason.strip():
        deed = deed_words(REFUSE.action, application.programme)
        raise Refused(_("%(deed)s要写理由，申请人看得到。") % {"deed": deed}, "reason")
    decision = _decide(by, application, REFUSE, advice, reason=reason.strip(), article=article.strip())
    details = {"programme": application.programme, "verdict": advice.answer.verdict}
    record(by=by, action=REFUSE.action, subject=application, area=application.area_id, details=details)
    return decision


@transaction.atomic
def withdraw(*, by: User, application: Application) -> None:
    """撤回, before anybody has decided."""
    if by.pk != application.submitted_by_id or by.role != WITHDRAW.who:
        raise PermissionDenied(_("撤回由提交人办。"))
    _move(_locked(application), WITHDRAW)
    details = {"programme": application.programme}
    record(by=by, action=WITHDRAW.action, subject=application, area=application.area_id, details=details)


def _under_decision(by: User, application: Application, step: Transition) -> tuple[Application, Advice]:
    """The application, locked and still open to this person, and the advice on today's facts."""
    application = _locked(application)
    if application.state != step.before:
        _say_who_was_first(application)
    if guard := who_may_not(by, application):
        raise PermissionDenied(guard.title)
    screening = _screening_of_today(_held(application.household))
    return application, advice_on(application.programme, screening, application.requested)


def _decide(
    by: User, application: Application, step: Transition, advice: Advice, **said: str | int | None
) -> Decision:
    decision = Decision.objects.create(
        application=application, decider=by, outcome=step.after, screening=advice.screening, **said
    )
    _move(application, step)
    return decision


def _move(application: Application, step: Transition) -> None:
    moved = Application.objects.filter(pk=application.pk, state=step.before).update(state=step.after)
    if not moved:
        _say_who_was_first(application)
    application.state = step.after


def _locked(application: Application) -> Application:
    """From here to the commit nobody else decides on it."""
    rows = Application.objects.select_related("household", "area").select_for_update(of=("self",))
    return rows.get(pk=application.pk)


def _held(household: Household) -> Household:
    """Whoever changes facts holds the household's row as well."""
    return Household.objects.select_for_update(of=("self",)).get(pk=household.pk)


def _screening_of_today(household: Household) -> Screening:
    screening = latest_screening(household)
    if screening is None:
        raise OutOfDate(_("本户还没有筛查，请先筛查。"))
    if not is_of_today(screening):
        raise OutOfDate(_("上次筛查以后，申报内容或规定变了。请重新筛查。"))
    return screening


def _say_who_was_first(application: Application) -> NoReturn:
    decision = Decision.objects.filter(application=application).select_related("decider").first()
    if decision:
        raise AlreadyDone(_("%(name)s已经决定了。") % {"name": decision.decider.display_name})
    state = State(Application.objects.values_list("state", flat=True).get(pk=application.pk))
    raise AlreadyDone(_("这件申请现在是“%(state)s”，不能再办。") % {"state": state.label})
