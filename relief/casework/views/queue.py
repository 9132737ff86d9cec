from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from relief.offices.access import SignedIn, role_required
from relief.offices.models import Role
from relief.web.keyset import Place, place_from

from .. import queries
from ..queue_page import rows_of


@require_GET
@role_required(Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)
def queue(request: SignedIn) -> HttpResponse:
    """待审: who has waited longest stands first."""
    found = queries.queue_for(request.user, place_from(request.GET.get("after", "")), queries.PAGE)
    shown, more = found[: queries.PAGE], found[queries.PAGE :]
    after = str(Place(shown[-1].submitted_at, shown[-1].pk)) if more else ""
    return render(request, "casework/queue.html", {"rows": rows_of(shown), "after": after})
