from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from .. import queries
from ..access import SignedIn, role_required
from ..calendar_page import months_of
from ..forms.calendar import CalendarYearForm
from ..models import Role
from ..typed import sent


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
        "may_set": year >= timezone.localdate().year,
        "working": sum(day.is_working for day in days),
    }
    return render(request, "offices/calendar.html", found)


@require_http_methods(["GET", "POST"])
@role_required(Role.ADMINISTRATOR)
def calendar_set(request: SignedIn, year: int) -> HttpResponse:
    """登记放假安排 of this year or a later one. What was reckoned in years gone by stays as it was."""
    if year not in queries.calendar_years() or year < timezone.localdate().year:
        raise Http404
    form = CalendarYearForm(sent(request), year=year)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user)
        messages.success(request, _("已登记%(year)d年的放假安排，期限按它计算。") % {"year": year})
        return redirect("calendar_year", year)
    return render(request, "offices/calendar_set.html", {"form": form, "year": year})
