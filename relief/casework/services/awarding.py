"""待遇 that a decision makes, and its end when the decision is corrected."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from relief.funds.models import Award, Kind
from relief.funds.queries import last_day_of
from relief.funds.services import AlreadyAwarded, end_award, make_award
from relief.households.models import Household, Member
from relief.households.queries import members_of
from relief.offices.models import User
from relief.rules.answers import Answer
from relief.rules.codes import ProgrammeCode
from relief.rules.programmes import BY_CODE
from relief.screening.models import Screening
from relief.screening.queries import answer_of

from ..advice import pays
from ..awards import awards_of
from ..given import running_award
from ..models import Application, ChangeDecision, Decision
from ..workflow import State
from .refusals import Refused


def award_for(*, by: User, decision: Decision) -> Award | None:
    """The award of an approval; none of a refusal.

    Relief and a standing hold from the day of the decision, a renewed standing from the day after the last
    day of the one that runs; monthly money from the next month (民发〔2021〕57号第二十一条). What is paid
    once has that one day.
    """
    application = decision.application
    programme, home = application.programme, application.household
    if decision.outcome != State.APPROVED:
        return None
    answer, kind = answer_of(decision.screening), kind_of(programme)
    decided_on = timezone.localdate(decision.decided_at)
    since = month_after(decided_on) if kind == Kind.MONTHLY else decided_on
    if kind == Kind.STANDING:
        since = after_what_runs(home, programme, since)
    until = since if kind == Kind.ONCE else answer[programme].until or standing_until(programme, since)
    if until is not None and until < since:
        raise Refused(_("到下个月这项待遇已经期满，没有可以发放的月份。"))
    return _made(
        by,
        application,
        covered_by(answer, programme, members_of(home)),
        decision=decision.pk,
        kind=kind,
        amount=decision.amount,
        since=since,
        until=until,
        cause=_cause(decision),
    )


def _made(by: User, application: Application, members: Collection[Member], **terms: Any) -> Award:
    home, programme = application.household, application.programme
    try:
        return make_award(by=by, household=home, members=members, programme=programme, **terms)
    except AlreadyAwarded as error:
        raise Refused(_("其中有人在同一时间已经有这个项目的待遇，不能重复发放。")) from error


def end_award_of(*, by: User, application: Application) -> None:
    """A corrected decision holds no more from today on, and its award with it."""
    for award in awards_of([application]):
        end_award(by=by, award=award, on=timezone.localdate())


def change_award(
    *, by: User, application: Application, decision: ChangeDecision, screening: Screening, on: date
) -> Award | None:
    """What ran ends, and what was decided begins the day after; where everything ends nothing does."""
    running = running_award(application, on)
    since, amount = decision.effective_on, decision.proposal.amount
    if running is None or (amount and running.until and running.until < since):
        raise Refused(_("到下个月这项待遇已经期满，没有可以调整的月份。"))
    last = running.until
    for award in awards_of([application]):
        end_award(by=by, award=award, on=since)
    if amount is None:
        return None
    members = covered_by(answer_of(screening), application.programme, members_of(application.household))
    return _made(
        by,
        application,
        members,
        change=decision.pk,
        decision=running.decision,
        kind=running.kind,
        amount=amount,
        since=since,
        until=last,
    )


def after_what_runs(household: Household, programme: str, on: date) -> date:
    """续办: one standing follows the other without a gap (《刚性支出困难家庭认定办法》第十条)."""
    last = last_day_of(household, programme, on)
    return last + timedelta(days=1) if last else on


def kind_of(programme: str) -> Kind:
    if not pays(programme):
        return Kind.STANDING
    return Kind.MONTHLY if BY_CODE[programme].period == "month" else Kind.ONCE


def month_after(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def standing_until(programme: str, since: date) -> date | None:
    """The last day of a standing: 刚性支出困难家庭 at most twelve months (认定办法第十条), else open."""
    if programme != "rigid_expenditure":
        return None
    day_before = since - timedelta(days=1)
    leap = (day_before.month, day_before.day) == (2, 29)
    return day_before.replace(year=day_before.year + 1, day=28 if leap else day_before.day)


def covered_by(answer: Answer, programme: str, members: Collection[Member]) -> list[Member]:
    """Of a programme for persons those it fits, else those who count; where nobody is found so, all."""
    persons = answer[programme].persons
    fit = [key for key, each in persons.items() if each.verdict == "eligible"]
    found = [each for each in members if each.key in (fit or answer.counted_members)]
    return found or list(members)


def _cause(decision: Decision) -> str | None:
    """What relief was for; the name of the programme where the household names no cause."""
    application = decision.application
    if not BY_CODE[application.programme].asks_amount:
        return None
    named = application.household.hardship_cause
    return str(named) if named else ProgrammeCode.of(application.programme).label.zh
