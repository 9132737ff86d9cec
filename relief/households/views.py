from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.web.keyset import Place, place_from

from . import queries, services
from .case_page import ReadCase, cases_in, preview_of, summary_of
from .conclusions import conclusions
from .forms import CaseFileForm, DoubleMembershipForm, MemberPersonForm
from .models import CaseFile, Household
from .services import AlreadyAnswered, NamingState

READERS = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)


@require_GET
@role_required(*READERS)
def households(request: SignedIn) -> HttpResponse:
    """住户: everybody's newest first, a page at a time."""
    found = queries.newest_households(place_from(request.GET.get("after", "")))
    shown, more = found[: queries.PAGE], found[queries.PAGE :]
    after = str(Place(shown[-1].created_at, shown[-1].pk)) if more else ""
    return render(request, "households/list.html", {"households": shown, "after": after})


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def case_file_add(request: SignedIn) -> HttpResponse:
    """带入案例: choose where the cases come from."""
    form = CaseFileForm(request.POST or None, request.FILES or None)
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


@require_GET
@role_required(*READERS)
def household_case_file(request: SignedIn, pk: UUID) -> HttpResponse:
    """存回案例文件."""
    found = get_visible_or_404(queries.households(), pk)
    text = services.read_back(by=request.user, household=found)
    disposition = f'attachment; filename="{found.number}.yaml"'
    return HttpResponse(
        text, content_type="text/yaml; charset=utf-8", headers={"Content-Disposition": disposition}
    )


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def member_person(request: SignedIn, pk: UUID, member: UUID) -> HttpResponse:
    """姓名和证件 of one member."""
    home = get_visible_or_404(queries.households(), pk)
    row = get_visible_or_404(home.members.filter(left_on=None).select_related("person"), member)
    form, naming = MemberPersonForm(request.POST or None, member=row), None
    if request.method == "POST" and form.is_valid():
        naming = form.save(by=request.user)
        if naming.state == NamingState.NAMED:
            return _named(request, home, form)
    seen = queries.memberships_of(naming.here) if naming and naming.here else []
    found = {"household": home, "member": row, "form": form, "naming": naming, "memberships": seen}
    return render(request, "households/member_person.html", found | {"name": queries.name_of(row)})


def _named(request: SignedIn, home: Household, form: MemberPersonForm) -> HttpResponse:
    document = form.cleaned_data["document"]
    for warning in document.warnings if document else ():
        messages.warning(request, warning)
    messages.success(request, _("已登记%(name)s。") % {"name": form.cleaned_data["name"]})
    return redirect("household", home.pk)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def double_membership(request: SignedIn, pk: UUID, warning: UUID) -> HttpResponse:
    """核实重复成员."""
    home = get_visible_or_404(queries.households(), pk)
    row = home.double_memberships.select_related("member__person").filter(pk=warning).first()
    if row is None:
        raise Http404
    form = DoubleMembershipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            form.save(by=request.user, warning=row)
        except AlreadyAnswered:
            messages.warning(request, _("已经有人核实过了。"))
        return redirect("household", home.pk)
    found = {"household": home, "warning": row, "form": form, "name": queries.name_of(row.member)}
    return render(request, "households/double_membership.html", found)
