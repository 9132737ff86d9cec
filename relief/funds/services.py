"""The one writer of awards."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from relief.audit.services import record
from relief.households.models import Household, Member
from relief.offices.models import User

from .actions import FundsAction
from .models import Award, Covered, Kind


class AlreadyAwarded(Exception):
    """One of these persons has the same programme at the same time."""


@transaction.atomic
def make_award(
    *, by: User, household: Household, members: Collection[Member], decision: UUID, **terms: Any
) -> Award:
    """发放. `terms`: programme, kind, amount in fen, since, until, cause. See AlreadyAwarded."""
    award = Award.objects.create(household=household, decision=decision, **terms)
    try:
        with transaction.atomic():
            Covered.objects.bulk_create(_covered(award, each) for each in members)
    except IntegrityError as error:
        if "funds_covered_no_overlap" in str(error):
            raise AlreadyAwarded from error
        raise
    _write_event(by, FundsAction.AWARDED, award, kind_of_award=award.kind, amount=award.amount)
    return award


@transaction.atomic
def end_award(*, by: User, award: Award, on: date) -> Award:
    """终止: from this day on it holds no more. What has not begun, and what was given at once, is void."""
    holds_no_more = award.since if award.kind == Kind.ONCE else max(on, award.since)
    last = holds_no_more - timedelta(days=1)
    if award.until is not None and award.until <= last:
        return award
    award.until = last
    Award.objects.filter(pk=award.pk).update(until=last)
    _write_event(by, FundsAction.ENDED, award)
    return award


def _covered(award: Award, member: Member) -> Covered:
    return Covered(
        award=award,
        member=member,
        person=member.person_id or member.pk,
        programme=award.programme,
        since=award.since,
        until=award.until,
    )


def _write_event(by: User, action: FundsAction, award: Award, **details: object) -> None:
    days = {"since": award.since.isoformat(), "until": award.until.isoformat() if award.until else None}
    record(
        by=by,
        action=action,
        subject=award,
        area=award.household.area_id,
        details={"household": str(award.household_id), "programme": award.programme, **days, **details},
    )
