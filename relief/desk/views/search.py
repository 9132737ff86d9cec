from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from relief.offices.access import SignedIn, role_required

from ..search import search_page
from .pages import READERS


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("q")
@role_required(*READERS)
def search(request: SignedIn) -> HttpResponse:
    """查找. What is typed is posted: in an address a number would stand in logs, histories and referrers.

    With `typing` it comes from a box in which somebody is still typing; then no other office is asked.
    """
    found = search_page(request.user, request.POST.get("q", ""), submitted="typing" not in request.POST)
    return render(request, "desk/search.html", found)
