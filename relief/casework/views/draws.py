"""特困抽查: the lists of the county, and the lots over them."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role

from .. import services
from ..draw_page import draw_page, draws_page
from ..draws import draws_of
from ..services import Refused

READERS = (Role.COUNTY_OFFICER, Role.AUDITOR)


@require_GET
@role_required(*READERS)
def draws(request: SignedIn) -> HttpResponse:
    """Every list, and what waits for one."""
    page = draws_page(request.user, timezone.localdate(), get_language() or "")
    return render(request, "casework/draws.html", page)


@require_POST
@role_required(Role.COUNTY_OFFICER)
def close(request: SignedIn) -> HttpResponse:
    """封存名单."""
    try:
        found = services.close_list(by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("draws")
    messages.success(request, _("名单已封存，不能再改。现在可以抽取。"))
    return redirect("draw", found.pk)


@require_GET
@role_required(*READERS)
def draw(request: SignedIn, pk: UUID) -> HttpResponse:
    """One list, the seed, and where the lots fell."""
    found = get_visible_or_404(draws_of(request.user.area), pk)
    return render(request, "casework/draw.html", draw_page(found, request.user))


@require_POST
@role_required(Role.COUNTY_OFFICER)
def lots(request: SignedIn, pk: UUID) -> HttpResponse:
    """抽取."""
    found = get_visible_or_404(draws_of(request.user.area), pk)
    try:
        services.draw_lots(by=request.user, draw=found)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("已抽取。抽中的由县级核实，核实以后才能决定。"))
    return redirect("draw", found.pk)
