"""转出 in words: where a household can be sent, and why it cannot be."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _

from relief.offices.models import SPAN, Area, Level, last_of

from .given import course_of
from .models import Application, Deed, Transfer
from .noticing import is_hanging
from .workflow import LASTING, MOVABLE, OPEN, DeedKind, State

Communities = list[tuple[str, list[tuple[str, str]]]]
"""By the name of the township: number and name of each community."""


def cases_of(household: UUID) -> list[Application]:
    """Everything that a household ever asked for, in one order."""
    rows = Application.objects.filter(household=household).order_by("pk")
    return list(rows.select_related("household", "area"))


def going_along(cases: Iterable[Application]) -> list[Application]:
    """What the next office has to take in. The county's and what is closed follow by themselves."""
    cases = list(cases)
    asked_again = {each.programme for each in cases if each.state in OPEN}
    return [each for each in cases if each.state in MOVABLE and not _is_past(each, asked_again)]


def _is_past(application: Application, asked_again: set[str]) -> bool:
    """Given once, or asked for again since: the open one is taken in."""
    if application.state != State.APPROVED:
        return False
    return application.programme not in LASTING or application.programme in asked_again


def why_not_moved(application: Application, cases: Iterable[Application], on: date) -> str:
    """Why the household cannot be sent now; empty where it can."""
    cases = list(cases)
    if any(_hangs(each) for each in cases):
        return _("本户还有一件在公示，公示期满、报送以后才能转出。")
    if any(is_hanging(each, on) for each in cases):
        return _("本户还有一件在公示，公示期满以后才能转出。")
    if application.pk not in {each.pk for each in going_along(cases)}:
        return _("这件不用接收。请从本户在办的申请或正在享受的待遇转出。")
    return ""


def _hangs(application: Application) -> bool:
    """An opinion, or that tekun is to end."""
    if application.state != State.CHANGING:
        return application.state == State.PUBLISHED
    proposal = course_of(application).proposal
    return proposal is not None and proposal.notice_to is not None


def why_not_turned_away(cases: Iterable[Application]) -> str:
    """Why it cannot go back; empty where it can."""
    if going_along(cases):
        return _("本户在这里已经有别的申请或待遇，不能退回转出地。")
    return ""


def why_not_there(here: Area, there: Area) -> str:
    """Why an office is none to send to; empty where it is one."""
    if there.number // SPAN[Level.COUNTY] != here.number // SPAN[Level.COUNTY]:
        return _("搬到别的县（市、区），标准不同，要在那里重新申请；这里的待遇按变化办理。")
    if there.level != Level.COMMUNITY:
        return _("请选到社区（村）。")
    if there.number // SPAN[Level.TOWNSHIP] == here.number // SPAN[Level.TOWNSHIP]:
        return _("还在本乡镇（街道），不用转出。")
    return ""


def communities_beyond(here: Area) -> Communities:
    """Of the county's other townships."""
    county = here.number // SPAN[Level.COUNTY] * SPAN[Level.COUNTY]
    rows = Area.objects.filter(
        level=Level.COMMUNITY, number__gte=county, number__lte=last_of(county, Level.COUNTY)
    )
    own = here.number // SPAN[Level.TOWNSHIP]
    found = [each for each in rows.select_related("parent") if each.number // SPAN[Level.TOWNSHIP] != own]
    return [
        (name, [(str(each.number), each.name) for each in group])
        for name, group in groupby(found, key=lambda each: each.parent.name if each.parent else "")
    ]


def newest_transfer(application: Application) -> Transfer | None:
    rows = Transfer.objects.filter(deed__application=application, deed__deed=DeedKind.MOVE_ON)
    return rows.select_related("came_from", "deed").order_by("-deed__number").first()


def stood(application: Application) -> str:
    """In which state it was when it was sent."""
    sent = application.deeds.filter(deed=DeedKind.MOVE_ON).order_by("-number").first()
    assert sent is not None
    before: Deed = application.deeds.get(number=sent.number - 1)
    return before.after
