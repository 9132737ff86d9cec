"""认定: a finding is written down with its reason wherever a judged fact is declared."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from relief.audit.services import record
from relief.offices.models import User
from relief.rules.judged import OPEN_CLAUSE, Judged, changed_judged, judged_in

from ..actions import HouseholdAction
from ..models import Household, Judgement, Member
from .entries import require_caseworker

Facts = Mapping[str, Any]
Reasons = Mapping[str, str]


class Unreasoned(ValueError):
    """A finding was made, changed or withdrawn and nobody said on what that rests; `paths` says which."""

    def __init__(self, paths: list[str]) -> None:
        super().__init__(f"no reason for {paths}")
        self.paths = paths


def judge(
    by: User,
    household: Household,
    judged: Iterable[Judged],
    before: Facts,
    declared: Facts,
    reasons: Reasons,
    member: Member | None = None,
) -> bool:
    """Writes every finding that is new, and every one that stands and is given another reason.

    Whether there was any; Unreasoned where one is new without a reason.
    """
    each = tuple(judged)
    found = changed_judged(each, before, declared)
    if lacking := [path for path in found if not reasons.get(path)]:
        raise Unreasoned(lacking)
    standing = judged_in(each, declared)
    found |= {path: standing[path] for path in reasons if path in standing}
    for path, value in found.items():
        row = Judgement.objects.create(
            household=household,
            member=member,
            fact=path,
            value=plain(value),
            reason=reasons[path],
            judged_by=by,
        )
        details = {"judged": path, "member": str(member.pk) if member else None}
        record(by=by, action=HouseholdAction.JUDGED, subject=row, area=household.area_id, details=details)
    return bool(found)


@transaction.atomic
def judge_open_clause(
    *, by: User, household: Household, programme: str, clause: str, found: bool, reason: str
) -> Judgement:
    """认定其他情形, or that it is none: no rule reads it, whoever decides does. Unreasoned without reason."""
    require_caseworker(by, household.area_id)
    if not reason:
        raise Unreasoned([OPEN_CLAUSE])
    value = {"programme": programme, "clause": clause, "found": found}
    row = Judgement.objects.create(
        household=household, fact=OPEN_CLAUSE, value=value, reason=reason, judged_by=by
    )
    details = {"judged": OPEN_CLAUSE, "programme": programme}
    record(by=by, action=HouseholdAction.JUDGED, subject=row, area=household.area_id, details=details)
    return row


def judged_in_file(
    by: User, household: Household, judged: Iterable[Judged], declared: Facts, member: Member | None = None
) -> list[Judgement]:
    """The findings that a case file brings along: it says neither whose they are nor why."""
    return [
        Judgement(
            household=household,
            member=member,
            fact=path,
            value=plain(value),
            from_case_file=True,
            judged_by=by,
        )
        for path, value in judged_in(judged, declared).items()
    ]


def plain(value: Any) -> Any:
    """As a screening keeps the fact: money to the fen."""
    return f"{value:.2f}" if isinstance(value, Decimal) else value
