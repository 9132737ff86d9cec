"""一次办几件: several of the queue at once. Each is a deed of its own; one that fails leaves the others.

Only what agrees with the advice is approved so: anything else wants a reason, and with it a page of its own.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.cautions.models import Step
from relief.cautions.queries import unanswered
from relief.offices.models import User
from relief.screening.queries import is_of_today, latest_screening

from . import queue, services
from .advice import Advice, advice_on, pays
from .draws import why_not_confirmed
from .guards import Guard, above_the_limit, not_as_the_conference, who_may_not
from .investigation import departs_from_the_opinion
from .models import Application
from .noticing import why_not_decided
from .queries import applications
from .queue import Home
from .recusing import why_not_seen
from .services import Refused
from .workflow import DeedKind, roles_of


class Case(NamedTuple):
    """One of the chosen: who it is, what is advised, and why it cannot be approved with others, if so."""

    application: Application
    home: Home
    advice: Advice | None = None
    guard: Guard | None = None

    @property
    def name(self) -> str:
        return self.home.head or self.application.household.number

    @property
    def amount(self) -> int | None:
        return self.advice.amount if self.advice and pays(self.application.programme) else None


class Confirmed(NamedTuple):
    """One that is to be approved: the amount that was read, and for how many seconds it was opened."""

    application: Application
    amount: int | None
    open_for: int


class Told(NamedTuple):
    """What a deed came to. `refused` says why it was not done."""

    application: Application
    refused: str = ""


def chosen_of(keys: Iterable[str]) -> list[Application]:
    """The applications that somebody picked out of their queue, in its order; at most a page of them."""
    found = {key for each in list(keys)[: queue.PAGE] if (key := _key(each))}
    rows = applications().filter(pk__in=found) if found else applications().none()
    return list(rows.order_by("submitted_at", "pk"))


def cases_of(by: User, chosen: Sequence[Application]) -> tuple[list[Case], list[Case]]:
    """Those that can be approved together, and those that cannot, with why."""
    homes = queue.homes_of({each.household_id for each in chosen})
    cases = [_case(by, each, homes.get(each.household_id, Home())) for each in chosen]
    return [each for each in cases if not each.guard], [each for each in cases if each.guard]


def _case(by: User, application: Application, home: Home) -> Case:
    screening = latest_screening(application.household)
    advice = advice_on(application.programme, screening, application.requested) if screening else None
    return Case(application, home, advice, _why_not(by, application, advice))


def _why_not(by: User, application: Application, advice: Advice | None) -> Guard | None:
    """What stands in the way, the plainest first; None when it can be approved as advised."""
    if not queue.queue_of(by).filter(pk=application.pk).exists():
        return Guard(_("这件申请已经不在您的待审里。"))
    if guard := who_may_not(by, application):
        return guard
    if guard := _not_yet(application):
        return guard
    if advice is None or not is_of_today(advice.screening):
        return Guard(_("上次筛查以后，申报内容或规定变了。"), _("要先重新筛查，再单独决定。"))
    amount = advice.amount if pays(application.programme) else None
    if guard := _wants_a_reason(application, advice, amount):
        return guard
    if pays(application.programme) and not amount:
        return Guard(_("没有算出金额。"), _("金额要按实际情况写，请单独办。"))
    if unanswered(application.household, application.programme, Step.DECISION):
        return Guard(_("可能有重复救助，还没有人核实。"), _("请打开这件申请，先核实。"))
    return above_the_limit(application, advice, amount) or not_as_the_conference(
        application, gives=True, amount=amount
    )


def _wants_a_reason(application: Application, advice: Advice, amount: int | None) -> Guard | None:
    """Whether what is advised departs from itself, which is no approval, or from what was published."""
    if list(advice.departures(amount)):
        return Guard(_("系统建议不是批准。"), _("与系统建议不同的决定要写理由，请单独办。"))
    if departs_from_the_opinion(application, amount):
        return Guard(_("系统建议和公示的初审意见不一样。"), _("与初审意见不同的决定要写理由，请单独办。"))
    return None


def _not_yet(application: Application) -> Guard | None:
    """Whether other steps come first."""
    if not roles_of(DeedKind.APPROVE, application.state, application.programme):
        return Guard(_("要先受理、调查、公示，由县级确认。"), _("请打开这件申请，办下一步。"))
    why = (
        why_not_seen(application)
        or why_not_confirmed(application)
        or why_not_decided(application, timezone.localdate())
    )
    return Guard(why) if why else None


def take_each(by: User, chosen: Iterable[Application]) -> list[Told]:
    """领办 one after another."""
    return [_tried(each, partial(services.take, by=by, application=each)) for each in chosen]


def approve_each(by: User, chosen: Sequence[Confirmed]) -> list[Told]:
    """批准 one after another, each with the amount that was confirmed."""
    return [
        _tried(
            each.application,
            partial(
                services.approve,
                by=by,
                application=each.application,
                amount=each.amount,
                open_for=each.open_for,
            ),
        )
        for each in chosen
    ]


def _tried(application: Application, deed: Callable[[], object]) -> Told:
    """The deed in a transaction of its own, so that what was done before it stays done."""
    try:
        deed()
    except (Refused, PermissionDenied) as refused:
        return Told(application, str(refused))
    except DatabaseError:
        return Told(application, _("没有办成，请单独办。"))
    return Told(application)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
