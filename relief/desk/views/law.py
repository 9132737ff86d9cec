from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from relief.offices.queries import counties

from ..forms import LawForm
from ..law_page import home_county, law_page


@login_not_required
@require_GET
def law(request: HttpRequest) -> HttpResponse:
    """规定和标准, open to everybody: what is in force in a county on a day. The choice is in the address."""
    places = {county.code: county for county in counties()}
    chosen: dict[str, Any] = {"place": home_county(request.user, places), "on": timezone.localdate()}
    form = LawForm(
        {**chosen, **request.GET.dict()} if request.GET else None, counties=places.values(), initial=chosen
    )
    if form.is_bound:
        chosen = form.cleaned_data if form.is_valid() else {}
    found = places.get(chosen.get("place", ""))
    page = law_page(found, chosen["on"] or timezone.localdate(), timezone.now()) if found else {}
    return render(request, "desk/law.html", {"form": form, **page})
