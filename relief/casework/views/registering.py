from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from relief.offices.access import SignedIn, role_required
from relief.offices.models import Role

from ..registered import registered_page


@require_GET
@role_required(Role.COUNTY_OFFICER, Role.AUDITOR)
def registered(request: SignedIn) -> HttpResponse:
    """单独登记: the cases of near relatives of whoever handles cases, and which homes nobody has seen."""
    page = registered_page(request.user, timezone.localdate(), get_language() or "")
    return render(request, "casework/registered.html", page)
