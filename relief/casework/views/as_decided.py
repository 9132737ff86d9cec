from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role

from .. import queries
from ..as_decided import as_decided_page, may_read


@require_GET
@role_required(Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)
def as_decided(request: SignedIn, pk: UUID) -> HttpResponse:
    """当时的决定, for whoever supervises and whoever decided."""
    found = get_visible_or_404(queries.applications(), pk)
    if getattr(found, "decision", None) is None:
        messages.warning(request, _("这件申请还没有决定。"))
        return redirect("application", found.pk)
    if not may_read(request.user, found):
        raise PermissionDenied(_("当时的决定由县级、审计和作决定的人看。"))
    return render(request, "casework/as_decided.html", as_decided_page(found, request.user))
