from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from relief.households.forms.entry import SECTIONS
from relief.households.queries import households
from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role

from ..entering import Entering, entering_member


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def section(request: SignedIn, pk: UUID, slug: str) -> HttpResponse:
    """One part of what is declared of a household."""
    home = get_visible_or_404(households(), pk)
    if slug not in SECTIONS:
        raise Http404
    return Entering(request, home, SECTIONS[slug], slug).respond()


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def member_facts(request: SignedIn, pk: UUID, member: UUID) -> HttpResponse:
    """Everything declared of one member."""
    home = get_visible_or_404(households(), pk)
    row = get_visible_or_404(home.members.filter(left_on=None).select_related("person", "household"), member)
    return entering_member(request, home, row).respond()
