"""指定经办人, 县级入户: what the county does about a case that is registered by itself."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.offices.models import User

from ..guards import is_first_person, may_decide
from ..models import Application, CountyVisit
from ..recusing import why_not_registered
from ..workflow import DeedKind, Transition
from .attempts import tried
from .moving import move, open_to, said, write_down
from .refusals import Refused


@tried(DeedKind.ASSIGN)
@transaction.atomic
def assign(*, by: User, application: Application, to: User, reason: str) -> Application:
    """指定经办人 of the township, whoever has it now."""
    application, step = _registered(by, application, DeedKind.ASSIGN)
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
    application, step = _registered(by, application, DeedKind.COUNTY_VISIT)
    if is_first_person(by, application):
        raise PermissionDenied(_("谁录入、谁提交，谁不入户核实。"))
    if visited_on > on:
        raise Refused(_("不能晚于今天。"), "visited_on")
    if visited_on < timezone.localdate(application.submitted_at):
        raise Refused(_("不能早于提交申请那天。"), "visited_on")
    finding = said(finding, _("请写看到的情况。"), "finding")
    deed = move(by, application, step)
    row = CountyVisit.objects.create(deed=deed, visited_on=visited_on, finding=finding, **told)
    write_down(by, application, step)
    return row


def _registered(by: User, application: Application, deed: DeedKind) -> tuple[Application, Transition]:
    application, step = open_to(by, application, deed)
    if why := why_not_registered(application):
        raise Refused(why)
    return application, step
