"""公示异议 at the county: the list, one taken on, one answered."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.offices.typed import sent

from ..forms.objecting import AnswerForm
from ..models import Objection
from ..objections import answer_by
from ..objections_page import objections_page
from ..services import Refused
from ..services.objecting import take_objection


@require_GET
@role_required(Role.COUNTY_OFFICER, Role.AUDITOR)
def objections(request: SignedIn) -> HttpResponse:
    """Every objection, the unanswered first; not what it says."""
    return render(request, "casework/objections.html", objections_page(request.user, timezone.localdate()))


@require_POST
@role_required(Role.COUNTY_OFFICER)
def take(request: SignedIn, pk: UUID) -> HttpResponse:
    """接办."""
    found = get_visible_or_404(Objection.objects.select_related("answer"), pk)
    try:
        take_objection(by=request.user, objection=found)
    except (Refused, PermissionDenied) as refused:
        messages.warning(request, str(refused))
        return redirect("objections")
    return redirect("objection", found.pk)


@require_http_methods(["GET", "POST"])
@role_required(Role.COUNTY_OFFICER)
def objection(request: SignedIn, pk: UUID) -> HttpResponse:
    """What it says, for whoever took it on, and the answer."""
    rows = Objection.objects.filter(taken__by=request.user)
    found = get_visible_or_404(
        rows.select_related("words", "answer", "area", "notice__application__household"), pk
    )
    form = AnswerForm(sent(request), objection=found)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("已答复。提异议的人凭回执号查得到。"))
        return redirect("objections")
    page = {"form": form, "objection": found, "due": answer_by(found)}
    return render(request, "casework/objection.html", page)
