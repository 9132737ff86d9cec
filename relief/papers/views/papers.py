from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_POST

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.web.files import PDF, shown_file

from .. import queries
from ..models import ENDINGS
from ..services import open_paper, reprint

READERS = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)


@require_GET
@role_required(*READERS)
def paper(request: SignedIn, pk: UUID) -> HttpResponse:
    """看文书: the paper as it was sent, which nobody keeps."""
    found = get_visible_or_404(queries.papers(), pk)
    return sent_file(open_paper(by=request.user, paper=found), found.file_kind, found.number)


@require_POST
@role_required(Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER)
def paper_reprint(request: SignedIn, pk: UUID) -> HttpResponse:
    """重印: the same once more."""
    found = get_visible_or_404(queries.papers(), pk)
    return sent_file(reprint(by=request.user, paper=found), found.file_kind, found.number)


def sent_file(content: bytes, kind: str, name: str) -> HttpResponse:
    """A PDF in the browser; what only Word opens is taken along."""
    if kind == PDF:
        return shown_file(content, kind, name)
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.{ENDINGS[kind]}"',
            "Cache-Control": "private, no-store",
        },
    )
