from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from relief.households.queries import households
from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.rules.programmes import BY_CODE
from relief.web.keyset import Place, place_from

from . import queries, services
from .forms import DecisionForm, SubmitForm
from .page import application_page, outcome_words, rows_of, submit_page
from .words import programme_title

READERS = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)


@require_GET
@role_required(Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)
def queue(request: SignedIn) -> HttpResponse:
    """待审: who has waited longest stands first."""
    found = queries.queue_for(place_from(request.GET.get("after", "")), queries.PAGE)
    shown, more = found[: queries.PAGE], found[queries.PAGE :]
    after = str(Place(shown[-1].submitted_at, shown[-1].pk)) if more else ""
    return render(request, "casework/queue.html", {"rows": rows_of(shown), "after": after})


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def submit(request: SignedIn, pk: UUID, programme: str) -> HttpResponse:
    """提交: one programme for one household."""
    home = get_visible_or_404(households(), pk)
    if programme not in BY_CODE:
        raise Http404
    page = submit_page(home, programme)
    initial = {"requested": page["requested"]}
    sent = request.POST if request.method == "POST" else None
    form = SubmitForm(sent, household=home, programme=programme, initial=initial)
    if form.is_valid():
        made = form.save(by=request.user)
        if made is not None:
            messages.success(request, _("已提交%(title)s。") % {"title": programme_title(programme)})
            return redirect("application", made.pk)
    return render(request, "casework/submit.html", page | {"form": form})


@require_http_methods(["GET", "POST"])
@role_required(*READERS)
def application(request: SignedIn, pk: UUID) -> HttpResponse:
    """An application: what is advised, and the decision."""
    found = get_visible_or_404(queries.applications(), pk)
    page = application_page(found, request.user)
    sent = request.POST if request.method == "POST" else None
    form = DecisionForm(sent, application=found, advice=page["advice"], may_approve=not page["limit"])
    if form.is_valid():
        decision = form.save(by=request.user)
        if decision is not None:
            messages.success(request, _("%(sentence)s。") % {"sentence": outcome_words(decision)})
            return redirect("application", found.pk)
        page = application_page(queries.applications().get(pk=found.pk), request.user)
        if not page["waits"]:
            # Somebody else was first: the page shows their decision and no form to say so in.
            messages.warning(request, " ".join(map(str, form.non_field_errors())))
    return render(request, "casework/application.html", page | {"form": form})


@require_POST
@role_required(Role.CASEWORKER)
def withdraw(request: SignedIn, pk: UUID) -> HttpResponse:
    """撤回, before anybody has decided."""
    found = get_visible_or_404(queries.applications(), pk)
    try:
        services.withdraw(by=request.user, application=found)
    except services.Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, _("已撤回。"))
    return redirect("application", found.pk)
