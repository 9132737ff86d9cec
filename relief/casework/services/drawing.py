"""封存名单, 抽取, 抽查核实: the county checks three in ten of tekun before it is confirmed (43号第十六条)."""

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from relief.audit.services import record
from relief.offices.models import Role, User

from ..actions import DrawAction
from ..draws import to_be_listed, why_no_spot_check
from ..guards import is_first_person
from ..models import Application, Deed, Draw, DrawSeed
from ..recusing import undeclared
from ..workflow import DeedKind
from .attempts import tried
from .moving import move, open_to, said, write_down
from .refusals import Refused, refuse_if


@transaction.atomic
def close_list(*, by: User) -> Draw:
    """封存名单: the database lists whatever waits; nothing is added or taken off afterwards."""
    _require_officer(by)
    _one_at_a_time(str(by.area_id))
    if not to_be_listed(by.area).exists():
        raise Refused(_("没有等待确认、还没有列入名单的特困申请。"))
    draw = Draw.objects.create(area=by.area, closed_by=by)
    record(by=by, action=DrawAction.LIST_CLOSED, subject=draw, area=draw.area_id)
    return draw


@transaction.atomic
def draw_lots(*, by: User, draw: Draw) -> DrawSeed:
    """抽取, once: the database chooses the seed, and counts the list."""
    _require_officer(by)
    _one_at_a_time(str(draw.pk))
    if DrawSeed.objects.filter(draw=draw).exists():
        raise Refused(_("这份名单已经抽取过，只抽一次。"))
    drawn = DrawSeed.objects.create(draw=draw, drawn_by=by)
    record(by=by, action=DrawAction.DRAWN, subject=draw, area=draw.area_id)
    drawn.refresh_from_db()
    return drawn


@tried(DeedKind.SPOT_CHECK)
@transaction.atomic
def spot_check(*, by: User, application: Application, text: str) -> Deed:
    """记县级抽查: what was found of one that the lots fell on."""
    application, step = open_to(by, application, DeedKind.SPOT_CHECK)
    refuse_if(undeclared(by))
    if is_first_person(by, application):
        raise PermissionDenied(_("谁录入、谁提交，谁不抽查核实。"))
    if why := why_no_spot_check(application):
        raise Refused(why)
    deed = move(by, application, step, text=said(text, _("请写核实了什么、结果怎样。"), "text"))
    write_down(by, application, step)
    return deed


def _require_officer(by: User) -> None:
    if by.role != Role.COUNTY_OFFICER:
        raise PermissionDenied(_("特困申请由县级民政部门经办人抽查。"))


def _one_at_a_time(key: str) -> None:
    """Rows that nobody may change are locked by their place."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [key])
