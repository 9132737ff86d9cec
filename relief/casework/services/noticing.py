"""调查并公示: expenditure relief is published before it is approved (民发〔2018〕23号二（二）)."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from relief.offices.models import User

from ..guards import is_first_person
from ..investigation import last_day_of_notice
from ..models import Application, MeansOf, ReliefNotice
from ..noticing import is_recognised, why_not_published
from ..recusing import not_chosen, undeclared
from ..workflow import DeedKind
from .attempts import tried
from .moving import move, not_ahead, open_to, said, write_down
from .refusals import Refused, refuse_if


@tried(DeedKind.PUBLISH_RELIEF)
@transaction.atomic
def publish_relief(
    *,
    by: User,
    application: Application,
    on: date,
    looked_on: date,
    means: str,
    finding: str,
    notice_from: date,
) -> ReliefNotice:
    """What was found of spending and means, published for seven days from `notice_from`."""
    application, step = open_to(by, application, DeedKind.PUBLISH_RELIEF)
    refuse_if(undeclared(by) or not_chosen(by, application))
    if is_first_person(by, application):
        raise PermissionDenied(_("谁录入、谁提交，谁不调查。"))
    if why := why_not_published(application, on):
        raise Refused(why)
    not_ahead(looked_on, on, "looked_on")
    if notice_from < on:
        raise Refused(_("公示不能从今天以前开始。"), "notice_from")
    if means == MeansOf.RECOGNISED and not is_recognised(application, on):
        raise Refused(_("本户现在没有低保、特困或低保边缘待遇，收入和财产也要核实。"), "means")
    finding = said(finding, _("请写调查情况。"), "finding")
    days = {"notice_from": notice_from, "notice_to": last_day_of_notice(notice_from)}
    deed = move(by, application, step)
    row = ReliefNotice.objects.create(deed=deed, looked_on=looked_on, means=means, finding=finding, **days)
    write_down(by, application, step)
    return row
