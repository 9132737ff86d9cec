from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role

from .. import queries
from ..applying_page import ApplicantPage, ConsentsPage


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def applicant(request: SignedIn, pk: UUID) -> HttpResponse:
    """申请人."""
    return ApplicantPage(request, get_visible_or_404(queries.households(), pk)).respond()


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def consents(request: SignedIn, pk: UUID) -> HttpResponse:
    """核对授权书."""
    return ConsentsPage(request, get_visible_or_404(queries.households(), pk)).respond()
