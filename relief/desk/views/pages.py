from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from relief.households.queries import households
from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role

from ..home import home_page
from ..household_page import household_with_advice
from ..seen_lately import remember

READERS = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)


@require_GET
def home(request: SignedIn) -> HttpResponse:
    """今日: what each role begins the day with."""
    return render(request, "desk/home.html", home_page(request.user, timezone.localdate()))


@require_GET
@role_required(*READERS)
def household(request: SignedIn, pk: UUID) -> HttpResponse:
    """A household with what the law says of it and what became of its applications."""
    found = get_visible_or_404(households(), pk)
    remember(request.session, found)
    return render(request, "desk/household.html", household_with_advice(found, request.user))
