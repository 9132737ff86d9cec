from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from .. import queries
from ..access import SignedIn, role_required
from ..calendar_page import months_of
from ..models import Role


@require_GET
@role_required(Role.ADMINISTRATOR)
def calendar(request: SignedIn, year: int | None = None) -> HttpResponse:
    """工作日历."""
    year = year or timezone.localdate().year
    days = list(queries.calendar_of(year))
    if not days:
        raise Http404
    found = {
        "year": year,
        "months": months_of(year, days),
        "provisional": any(day.provisional for day in days),
        "years": queries.calendar_years(),
        "working": sum(day.is_working for day in days),
    }
    return render(request, "offices/calendar.html", found)
