"""提交, 补正后重新提交, 撤回: what the caseworker of the community does."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from relief.cautions.models import Step
from relief.households.models import Household
from relief.offices.models import User
from relief.rules.programmes import BY_CODE

from .. import queries
from ..advice import Advice, advice_on
from ..agreeing import agree_to_apply
from ..clocks.due import event_of, kept
from ..models import Application, Deed
from ..workflow import DeedKind, State, roles_of, rows_of
from .answered import nothing_new_found, require_answered
from .moving import held, locked, move, screening_of_today, step_for, write_down
from .refusals import AlreadyDone, Refused, say_who_was_first

(SUBMIT,) = rows_of(DeedKind.SUBMIT)


@transaction.atomic
def submit(
    *, by: User, household: Household, programme: str, requested: int | None = None, remarks: str = ""
) -> Application:
    """提交: the household asks for a programme. The engine advises; one that is not met may be asked for."""
    if by.role != SUBMIT.who or not by.area.contains(household.area_id):
        raise PermissionDenied(_("提交由住户所在社区（村）的协理员办。"))
    if programme not in BY_CODE:
        raise Refused(_("没有这个项目。"))
    household = held(household)
    screening = screening_of_today(household)
    advice = advice_on(programme, screening, requested)
    if queries.is_open(household, programme):
        raise AlreadyDone(_("本户的这个项目已经提交，正在等审批。"))
    _check_submission(advice)
    require_answered(household, programme, Step.SUBMISSION)
    application = Application(
        household=household,
        programme=programme,
        area_id=household.area_id,
        requested=requested,
        screening=screening,
        submitted_by=by,
    )
    deed = first_deed(application, by, remarks)
    with nothing_new_found():
        application.save(force_insert=True)
        deed.save(force_insert=True)
    agree_to_apply(by=by, screening=screening, programme=programme)
    write_down(by, application, SUBMIT, requested=requested, verdict=advice.answer.verdict)
    return application


@transaction.atomic
def resubmit(
    *, by: User, application: Application, requested: int | None = None, remarks: str = ""
) -> Application:
    """补正后重新提交, on a screening of today; whoever had it on the desk has it again."""
    application = locked(application)
    if application.state != State.RETURNED:
        say_who_was_first(application)
    if by.role not in roles_of(DeedKind.RESUBMIT) or not by.area.contains(application.area_id):
        raise PermissionDenied(_("提交由住户所在社区（村）的协理员办。"))
    step = step_for(by, application, DeedKind.RESUBMIT)
    screening = screening_of_today(held(application.household))
    advice = advice_on(application.programme, screening, requested)
    _check_submission(advice)
    require_answered(application.household, application.programme, Step.SUBMISSION)
    with nothing_new_found():
        move(by, application, step, text=remarks.strip(), screening=screening, requested=requested)
    agree_to_apply(by=by, screening=screening, programme=application.programme)
    write_down(by, application, step, requested=requested, verdict=advice.answer.verdict)
    return application


def first_deed(application: Application, by: User, remarks: str = "") -> Deed:
    """The deed of a submission, neither saved yet: for what makes applications by the thousand, too.

    The application's clocks begin with it.
    """
    deed = Deed(
        application=application,
        number=application.steps,
        deed=SUBMIT.deed,
        by=by,
        role=by.role,
        at=application.submitted_at,
        after=SUBMIT.after,
        text=remarks.strip() or None,
        screening_id=application.screening_id,
        requested=application.requested,
    )
    for name, value in kept(application, [event_of(deed)]).items():
        setattr(application, name, value)
    return deed


def _check_submission(advice: Advice) -> None:
    if advice.answer.verdict == "not_offered":
        raise Refused(_("本地未开办这个项目，不能提交。"))
    if advice.programme.asks_amount and not advice.requested:
        raise Refused(_("请写申请的金额。"), "requested")
    if advice.requested is not None and not advice.programme.asks_amount:
        raise Refused(_("这个项目按标准计算，不写申请金额。"), "requested")


@transaction.atomic
def withdraw(*, by: User, application: Application) -> None:
    """撤回, before anybody has decided, by whoever submitted, at first or again."""
    application = locked(application)
    if not queries.may_withdraw(by, application) or by.role not in roles_of(DeedKind.WITHDRAW):
        raise PermissionDenied(_("撤回由提交人办。"))
    step = step_for(by, application, DeedKind.WITHDRAW)
    move(by, application, step)
    write_down(by, application, step)
