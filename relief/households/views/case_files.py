from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.offices.typed import sent

from .. import queries, services
from ..case_page import ReadCase, cases_in, preview_of, summary_of
from ..conclusions import conclusions
from ..forms.case_files import CaseFileForm
from ..models import CaseFile


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def case_file_add(request: SignedIn) -> HttpResponse:
    """带入案例: choose where the cases come from."""
    form = CaseFileForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return redirect("case_file", form.bring(by=request.user).pk)
    return render(request, "households/case_file_add.html", {"form": form})


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def case_file(request: SignedIn, pk: UUID) -> HttpResponse:
    """带入案例: see what one case would be stored as, then make the household."""
    brought = get_visible_or_404(CaseFile.objects.filter(brought_by=request.user), pk)
    read = cases_in(brought)
    if request.method == "POST":
        asked = _good(read, request.POST.get("case"))
        return _make(request, brought, asked) if asked else redirect("case_file", brought.pk)
    picked = _good(read, request.GET.get("case")) or next((each for each in read if each.case), None)
    found = {"brought": brought, "read": read, "summary": summary_of(read), "picked": picked}
    found |= {"form": CaseFileForm()} | _preview(request, picked)
    return render(request, "households/case_file.html", found)


def _good(read: list[ReadCase], number: str | None) -> ReadCase | None:
    """The case of this number, if it can be brought in."""
    return next((each for each in read if each.case and str(each.number) == number), None)


def _make(request: SignedIn, brought: CaseFile, picked: ReadCase) -> HttpResponse:
    assert picked.case is not None
    made = services.store_household(
        by=request.user,
        area=request.user.area,
        case=picked.case,
        case_file=brought,
        case_number=picked.number,
    )
    messages.success(request, _("已建户，户号%(number)s。") % {"number": made.number})
    return redirect("household", made.pk)


def _preview(request: SignedIn, picked: ReadCase | None) -> dict[str, Any]:
    if picked is None or picked.case is None:
        return {}
    community = request.user.area
    county = queries.county_name(community)
    return {
        "preview": preview_of(picked.case, community, county),
        "conclusions": conclusions(picked.case, community, timezone.now()),
    }
