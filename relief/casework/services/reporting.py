"""去世 and 自理能力变化: what is told of somebody to whom something is given, and how a death is settled."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from relief.households.models import Member
from relief.offices.models import User

from ..given import course_of, why_not_settled
from ..models import Application, Death, Settlement
from ..workflow import DeedKind
from .attempts import tried
from .moving import move, not_ahead, open_to, said, under_decision, write_down
from .refusals import Refused


@tried(DeedKind.REPORT_DEATH)
@transaction.atomic
def report_death(*, by: User, application: Application, on: date, happened_on: date, member: Member) -> Death:
    """报告去世: the three months of the check count from the day of the death (民发〔2022〕83号一（三）)."""
    application, step = open_to(by, application, DeedKind.REPORT_DEATH)
    not_ahead(happened_on, on, "happened_on")
    if member.household_id != application.household_id:
        raise Refused(_("请选本户的成员。"), "member")
    if member.pk in course_of(application).dead:
        raise Refused(_("这位成员去世已经报告过。"), "member")
    deed = move(by, application, step, happened_on=happened_on)
    row = Death.objects.create(deed=deed, member=member)
    write_down(by, application, step, member=str(member.pk))
    return row


@tried(DeedKind.SETTLE_DEATH)
@transaction.atomic
def settle_death(*, by: User, application: Application, outcome: str, words: str) -> Settlement:
    """去世后核查办结: the amount was changed, or a review found that it stays."""
    application, step = under_decision(by, application, DeedKind.SETTLE_DEATH)
    if why := why_not_settled(course_of(application), outcome):
        raise Refused(why)
    words = said(words, _("请写核查和办理的情况。"), "words")
    row = Settlement(outcome=outcome, words=words)
    row.deed = move(by, application, step)
    row.save(force_insert=True)
    write_down(by, application, step, outcome=outcome)
    return row


@tried(DeedKind.REPORT_ABILITY)
@transaction.atomic
def report_ability(
    *, by: User, application: Application, on: date, happened_on: date, text: str
) -> Application:
    """报告自理能力变化: within ten working days it is assessed again (民发〔2021〕43号第二十三条)."""
    application, step = open_to(by, application, DeedKind.REPORT_ABILITY)
    not_ahead(happened_on, on, "happened_on")
    move(by, application, step, text=said(text, _("请写什么变了。"), "text"), happened_on=happened_on)
    write_down(by, application, step)
    return application
