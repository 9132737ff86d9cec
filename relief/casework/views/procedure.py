from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.offices.typed import sent

from .. import queries
from ..forms.steps import FORMS
from ..procedure_page import step_page
from ..workflow import DeedKind

LEAVING = (DeedKind.MOVE_ON, DeedKind.TURN_AWAY)
"""After these it is another office's, and not seen any more."""


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER)
def step(request: SignedIn, pk: UUID, deed: str) -> HttpResponse:
    """One step: of an investigation from 受理 to 送达, or of what follows a refusal."""
    if deed not in FORMS:
        raise Http404
    kind = DeedKind(deed)
    found = get_visible_or_404(queries.applications(), pk)
    form = FORMS[kind](sent(request), application=found, on=timezone.localdate())
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("已办：%(deed)s。") % {"deed": kind.label})
        return redirect("queue") if kind in LEAVING else redirect("application", found.pk)
    page = step_page(queries.applications().get(pk=found.pk), request.user, kind)
    return render(request, "casework/step.html", page | {"form": form})
