"""Keeping photographs and PDFs: sealed, outside everything that is served, each opening written down."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from relief.audit.services import record
from relief.offices.models import User
from relief.vault.ciphers import seal_bytes, unseal_bytes

from ..actions import HouseholdAction
from ..models import EntryPart, Evidence, Household, Member
from ..uploads import Cleaned
from .declaring import hold
from .entries import require_caseworker, write_entry


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
        _write(path_of(row.stored_as), seal_bytes(file.content, label=row.label), written)
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
    content = unseal_bytes(path_of(evidence.stored_as).read_bytes(), label=evidence.label)
    _recorded(by, HouseholdAction.EVIDENCE_OPENED, evidence.household, [str(evidence.pk)], evidence.paper)
    return content


def path_of(stored_as: UUID) -> Path:
    """Below the folder of uploads, of which nothing is served; the name does not tell whose it is."""
    name = str(stored_as)
    return evidence_folder() / name[:2] / name


def evidence_folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "evidence"


def _write(path: Path, sealed: bytes, written: list[Path]) -> None:
    """Readable by the application alone, and on the disk before the row that names it is."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    written.append(path)
    with os.fdopen(handle, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(handle)


def _recorded(
    by: User, action: HouseholdAction, household: Household, evidence: list[str], paper: str
) -> None:
    details = {"evidence": evidence, "paper": paper}
    record(by=by, action=action, subject=household, area=household.area_id, details=details)
