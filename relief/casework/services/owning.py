"""领办, 放回, 转交, 改派: who has an application on the desk. Its state stays."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from relief.households.models import Household
from relief.offices.models import User

from ..guards import may_decide, who_may_not
from ..models import Application
from ..recusing import not_chosen_again, not_the_county_s, recused
from ..workflow import OPEN, DeedKind, roles_of
from .attempts import tried, write_attempt_down
from .moving import held, locked, move, require_open, said, step_for, write_down
from .refusals import Refused, refuse_if, say_who_has_it


class HandedOver(NamedTuple):
    """What went to the colleague, and what the colleague may not decide and stays where it was."""

    handed: list[Application]
    left: list[Application]


@tried(DeedKind.TAKE)
@transaction.atomic
def take(*, by: User, application: Application) -> Application:
    """领办: puts a waiting application on one's own desk."""
    application = locked(application)
    require_open(application, DeedKind.TAKE)
    if application.owner is not None and application.owner_id != by.pk:
        say_who_has_it(application)
    held(application.household)
    refuse_if(who_may_not(by, application))
    step = step_for(by, application, DeedKind.TAKE)
    if application.owner_id == by.pk:
        raise Refused(_("这件申请已经在您手上。"))
    move(by, application, step)
    write_down(by, application, step)
    return application


@transaction.atomic
def give_back(*, by: User, application: Application) -> Application:
    """放回待审: from one's own desk back to everybody of the step."""
    application = locked(application)
    _require_owner(by, application, DeedKind.GIVE_BACK)
    step = step_for(by, application, DeedKind.GIVE_BACK)
    move(by, application, step)
    write_down(by, application, step)
    return application


@tried(DeedKind.HAND_OVER)
@transaction.atomic
def hand_over(*, by: User, application: Application, to: User, reason: str = "") -> Application:
    """转交: from one's own desk to that of a colleague who may decide it."""
    application = locked(application)
    _require_owner(by, application, DeedKind.HAND_OVER)
    step = step_for(by, application, DeedKind.HAND_OVER)
    held(application.household)
    refuse_if(not_chosen_again(application))
    if to.pk == by.pk or not may_decide(to, application, application.state):
        raise Refused(_("%(name)s不能办这件申请。") % {"name": to.display_name}, "to")
    move(by, application, step, text=reason.strip(), colleague=to)
    write_down(by, application, step, to=str(to.pk))
    return application


@transaction.atomic
def hand_over_all(*, by: User, leaver: User, to: User, reason: str) -> HandedOver:
    """改派: everything that somebody who leaves has on the desk, as far as one sees, each by itself."""
    if by.role not in roles_of(DeedKind.HAND_OVER_ALL):
        raise PermissionDenied(_("改派由县级民政部门经办人或系统管理员办。"))
    reason = said(reason, _("请写改派的理由。"), "reason")
    if to.pk == leaver.pk:
        raise Refused(_("请选另一位同事。"), "to")
    done = HandedOver([], [])
    for application in _all_of(leaver):
        if recused(by, application):
            write_attempt_down(by, application, DeedKind.HAND_OVER_ALL)
        barred = recused(by, application) or not_the_county_s(by, application)
        if barred or not may_decide(to, application, application.state):
            done.left.append(application)
            continue
        step = step_for(by, application, DeedKind.HAND_OVER_ALL)
        move(by, application, step, text=reason, colleague=to)
        done.handed.append(application)
    for application in done.handed:
        step = step_for(by, application, DeedKind.HAND_OVER_ALL)
        write_down(by, application, step, leaver=str(leaver.pk), to=str(to.pk))
    return done


def _all_of(leaver: User) -> list[Application]:
    """Locked in one order, applications before households, so that no two such deeds wait for each other."""
    rows = Application.objects.filter(owner=leaver, state__in=OPEN).order_by("pk")
    found = list(rows.select_related("household", "area").select_for_update(of=("self",)))
    homes = Household.objects.filter(pk__in=[each.household_id for each in found]).order_by("pk")
    list(homes.select_for_update(of=("self",)))
    return found


def _require_owner(by: User, application: Application, deed: DeedKind) -> None:
    require_open(application, deed)
    if application.owner_id != by.pk:
        say_who_has_it(application)
