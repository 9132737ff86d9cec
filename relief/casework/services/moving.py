"""What every deed does: lock, look, move once along the table, write who did it."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from relief.audit.services import record
from relief.households.models import Household
from relief.offices.models import User
from relief.screening.models import Screening
from relief.screening.queries import is_of_today, latest_screening

from ..clocks.due import events_of, kept
from ..guards import may_decide, who_may_not
from ..models import Application, Deed
from ..recusing import recused
from ..workflow import DeedKind, Owner, Transition, move_of, roles_of
from .papers import make_papers
from .refusals import OutOfDate, Refused, refuse_if, say_who_was_first


def locked(application: Application) -> Application:
    """From here to the commit nobody else does anything to it."""
    # Who waited for the lock is given this row as it is now, but joined ones as they were: no owner here.
    rows = Application.objects.select_related("household", "area")
    return rows.select_for_update(of=("self",)).get(pk=application.pk)


def held(household: Household) -> Household:
    """Whoever changes facts holds the household's row as well."""
    return Household.objects.select_for_update(of=("self",)).get(pk=household.pk)


def screening_of_today(household: Household) -> Screening:
    screening = latest_screening(household)
    if screening is None:
        raise OutOfDate(_("本户还没有筛查，请先筛查。"))
    if not is_of_today(screening):
        raise OutOfDate(_("上次筛查以后，申报内容或规定变了。请重新筛查。"))
    return screening


def require_open(application: Application, deed: DeedKind) -> None:
    """AlreadyDone where the table has no such deed for the application as it stands."""
    if not roles_of(deed, application.state, application.programme):
        say_who_was_first(application)


def step_for(by: User, application: Application, deed: DeedKind) -> Transition:
    """The row of the table for this deed by this person now. AlreadyDone where the application moved on."""
    require_open(application, deed)
    step = move_of(deed, application.state, by.role, application.programme)
    if step is None or not by.area.contains(application.area_id):
        raise PermissionDenied(_("这件申请不由您办。"))
    if deed != DeedKind.GIVE_BACK:
        refuse_if(recused(by, application))
    return step


def under_decision(by: User, application: Application, deed: DeedKind) -> tuple[Application, Transition]:
    """The application, locked and still open to this person, and the row of the table."""
    application = locked(application)
    require_open(application, deed)
    held(application.household)
    refuse_if(who_may_not(by, application))
    return application, step_for(by, application, deed)


def open_to(by: User, application: Application, deed: DeedKind) -> tuple[Application, Transition]:
    """Locked, for a deed that does not depend on whose desk it is on."""
    application = locked(application)
    require_open(application, deed)
    held(application.household)
    return application, step_for(by, application, deed)


def not_ahead(day: date, on: date, field: str) -> None:
    if day > on:
        raise Refused(_("不能晚于今天。"), field)


def move(
    by: User,
    application: Application,
    step: Transition,
    *,
    text: str = "",
    screening: Screening | None = None,
    requested: int | None = None,
    colleague: User | None = None,
    happened_on: date | None = None,
) -> Deed:
    """The deed is written and the application moves, both or neither."""
    deed = Deed.objects.create(
        application=application,
        number=application.steps + 1,
        deed=step.deed,
        by=by,
        role=by.role,
        after=step.after,
        text=text or None,
        screening=screening,
        requested=requested,
        colleague=colleague,
        happened_on=happened_on,
    )
    changes = _changes(application, step, deed)
    seen = {"state": step.before, "owner": application.owner_id, "steps": application.steps}
    if not Application.objects.filter(pk=application.pk, **seen).update(**changes):
        say_who_was_first(application)
    for name, value in changes.items():
        setattr(application, name, value)
    return deed


def _changes(application: Application, step: Transition, deed: Deed) -> dict[str, Any]:
    owner = _owner_after(application, step, deed)
    changes: dict[str, Any] = {
        "state": step.after,
        "steps": deed.number,
        "owner": owner,
        "owned_at": _owned_since(application, owner, deed.at),
    }
    if step.deed == DeedKind.RESUBMIT:
        changes |= {"screening": deed.screening, "requested": deed.requested}
    return changes | kept(application, events_of(application))


def _owner_after(application: Application, step: Transition, deed: Deed) -> User | None:
    """Whose it is after a deed; the database holds to the same."""
    owner = application.owner
    match step.owner:
        case Owner.ACTOR:
            return deed.by
        case Owner.COLLEAGUE:
            return deed.colleague
        case Owner.NOBODY:
            return None
        case Owner.RETURNS if owner and not may_decide(owner, application, step.after):
            return None
    return owner


def _owned_since(application: Application, owner: User | None, at: datetime) -> datetime | None:
    if owner is None:
        return None
    return application.owned_at if owner.pk == application.owner_id else at


def said(text: str, refusal: str, field: str) -> str:
    """What somebody wrote, without the blanks around it; where there is nothing the refusal says so."""
    if not text.strip():
        raise Refused(refusal, field)
    return text.strip()


def write_down(by: User, application: Application, step: Transition, **details: object) -> None:
    """The papers of a deed and its audit row, which stand last in its service."""
    make_papers(by, application, step.deed)
    record(
        by=by,
        action=step.action,
        subject=application,
        area=application.area_id,
        details={"programme": application.programme, "deed": application.steps, **details},
    )
