from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from relief.offices.access import SignedIn, get_visible_or_404, role_required

from .. import queries
from ..clocks.page import clocks_page
from .application import READERS


@require_GET
@role_required(*READERS)
def clocks(request: SignedIn, pk: UUID) -> HttpResponse:
    """期限怎么算: from which deed, over which days, by which article."""
    found = get_visible_or_404(queries.applications(), pk)
    page = clocks_page(found, request.GET.get("clock", ""), timezone.localdate())
    return render(request, "casework/clocks.html", page)
