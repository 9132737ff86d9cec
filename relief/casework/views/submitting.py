from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from relief.households.queries import households
from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.offices.typed import sent
from relief.rules.programmes import BY_CODE

from .. import queries, services
from ..forms.submitting import ResubmitForm, SubmitForm
from ..page import resubmit_page, submit_page
from ..words import programme_title
from ..workflow import State


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def submit(request: SignedIn, pk: UUID, programme: str) -> HttpResponse:
    """提交: one programme for one household."""
    home = get_visible_or_404(households(), pk)
    if programme not in BY_CODE:
        raise Http404
    page = submit_page(home, programme, request.user)
    initial = {"requested": page["requested"]}
    form = SubmitForm(sent(request), household=home, programme=programme, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = form.save(by=request.user)
        if made is not None:
            messages.success(request, _("已提交%(title)s。") % {"title": programme_title(programme)})
            return redirect("application", made.pk)
    return render(request, "casework/submit.html", page | {"form": form})


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def resubmit(request: SignedIn, pk: UUID) -> HttpResponse:
    """补正后重新提交: what was to be mended, what was, and what to say with it."""
    found = get_visible_or_404(queries.applications(), pk)
    form = ResubmitForm(sent(request), application=found)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("已重新提交%(title)s。") % {"title": programme_title(found.programme)})
        return redirect("application", found.pk)
    found = queries.applications().get(pk=found.pk)
    if found.state != State.RETURNED:
        messages.warning(request, _("这件申请没有退回，不用重新提交。"))
        return redirect("application", found.pk)
    return render(request, "casework/resubmit.html", resubmit_page(found, request.user) | {"form": form})


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
