from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.offices.typed import typed_before

from .. import queries
from ..forms.applying import ApplicantForm, ConsentsForm
from ..page import identity


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def applicant(request: SignedIn, pk: UUID) -> HttpResponse:
    """申请人: who applies, where to reach them, where to pay."""
    home = get_visible_or_404(queries.households(), pk)
    members, back = queries.members_of(home), typed_before(request)
    form = ApplicantForm(request.POST or back, household=home, members=members)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user)
        messages.success(request, _("已保存：%(title)s。") % {"title": _("申请人")})
        return redirect("household", home.pk)
    found = {"household": home, "form": form, "typed_back": back, "members": members}
    found |= {"name": queries.household_name(home, members), "identity": identity(home, members)}
    return render(request, "households/applicant.html", found)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def consents(request: SignedIn, pk: UUID) -> HttpResponse:
    """核对授权书: nobody is checked who has not consented."""
    home = get_visible_or_404(queries.households(), pk)
    members, back = queries.members_of(home), typed_before(request)
    form = ConsentsForm(request.POST or back, members=members, consents=queries.consents_of(home))
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user, household=home)
        messages.success(request, _("已保存：%(title)s。") % {"title": _("核对授权书")})
        return redirect("household", home.pk)
    found = {"household": home, "form": form, "typed_back": back}
    found |= {"name": queries.household_name(home, members), "identity": identity(home, members)}
    return render(request, "households/consents.html", found)
