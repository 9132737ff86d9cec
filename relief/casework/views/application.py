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
from ..forms.deciding import DecisionForm
from ..page import application_page
from ..words import outcome_words

READERS = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)


@require_http_methods(["GET", "POST"])
@role_required(*READERS)
def application(request: SignedIn, pk: UUID) -> HttpResponse:
    """An application: what is advised, and the decision."""
    found = get_visible_or_404(queries.applications(), pk)
    page = application_page(found, request.user)
    form = DecisionForm(
        sent(request), application=found, advice=page["advice"], may_approve=not page["limit"]
    )
    if request.method == "POST" and form.is_valid():
        decision = form.save(by=request.user)
        if decision is not None:
            messages.success(request, _("%(sentence)s。") % {"sentence": outcome_words(decision)})
            return redirect("application", found.pk)
        page = application_page(queries.applications().get(pk=found.pk), request.user)
        if not page["waits"]:
            # Somebody else was first: the page shows their decision and no form to say so in.
            messages.warning(request, " ".join(map(str, form.non_field_errors())))
    return render(request, "casework/application.html", page | {"form": form})
