from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.web.keyset import Place, place_from

from .. import queries, services
from ..facts import Facts
from ..models import Household

READERS = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)


@require_GET
@role_required(*READERS)
def households(request: SignedIn) -> HttpResponse:
    """住户: everybody's newest first, a page at a time."""
    found = queries.newest_households(place_from(request.GET.get("after", "")))
    shown, more = found[: queries.PAGE], found[queries.PAGE :]
    after = str(Place(shown[-1].created_at, shown[-1].pk)) if more else ""
    return render(request, "households/list.html", {"households": shown, "after": after})


@require_GET
@role_required(*READERS)
def household_case_file(request: SignedIn, pk: UUID, facts_of: Callable[[Household], Facts]) -> HttpResponse:
    """存回案例文件. `facts_of` says what a household's facts are, awards included, which stand above here."""
    found = get_visible_or_404(queries.households(), pk)
    text = services.read_back(by=request.user, household=found, facts=facts_of(found))
    disposition = f'attachment; filename="{found.number}.yaml"'
    return HttpResponse(
        text, content_type="text/yaml; charset=utf-8", headers={"Content-Disposition": disposition}
    )
