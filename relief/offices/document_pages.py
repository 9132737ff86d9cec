"""文件原件: the pages of the document that an entry of figures rests on, sealed as all uploads are."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction

from relief.audit.services import record
from relief.vault.files import path_in, read_sealed, write_sealed
from relief.web.uploads import Cleaned

from .actions import OfficeAction
from .figure_page import may_enter
from .models import FigurePage, LocalFigures, User

FOLDER = "documents"


def add_pages(*, by: User, figures: LocalFigures, files: Sequence[Cleaned]) -> list[FigurePage]:
    """传文件原件. All files or none: whatever was written before something failed is taken away again."""
    if not may_enter(by) or figures.area_id != by.area_id:
        raise PermissionDenied
    written: list[Path] = []
    try:
        with transaction.atomic(durable=True):
            return _add(by, figures, files, written)
    except BaseException:
        for path in written:
            path.unlink(missing_ok=True)
        raise


def _add(by: User, figures: LocalFigures, files: Sequence[Cleaned], written: list[Path]) -> list[FigurePage]:
    added: list[FigurePage] = []
    for file in files:
        digest = hashlib.sha256(file.content).hexdigest()
        fields = {"kind": file.kind, "size": len(file.content), "uploaded_by": by}
        row, is_new = FigurePage.objects.get_or_create(figures=figures, sha256=digest, defaults=fields)
        if is_new:
            write_sealed(path_in(FOLDER, row.stored_as), file.content, row.label, written)
            added.append(row)
    if added:
        record(
            by=by,
            action=OfficeAction.FIGURE_PAGES_ADDED,
            subject=figures,
            area=figures.area_id,
            details={"files": [str(row.pk) for row in added]},
        )
    return added


def read_page(page: FigurePage) -> bytes:
    """The file. A published document tells of nobody: that somebody looked is not written down."""
    return read_sealed(path_in(FOLDER, page.stored_as), page.label)
