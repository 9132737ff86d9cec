"""回避 in words: who is related does nothing to a case, and does not read why beyond that one word."""

from uuid import UUID

from django.utils.translation import gettext as _

from relief.offices.models import Role, User
from relief.recusal.queries import (
    accounts_of,
    is_known,
    is_registered,
    is_related,
    known,
    related_people,
    same_people,
)
from relief.web.remembered import remembered

from . import queries
from .barring import Guard, colleagues
from .models import Application, Deed
from .objections import taken_by
from .workflow import TOWNSHIP, DeedKind, State


@remembered
def recused(by: User, application: Application) -> Guard | None:
    """The caseworker speaks for the household and decides nothing; everybody else keeps away.

    So does whoever took on an objection to its notice.
    """
    taken = taken_by(application)
    if taken and taken & accounts_of(by):
        text = _("异议由办这件以外的人答复，看过异议的人不再办这件。")
        officers = colleagues(queries.county_officers_of(application.area), same_people(taken))
        return Guard(_("您接办了这件的公示异议。"), text, officers)
    if by.role == Role.CASEWORKER or not is_related(by, application.household):
        return None
    return _keeps_away(application)


def related_caseworker(by: User, application: Application) -> Guard | None:
    """Of what a caseworker gives, they keep away as well."""
    return _keeps_away(application) if is_related(by, application.household) else None


def _keeps_away(application: Application) -> Guard:
    text = _("由县级指定的人办，系统管理员也不能代办。")
    people = colleagues(queries.county_officers_of(application.area), related_people(application.household))
    return Guard(_("您不能办这件申请：回避。"), text, people, recused=True)


def undeclared(by: User) -> Guard | None:
    """Who never said who they are could be anybody's second account."""
    if is_known(by):
        return None
    text = _("在页面底部的“近亲属申报”里写本人证件号码，没有近亲属也要申报。")
    return Guard(_("先申报近亲属，才能领办和决定。"), text)


def not_chosen(by: User, application: Application) -> Guard | None:
    """Of a registered case the county says who of the township has it."""
    if application.state not in TOWNSHIP or application.owner_id == by.pk:
        return None
    if not is_registered(application.household):
        return None
    people = colleagues(queries.county_officers_of(application.area), related_people(application.household))
    return Guard(_("这件申请单独登记，由县级指定经办人。"), _("指定以后才能办。"), people)


def not_chosen_again(application: Application) -> Guard | None:
    """Nor does whom the county chose choose somebody else."""
    if application.state not in TOWNSHIP or not is_registered(application.household):
        return None
    return Guard(_("这件申请单独登记，由县级指定经办人。"))


def not_the_county_s(by: User, application: Application) -> Guard | None:
    """Nor does an administrator put somebody else in the place of whom the county chose."""
    return None if by.role == Role.COUNTY_OFFICER else not_chosen_again(application)


def why_not_registered(application: Application) -> str:
    """Why the county has nobody to choose; empty where it has."""
    return "" if is_registered(application.household) else _("这件申请没有单独登记。")


def why_nothing_to_see(application: Application) -> str:
    """Why the county need not go to the home; empty where it has to (民发〔2021〕57号第二十条)."""
    if complaint_about(application) or not why_not_registered(application):
        return ""
    return _("这件申请没有单独登记，确认期间也没有接到投诉举报。")


@remembered
def complaint_about(application: Application) -> Deed | None:
    """投诉举报 during the confirmation: the last, after which the county goes to the home."""
    return queries.newest_deed(application, DeedKind.COMPLAIN)


def waits_for_the_county(application: Application) -> bool:
    """Whether somebody of the county has to go to the home and has not: after a complaint once more."""
    if why_nothing_to_see(application):
        return False
    complaint = complaint_about(application)
    since = complaint.number if complaint else 0
    return not application.deeds.filter(deed=DeedKind.COUNTY_VISIT, number__gt=since).exists()


def why_not_seen(application: Application) -> str:
    """Why nothing can be decided, or completed, before the county was in the home; empty when it can."""
    if not waits_for_the_county(application):
        return ""
    if complaint_about(application):
        return _("确认期间接到投诉举报，县级入户以后才能决定。")
    if application.state == State.RELIEVED:
        return _("这件申请单独登记，县级入户以后才能补齐手续。")
    return _("这件申请单独登记，县级入户以后才能决定。")


def barred_from(application: Application, people: list[User]) -> set[UUID]:
    """Of these people whoever is related, took on an objection, or never said who they are."""
    keys = {person.pk for person in people}
    without = related_people(application.household) | same_people(taken_by(application))
    return without & keys | (keys - known(keys))
