from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from relief.offices.access import SignedIn, role_required

from ..search import search_page
from ..seen_lately import seen_lately
from .pages import READERS


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("q")
@role_required(*READERS)
def search(request: SignedIn) -> HttpResponse:
    """查找. What is typed is posted: in an address a number would stand in logs, histories and referrers.

    With `typing` it comes from a box in which somebody is still typing; then no other office is asked.
    """
    typing = "typing" in request.POST
    found = search_page(request.user, request.POST.get("q", ""), submitted=not typing)
    seen = [] if typing else seen_lately(request.session)
    return render(request, "desk/search.html", found | {"seen": seen})
