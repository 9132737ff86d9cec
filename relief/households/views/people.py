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
from ..forms.people import MemberPersonForm
from ..joining_page import Offer
from ..models import Household
from ..services import NamingState


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def member_person(request: SignedIn, pk: UUID, member: UUID, offer: Offer) -> HttpResponse:
    """姓名和证件 of one member."""
    home = get_visible_or_404(queries.households(), pk)
    row = get_visible_or_404(home.members.filter(left_on=None).select_related("person"), member)
    form, naming = MemberPersonForm(sent(request), member=row), None
    if request.method == "POST" and form.is_valid():
        naming = form.save(by=request.user)
        if naming.state == NamingState.NAMED:
            return _named(request, home, form)
    found = {"household": home, "member": row, "form": form, "name": queries.name_of(row)}
    return render(request, "households/member_person.html", found | offer(naming))


def _named(request: SignedIn, home: Household, form: MemberPersonForm) -> HttpResponse:
    document = form.cleaned_data["document"]
    for warning in document.warnings if document else ():
        messages.warning(request, warning)
    messages.success(request, _("已登记%(name)s。") % {"name": form.cleaned_data["name"]})
    return redirect("household", home.pk)
