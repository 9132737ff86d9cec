from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import LocalFigures
from relief.offices.queries import numbers_above

from ..figure_cases import cases_page
from .pages import READERS


@require_GET
@role_required(*READERS)
def figure_cases(request: SignedIn, pk: UUID) -> HttpResponse:
    """用了这一条标准的案件, for an entry of one's own place or of what it lies in."""
    ours = LocalFigures.objects.filter(area__in=numbers_above(request.user.area.number))
    row = get_visible_or_404(ours.select_related("area", "corrected_by"), pk)
    return render(request, "desk/figure_cases.html", cases_page(row))
