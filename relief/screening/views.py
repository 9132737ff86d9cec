from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from relief.households.queries import households
from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.offices.queries import UnknownPlace
from relief.rules.parameters import LawNotEncoded

from . import queries, services
from .page import result_page
from .refusals import refusal_words

READERS = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)


@require_GET
@role_required(*READERS)
def result(request: SignedIn, pk: UUID) -> HttpResponse:
    """筛查结果."""
    found = get_visible_or_404(queries.screenings(), pk)
    return render(request, "screening/result.html", result_page(found, request.user))


@require_POST
@role_required(*services.SCREENERS)
def screen(request: SignedIn, pk: UUID) -> HttpResponse:
    """筛查 on the day the household's facts stand; then on to the step that needed it, if one did."""
    home = get_visible_or_404(households(), pk)
    try:
        made = services.screen_household(by=request.user, household=home, day=home.facts_on)
    except (LawNotEncoded, UnknownPlace) as error:
        messages.error(request, refusal_words(error))
        return redirect("household", home.pk)
    then = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(then, allowed_hosts=None) and then.startswith("/")
    return redirect(then) if own else redirect("result", made.pk)
