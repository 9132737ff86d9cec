"""The one writer of screenings and of what was agreed on them."""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from relief.audit.services import record
from relief.funds.facts import facts_with_awards
from relief.households.models import Household
from relief.offices.models import Role, User

from .actions import ScreeningAction
from .models import Outcome, OutcomeKind, Screening
from .queries import answer_of, is_of_today, judged, latest_screening


class OutOfDate(ValueError):
    """The screening is not the newest, or not of today's facts and figures: nothing can rest on it."""


SCREENERS = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER)


@transaction.atomic
def screen_household(*, by: User, household: Household, day: date) -> Screening:
    """筛查: every programme, on the facts of this moment, what is given on `day`, and the figures known now.

    LawNotEncoded and UnknownPlace say why nothing was judged; see `refusals`.
    """
    if by.role not in SCREENERS or not by.area.contains(household.area_id):
        raise PermissionDenied
    # Whoever changes facts holds the household's row, so all facts are of one moment.
    household = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    screening, _answer = judged(household, day, facts_with_awards(household, day))
    screening.made_by = by
    screening.save(force_insert=True)
    _write_event(by, screening)
    return screening


def _write_event(by: User, screening: Screening) -> None:
    verdicts = {each["code"]: each["verdict"] for each in screening.findings["programmes"]}
    details = {
        "household": str(screening.household_id),
        "day": screening.day.isoformat(),
        "law_version": screening.law_version,
        "verdicts": verdicts,
    }
    record(by=by, action=ScreeningAction.SCREENED, subject=screening, area=screening.area_id, details=details)


@transaction.atomic
def record_outcome(
    *,
    by: User,
    screening: Screening,
    programme: str,
    kind: str,
    reason: str = "",
    words: str = "",
    come_back_on: date | None = None,
    bring: str = "",
) -> Outcome:
    """记下这次怎么办. Earlier ones stay; OutOfDate asks for another screening first."""
    if by.role != Role.CASEWORKER or not by.area.contains(screening.area_id):
        raise PermissionDenied
    household = Household.objects.select_for_update(of=("self",)).get(pk=screening.household_id)
    if latest_screening(household) != screening or not is_of_today(screening):
        raise OutOfDate
    if answer_of(screening)[programme].verdict == "not_offered":
        raise PermissionDenied
    outcome = Outcome.objects.create(
        household=household,
        area_id=household.area_id,
        screening=screening,
        programme=programme,
        kind=kind,
        reason=reason,
        words=words or None,
        come_back_on=come_back_on,
        bring=bring or None,
        recorded_by=by,
    )
    _write_outcome_event(by, outcome)
    return outcome


def _write_outcome_event(by: User, outcome: Outcome) -> None:
    """Codes alone: what people said is sealed in the outcome."""
    details = {
        "household": str(outcome.household_id),
        "screening": str(outcome.screening_id),
        "programme": outcome.programme,
        "kind": OutcomeKind(outcome.kind).value,
        "reason": outcome.reason,
    }
    if outcome.come_back_on:
        details["come_back_on"] = outcome.come_back_on.isoformat()
    record(by=by, action=ScreeningAction.OUTCOME, subject=outcome, area=outcome.area_id, details=details)
