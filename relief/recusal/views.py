from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Area, Level, Role
from relief.offices.queries import areas_within
from relief.offices.typed import sent

from . import queries, services
from .forms import DeclarationForm
from .models import CommitteeMember, Declaration
from .page import committee_page, declaration_page

ENTERING = (Role.CASEWORKER, Role.APPROVER)


def _form(request: SignedIn, before: Declaration | None, **more: Any) -> DeclarationForm:
    """As declared before; as typed, with a row more or less; or to be read."""
    deed = request.POST.get("deed", "save")
    checked = request.method == "POST" and deed == "save"
    return DeclarationForm(sent(request), before=before, deed=deed, checked=checked, **more)


def _shown(request: SignedIn, template: str, form: DeclarationForm, **more: Any) -> HttpResponse:
    return render(request, template, {"form": form, "list": form, "own": form.own_form} | more)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def recusal(request: SignedIn) -> HttpResponse:
    """我的近亲属申报: what stands, what stood, and this year's."""
    on, mine = timezone.localdate(), queries.declarations_of(request.user)
    form = _form(request, queries.newest_of(mine))
    if form.checked and form.is_valid():
        services.declare(by=request.user, on=on, **form.said())
        messages.success(request, _("已申报%(year)d年度的近亲属。") % {"year": on.year})
        return redirect("recusal")
    page = declaration_page(mine, on, get_language() or "")
    return _shown(request, "recusal/declaration.html", form, **page)


@require_GET
@role_required(*ENTERING)
def committee(request: SignedIn) -> HttpResponse:
    """村（居）民委员会成员 of the place one works in."""
    page = committee_page(request.user.area, timezone.localdate())
    return render(request, "recusal/committee.html", page)


def _communities(area: Area) -> list[Area]:
    return list(areas_within(area).filter(level=Level.COMMUNITY).order_by("number"))


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@role_required(*ENTERING)
def committee_add(request: SignedIn) -> HttpResponse:
    """登记一名成员, with who their near relatives are."""
    on, communities = timezone.localdate(), _communities(request.user.area)
    form = _form(request, None, communities=communities)
    if form.checked and form.is_valid():
        services.add_committee_member(by=request.user, on=on, **form.whose(), **form.said())
        messages.success(request, _("已登记%(name)s。") % {"name": form.whose()["name"]})
        return redirect("committee")
    return _shown(request, "recusal/committee_add.html", form)


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@role_required(*ENTERING)
def committee_member(request: SignedIn, pk: UUID) -> HttpResponse:
    """One member: this year's declaration, or that they left."""
    found = get_visible_or_404(CommitteeMember.objects.filter(left_on=None).select_related("area"), pk)
    on, theirs = timezone.localdate(), found.declarations.all()
    if request.POST.get("deed") == "leave":
        return _leaves(request, found, on)
    form = _form(request, queries.newest_of(theirs))
    if form.checked and form.is_valid():
        try:
            services.declare_for_member(by=request.user, on=on, member=found, **form.said())
        except services.AlreadyLeft:
            messages.warning(request, _("%(name)s已离任。") % {"name": found.name})
            return redirect("committee")
        messages.success(request, _("已申报%(year)d年度的近亲属。") % {"year": on.year})
        return redirect("committee")
    page = declaration_page(theirs, on, get_language() or "") | {"member": found, "name": str(found.name)}
    return _shown(request, "recusal/committee_member.html", form, **page)


def _leaves(request: SignedIn, member: CommitteeMember, on: date) -> HttpResponse:
    # Whoever pressed a moment earlier noted the same.
    with suppress(services.AlreadyLeft):
        services.end_committee_member(by=request.user, on=on, member=member)
    messages.success(request, _("%(name)s已离任。") % {"name": member.name})
    return redirect("committee")
