"""Keeping photographs and PDFs: sealed, outside everything that is served, each opening written down."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from relief.audit.services import record
from relief.offices.models import User
from relief.vault.files import folder_of, path_in, read_sealed, write_sealed
from relief.web.uploads import Cleaned

from ..actions import HouseholdAction
from ..models import EntryPart, Evidence, Household, Member
from .declaring import hold
from .entries import require_caseworker, write_entry

FOLDER = "evidence"


class AlreadyWithdrawn(Exception):
    """Somebody has withdrawn this one before."""


def add_evidence(
    *, by: User, household: Household, member: Member | None, paper: str, about: str, files: Sequence[Cleaned]
) -> list[Evidence]:
    """交材料. All files or none: whatever was written before something failed is taken away again.

    The transaction is the outermost one, so that nothing can undo its rows and leave the files.
    """
    written: list[Path] = []
    try:
        with transaction.atomic(durable=True):
            return _add(by, household, member, paper, about, files, written)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _add(
    by: User,
    household: Household,
    member: Member | None,
    paper: str,
    about: str,
    files: Sequence[Cleaned],
    written: list[Path],
) -> list[Evidence]:
    # Two taps of one button come one after the other, and the second finds what the first one stored.
    hold(by, household)
    whole = {"household": household, "member": member, "paper": paper, "about": about, "uploaded_by": by}
    added = []
    for file in files:
        digest = hashlib.sha256(file.content).hexdigest()
        same = household.evidence.filter(member=member, paper=paper, sha256=digest, withdrawn_at=None)
        if same.exists():
            continue
        row = Evidence.objects.create(kind=file.kind, size=len(file.content), sha256=digest, **whole)
        write_sealed(path_of(row.stored_as), file.content, row.label, written)
        added.append(row)
    if added:
        write_entry(by, household, EntryPart.PAPERS, member)
        _recorded(by, HouseholdAction.EVIDENCE_ADDED, household, [str(row.pk) for row in added], paper)
    return added


@transaction.atomic
def withdraw_evidence(*, by: User, evidence: Evidence, reason: str) -> None:
    """作废. The file stays, and so does who brought it."""
    household = evidence.household
    require_caseworker(by, household.area_id)
    open_ones = Evidence.objects.filter(pk=evidence.pk, withdrawn_at=None)
    if not open_ones.update(withdrawn_by=by, withdrawn_at=timezone.now(), reason=reason):
        raise AlreadyWithdrawn
    write_entry(by, household, EntryPart.PAPERS, evidence.member)
    _recorded(by, HouseholdAction.EVIDENCE_WITHDRAWN, household, [str(evidence.pk)], evidence.paper)


@transaction.atomic
def open_evidence(*, by: User, evidence: Evidence) -> bytes:
    """看材料. Whoever sees the household may look; that they did is written down."""
    content = read_sealed(path_of(evidence.stored_as), evidence.label)
    _recorded(by, HouseholdAction.EVIDENCE_OPENED, evidence.household, [str(evidence.pk)], evidence.paper)
    return content


def path_of(stored_as: UUID) -> Path:
    return path_in(FOLDER, stored_as)


def evidence_folder() -> Path:
    return folder_of(FOLDER)


def _recorded(
    by: User, action: HouseholdAction, household: Household, evidence: list[str], paper: str
) -> None:
    details = {"evidence": evidence, "paper": paper}
    record(by=by, action=action, subject=household, area=household.area_id, details=details)
