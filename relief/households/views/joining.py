from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.offices.typed import sent

from .. import queries
from ..forms.joining import LeavingForm, NewHouseholdForm
from ..joining_page import MembersPage, Offer


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def new_household(request: SignedIn, offer: Offer) -> HttpResponse:
    """新建住户 in one's own community, beginning with its head."""
    form = NewHouseholdForm(sent(request), community=request.user.area.number)
    joined = form.open(by=request.user) if request.method == "POST" and form.is_valid() else None
    if joined and joined.household:
        messages.success(request, _("已建户，户号%(number)s。") % {"number": joined.household.number})
        return redirect("household_members", joined.household.pk)
    found = {"form": form, **offer(joined.naming if joined else None)}
    return render(request, "households/new_household.html", found)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def household_members(request: SignedIn, pk: UUID, offer: Offer) -> HttpResponse:
    """家庭成员."""
    return MembersPage(request, get_visible_or_404(queries.households(), pk), offer).respond()


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def member_leaves(request: SignedIn, pk: UUID, member: UUID) -> HttpResponse:
    """不再是本户成员."""
    home = get_visible_or_404(queries.households(), pk)
    rows = home.members.filter(left_on=None).select_related("person", "household")
    row = get_visible_or_404(rows, member)
    form, name = LeavingForm(sent(request)), queries.name_of(row)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user, member=row)
        messages.success(request, _("%(name)s不再是本户成员。") % {"name": name})
        return redirect("household", home.pk)
    return render(request, "households/member_leaves.html", {"household": home, "form": form, "name": name})
