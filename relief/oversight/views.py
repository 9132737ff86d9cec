from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from relief.households.models import Person
from relief.households.page import identity
from relief.households.queries import household_name, households, members_of
from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.offices.typed import sent
from relief.web.keyset import place_from

from .affected_page import affected_page
from .forms import OnTimeForm, PurposeForm
from .hints_page import hints_page
from .on_time_page import on_time_page
from .queries import ASKED
from .trail import households_of, trail_of

# Who decides nothing may read who decided what. An administrator sees no people, so no trail either.
TRAIL_READERS = (Role.COUNTY_OFFICER, Role.AUDITOR)


@require_http_methods(["GET", "POST"])
@role_required(*ASKED)
def purpose(request: SignedIn, pk: UUID) -> HttpResponse:
    """为什么查阅: asked once a day of each household that is none of one's own open cases."""
    household = get_visible_or_404(households(), pk)
    form = PurposeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user, household=household)
        return redirect(_goal(request) or reverse("household", args=[pk]))
    return render(request, "oversight/purpose.html", {"household": household, "form": form})


def _goal(request: HttpRequest) -> str:
    """Where one wanted to go, if that is a page of ours."""
    goal = request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(goal, {request.get_host()}, require_https=request.is_secure())
    return goal if safe else ""


@require_GET
@role_required(*TRAIL_READERS)
def household_trail(request: SignedIn, pk: UUID) -> HttpResponse:
    """经过: everything done to a household and its case."""
    household = get_visible_or_404(households(), pk)
    members = members_of(household)
    trail = trail_of([household], place_from(request.GET.get("after", "")))
    page = {
        "household": household,
        "name": household_name(household, members),
        "identity": identity(household, members),
        "members": members,
        "trail": trail,
    }
    return render(request, "oversight/household_trail.html", page)


@require_GET
@role_required(*TRAIL_READERS)
def person_trail(request: SignedIn, pk: UUID) -> HttpResponse:
    """经过 of every household in one's area that somebody is or was a member of."""
    person = get_visible_or_404(Person.objects.all(), pk)
    homes = list(households_of(person))
    trail = trail_of(homes, place_from(request.GET.get("after", "")))
    return render(
        request, "oversight/person_trail.html", {"person": person, "households": homes, "trail": trail}
    )


@require_GET
@role_required(*TRAIL_READERS)
def affected(request: SignedIn) -> HttpResponse:
    """需要复核的案件: those whose screening the rules of now answer otherwise."""
    page = affected_page(place_from(request.GET.get("after", "")))
    return render(request, "oversight/affected.html", page)


@require_GET
@role_required(*TRAIL_READERS)
def on_time(request: SignedIn) -> HttpResponse:
    """按时办结: of each step and each office, in a month."""
    today = timezone.localdate()
    asked = request.GET or {"month": today.replace(day=1).isoformat()}
    form = OnTimeForm(asked, user=request.user, today=today)
    page: dict[str, Any] = {"form": form}
    if form.is_valid():
        page |= on_time_page(request.user, form.cleaned_data["month"], form.cleaned_data["office"], today)
    return render(request, "oversight/on_time.html", page)


@require_GET
@role_required(*TRAIL_READERS)
def hints(request: SignedIn) -> HttpResponse:
    """差错提示: which approvals had hints when they were made, counted by office and by person."""
    return render(request, "oversight/hints.html", hints_page())
