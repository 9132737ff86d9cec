"""转出, 接收, 退回转出地: a household that moves inside its county, with everything of it."""

from collections.abc import Sequence

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.offices.models import Area, User

from ..models import Application, Transfer
from ..transferring import (
    cases_of,
    going_along,
    newest_transfer,
    stood,
    why_not_moved,
    why_not_there,
    why_not_turned_away,
)
from ..workflow import DeedKind, State, Transition, move_of
from .attempts import tried
from .moving import held, move, require_open, said, step_for, write_down
from .refusals import Refused

Steps = Sequence[tuple[Application, Transition]]


@tried(DeedKind.MOVE_ON)
@transaction.atomic
def move_on(*, by: User, application: Application, to: Area, text: str) -> list[Application]:
    """转出: to the office of the community that the household moves to. Returns what that has to take in."""
    application, cases = _of_the_household(by, application, DeedKind.MOVE_ON)
    if why := why_not_moved(application, cases, timezone.localdate()):
        raise Refused(why)
    if why := why_not_there(application.area, to):
        raise Refused(why, "to")
    text = said(text, _("请写为什么转出。"), "text")
    steps = [(each, _step(by, each, DeedKind.MOVE_ON)) for each in going_along(cases)]
    _send(by, steps, to, text)
    return [each for each, _step in steps]


@tried(DeedKind.TAKE_IN)
@transaction.atomic
def take_in(*, by: User, application: Application) -> list[Application]:
    """接收: everything of the household that waits for it goes on where it stood."""
    _application, cases = _of_the_household(by, application, DeedKind.TAKE_IN)
    waiting = [each for each in cases if each.state == State.MOVING]
    for each in waiting:
        step = _step(by, each, DeedKind.TAKE_IN)
        move(by, each, step)
        write_down(by, each, step)
    return waiting


@tried(DeedKind.TURN_AWAY)
@transaction.atomic
def turn_away(*, by: User, application: Application, text: str) -> list[Application]:
    """退回转出地, with a reason: the household does not live here."""
    application, cases = _of_the_household(by, application, DeedKind.TURN_AWAY)
    if why := why_not_turned_away(cases):
        raise Refused(why)
    text = said(text, _("请写为什么退回。"), "text")
    sent = newest_transfer(application)
    assert sent is not None
    steps = [(each, _step(by, each, DeedKind.TURN_AWAY)) for each in cases if each.state == State.MOVING]
    _send(by, steps, sent.came_from, text)
    return [each for each, _step in steps]


def _of_the_household(
    by: User, application: Application, deed: DeedKind
) -> tuple[Application, list[Application]]:
    """This one and all of its household, locked: applications before households, as everywhere."""
    household = Application.objects.get(pk=application.pk).household_id
    rows = Application.objects.filter(household=household).order_by("pk")
    list(rows.select_for_update(of=("self",)).values_list("pk"))
    cases = cases_of(household)
    application = next(each for each in cases if each.pk == application.pk)
    require_open(application, deed)
    step_for(by, application, deed)
    held(application.household)
    return application, cases


def _step(by: User, application: Application, deed: DeedKind) -> Transition:
    after = None if deed == DeedKind.MOVE_ON else stood(application)
    step = move_of(deed, application.state, by.role, application.programme, after)
    assert step is not None
    return step


def _send(by: User, steps: Steps, to: Area, text: str) -> None:
    """Every deed first and then the place: whoever sends it sees it no more after that."""
    for application, step in steps:
        deed = move(by, application, step, text=text)
        Transfer.objects.create(deed=deed, came_from=application.area, goes_to=to)
        write_down(by, application, step, goes_to=f"{to.parent}{to}")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS casework_transfer_follows IMMEDIATE")
        cursor.execute("SET CONSTRAINTS casework_transfer_follows DEFERRED")
