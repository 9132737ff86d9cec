"""Who may not decide, in words, and who can. The database refuses the same by itself."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from relief.offices.models import Role, User
from relief.web.components import Colleague

from . import queries
from .advice import Advice
from .models import Application


@dataclass(frozen=True, slots=True)
class Guard:
    """Why this person may not: `title` says it, `text` what it rests on, `people` who can."""

    title: str
    text: str
    people: tuple[Colleague, ...]


def who_may_not(by: User, application: Application) -> Guard | None:
    """Whether the person is the wrong one, whatever the case says."""
    entered = queries.people_who_entered(application.household)
    others = _people(queries.approvers_of(application.area), entered | {application.submitted_by_id, by.pk})
    if by.role != Role.APPROVER or not by.area.contains(application.area_id):
        text = _("审批由本乡镇（街道）的审批人办。")
        return Guard(_("您不能审批本户：您不是审批人。"), text, others)
    text = _("谁录入、谁提交，谁不审批，管理员也不例外。")
    if by.pk in entered:
        return Guard(_("您不能审批本户：您是录入人。"), text, others)
    if by.pk == application.submitted_by_id:
        return Guard(_("您不能审批本户：您是提交人。"), text, others)
    return None


def above_the_township(application: Application, advice: Advice, amount: int | None = None) -> Guard | None:
    """Whether what is asked, or what is meant to be given, is more than a township approves."""
    office = advice.office(amount)
    if office == "township":
        return None
    people = _people(queries.county_officers_of(application.area), ())
    if office is None:
        text = _("本县还没有登记乡镇（街道）的审批限额。登记以后才知道由谁审批。")
        return Guard(_("还不知道这笔救助由谁审批。"), text, people)
    text = _("金额超过乡镇（街道）的审批限额，由县级民政部门审批。")
    if office == "county_conference":
        text = _("金额超过县级的救助限额，由县级一事一议决定。")
    return Guard(_("乡镇（街道）不能批准这笔救助。"), text, people)


def _people(found: Iterable[User], without: Collection[UUID]) -> tuple[Colleague, ...]:
    return tuple(
        Colleague(person.display_name, _place(person)) for person in found if person.pk not in without
    )


def _place(person: User) -> str:
    place = {"area": person.area.name, "telephone": person.area.telephone}
    if person.area.telephone:
        return _("%(area)s，电话%(telephone)s") % place
    return str(person.area.name)
