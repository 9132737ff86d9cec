"""Taking away sealed files that no row names, as an upload leaves them that was killed half way."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from relief.audit.services import record
from relief.offices.models import Area

from ..actions import HouseholdAction
from ..models import Evidence
from .evidence import evidence_folder, path_of

OLD_ENOUGH = 24 * 60 * 60
"""Seconds. An upload writes its files before its rows are seen, and is over within minutes."""


class Swept(NamedTuple):
    """What lies in the folder of uploads beside what the rows name, and what the rows name in vain."""

    nameless: list[Path]
    missing: list[UUID]


def sweep_evidence(*, delete: bool) -> Swept:
    """清理无主文件: names them, and takes them away when told to. Run by the owner of the database alone.

    Of whom a nameless file is nobody can tell; that it was there and is gone stands in the audit before it is
    taken away, so that none goes without a word.
    """
    _require_every_row_seen()
    # The folder is read before the rows: what is stored in between is named, or too young.
    files = dict(_old_files())
    named = set(Evidence.objects.values_list("stored_as", flat=True))
    nameless = {name: path for name, path in files.items() if name not in named}
    if delete and nameless:
        _record(sorted(nameless))
        for path in nameless.values():
            path.unlink(missing_ok=True)
    missing = sorted(name for name in named if not path_of(name).exists())
    return Swept(sorted(nameless.values()), missing)


def _require_every_row_seen() -> None:
    """Whoever sees only the rows of an area would find all other files nameless."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active('households_evidence')")
        if cursor.fetchone()[0]:
            raise PermissionDenied


def _old_files() -> Iterator[tuple[UUID, Path]]:
    """Files that bear the name of an upload where uploads lie; anything else is not ours to touch."""
    latest = time.time() - OLD_ENOUGH
    for path in evidence_folder().glob("??/*"):
        try:
            name = UUID(path.name)
        except ValueError:
            continue
        if path == path_of(name) and path.is_file() and path.stat().st_mtime < latest:
            yield name, path


@transaction.atomic(durable=True)
def _record(names: list[UUID]) -> None:
    top = Area.objects.earliest("number")
    details = {"files": [str(name) for name in names]}
    record(by=None, action=HouseholdAction.EVIDENCE_SWEPT, subject=top, area=top.number, details=details)
