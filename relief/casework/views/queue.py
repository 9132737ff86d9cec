from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from relief.offices.access import SignedIn, role_required
from relief.offices.models import Role

from ..given_due import given_due_page
from ..queue_page import queue_page

READERS = (Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("q")
@role_required(*READERS)
def queue(request: SignedIn) -> HttpResponse:
    """待审. What narrows it stands in the address; whom somebody looks for is posted and stands nowhere."""
    page = queue_page(request.user, request.GET, request.POST.get("q", ""), timezone.localdate())
    return render(request, "casework/queue.html", page)


@require_GET
@role_required(*READERS)
def given_due(request: SignedIn) -> HttpResponse:
    """在享待遇：到期核查."""
    page = given_due_page(request.user, request.GET, timezone.localdate())
    return render(request, "casework/given_due.html", page)
