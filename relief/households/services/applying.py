"""Who applies, where to reach and pay them, and who consents to be checked."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction

from relief.audit.services import record
from relief.offices.models import User
from relief.vault.ciphers import index_of

from ..actions import HouseholdAction
from ..models import Applicant, Consent, ConsentPurpose, EntryPart, Household, Member
from ..queries import telephone_ending_index
from .declaring import hold
from .entries import write_entry


class Given(NamedTuple):
    """What one person answered to being checked, on a day, on a paper."""

    member: Member
    given: bool
    signed_on: date
    paper: str


@transaction.atomic
def declare_applicant(*, by: User, household: Household, values: dict[str, Any]) -> None:
    """登记申请人. Whose telephone and account it is can be found again by their keyed indexes alone."""
    home = hold(by, household)
    found = values | {
        f"{kind}_index": index_of(kind, values[kind]) if values[kind] else None
        for kind in ("telephone", "account")
    }
    telephone = values["telephone"]
    found["telephone_ending_index"] = telephone_ending_index(telephone) if telephone else None
    Applicant.objects.update_or_create(household=home, defaults=found)
    write_entry(by, home, EntryPart.APPLICANT)
    record(by=by, action=HouseholdAction.APPLICANT, subject=home, area=home.area_id)


@transaction.atomic
def record_consents(*, by: User, household: Household, answers: Sequence[Given]) -> None:
    """登记核对授权. An answer of another day stands beside the earlier one; the same day is corrected."""
    home = hold(by, household)
    if not answers:
        return
    for answer in answers:
        Consent.objects.update_or_create(
            household=home,
            member=answer.member,
            purpose=ConsentPurpose.MEANS_CHECK,
            signed_on=answer.signed_on,
            defaults={"given": answer.given, "paper": answer.paper, "recorded_by": by},
        )
    write_entry(by, home, EntryPart.CONSENTS)
    details = {"members": [str(answer.member.pk) for answer in answers]}
    record(by=by, action=HouseholdAction.CONSENTED, subject=home, area=home.area_id, details=details)
