"""指定经办人, 投诉举报, 县级入户: what the county does about a registered case, or one complained of."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.offices.models import User

from ..guards import is_first_person, may_decide
from ..models import Application, CountyVisit
from ..recusing import complaint_about, undeclared, why_not_registered, why_nothing_to_see
from ..workflow import DeedKind
from .attempts import tried
from .moving import move, open_to, said, write_down
from .refusals import Refused, refuse_if


@tried(DeedKind.ASSIGN)
@transaction.atomic
def assign(*, by: User, application: Application, to: User, reason: str) -> Application:
    """指定经办人 of the township, whoever has it now."""
    application, step = open_to(by, application, DeedKind.ASSIGN)
    refuse_if(undeclared(by))
    if why := why_not_registered(application):
        raise Refused(why)
    reason = said(reason, _("请写指定的理由。"), "reason")
    if to.pk == application.owner_id or not may_decide(to, application, application.state):
        raise Refused(_("%(name)s不能办这件申请。") % {"name": to.display_name}, "to")
    move(by, application, step, text=reason, colleague=to)
    write_down(by, application, step, to=str(to.pk))
    return application


@tried(DeedKind.COUNTY_VISIT)
@transaction.atomic
def county_visit(
    *, by: User, application: Application, on: date, visited_on: date, finding: str, **told: str
) -> CountyVisit:
    """记县级入户. `told`: companion, present and signed_by, as in `CountyVisit`."""
    application, step = open_to(by, application, DeedKind.COUNTY_VISIT)
    refuse_if(undeclared(by))
    if why := why_nothing_to_see(application):
        raise Refused(why)
    if is_first_person(by, application):
        raise PermissionDenied(_("谁录入、谁提交，谁不入户核实。"))
    if visited_on > on:
        raise Refused(_("不能晚于今天。"), "visited_on")
    complaint = complaint_about(application)
    if complaint and visited_on < timezone.localdate(complaint.at):
        raise Refused(_("不能早于接到投诉举报那天。"), "visited_on")
    if visited_on < timezone.localdate(application.submitted_at):
        raise Refused(_("不能早于提交申请那天。"), "visited_on")
    finding = said(finding, _("请写看到的情况。"), "finding")
    deed = move(by, application, step)
    row = CountyVisit.objects.create(deed=deed, visited_on=visited_on, finding=finding, **told)
    write_down(by, application, step)
    return row


@tried(DeedKind.COMPLAIN)
@transaction.atomic
def complain(*, by: User, application: Application, text: str) -> Application:
    """接到投诉举报 while it waits to be confirmed: the county goes to the home before anybody decides."""
    application, step = open_to(by, application, DeedKind.COMPLAIN)
    move(by, application, step, text=said(text, _("请写投诉举报说了什么。"), "text"))
    write_down(by, application, step)
    return application
