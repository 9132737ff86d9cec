"""Who applies, where to reach and pay them, and who consents to be checked."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db import transaction

from relief.audit.services import record
from relief.offices.models import User
from relief.vault.ciphers import index_of

from ..actions import HouseholdAction
from ..applied import applicant_mark, applicant_values, consent_mark, consent_values
from ..models import Applicant, Consent, ConsentPurpose, EntryPart, Household, Member
from ..queries import consents_of, telephone_ending_index
from .declaring import Overtaken, hold, last_entry
from .entries import write_entry


class Given(NamedTuple):
    """What one person answered to being checked, on a day, on a paper."""

    member: Member
    given: bool
    signed_on: date
    paper: str


@transaction.atomic
def declare_applicant(
    *, by: User, household: Household, values: dict[str, Any], seen: str | None = None
) -> bool:
    """登记申请人. Whose telephone and account it is can be found again by their keyed indexes alone.

    `seen` is the mark of what stood there; False if nothing is new. Overtaken when something else stands now.
    """
    home = hold(by, household)
    before = applicant_values(Applicant.objects.filter(household=home).first())
    now = applicant_mark(before)
    if applicant_mark(values | {"member": values["member"].pk}) == now:
        return False
    if seen not in (None, now):
        raise Overtaken(before, last_entry(home, EntryPart.APPLICANT))
    found = values | {
        f"{kind}_index": index_of(kind, values[kind]) if values[kind] else None
        for kind in ("telephone", "account", "address")
    }
    telephone = values["telephone"]
    found["telephone_ending_index"] = telephone_ending_index(telephone) if telephone else None
    Applicant.objects.update_or_create(household=home, defaults=found)
    write_entry(by, home, EntryPart.APPLICANT)
    record(by=by, action=HouseholdAction.APPLICANT, subject=home, area=home.area_id)
    return True


Marks = Mapping[UUID, str]


@transaction.atomic
def record_consents(
    *, by: User, household: Household, answers: Sequence[Given], seen: Marks | None = None
) -> bool:
    """登记核对授权. An answer of another day stands beside the earlier one; the same day is corrected.

    `seen`: the mark of each member's answer that stood there. Only what was changed is kept or overtaken.
    """
    home = hold(by, household)
    standing = consents_of(home)
    now = {pk: consent_mark(row.given, row.signed_on, row.paper) for pk, row in standing.items()}
    new = list(_new(answers, now, seen or {}))
    if not new:
        return False
    overtaken = [m.pk for m, *_ in new if seen is not None and seen.get(m.pk, "") != now.get(m.pk, "")]
    if overtaken:
        theirs = {str(pk): consent_values(standing[pk]) for pk in overtaken}
        raise Overtaken(theirs, last_entry(home, EntryPart.CONSENTS))
    _keep(by, home, new)
    return True


def _new(answers: Sequence[Given], now: Marks, seen: Marks) -> Iterator[Given]:
    """What says something else than both what stands now and what stood there when the page was opened."""
    for answer in answers:
        mark, pk = consent_mark(answer.given, answer.signed_on, answer.paper), answer.member.pk
        if mark not in (now.get(pk), seen.get(pk)):
            yield answer


def _keep(by: User, home: Household, answers: Sequence[Given]) -> None:
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
