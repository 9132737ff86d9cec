"""领办、放回、转交: who has an application in hand."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.offices.typed import sent

from .. import queries, services
from ..forms.owning import HandOverForm
from ..models import Application
from ..owners import hand_over_page
from ..queue_page import row_again
from ..returning import query_of, way_back

OWNERS = (Role.APPROVER, Role.COUNTY_OFFICER)


@require_POST
@role_required(*OWNERS)
def take(request: SignedIn, pk: UUID) -> HttpResponse:
    """领办."""
    return _done(request, pk, services.take, _("已领办，由您经办。"))


@require_POST
@role_required(*OWNERS)
def give_back(request: SignedIn, pk: UUID) -> HttpResponse:
    """放回: anybody of the office may take it now."""
    return _done(request, pk, services.give_back, _("已放回，同事可以领办。"))


@require_http_methods(["GET", "POST"])
@role_required(*OWNERS)
def hand_over(request: SignedIn, pk: UUID) -> HttpResponse:
    """转交 to a colleague who may decide on it."""
    found = get_visible_or_404(queries.applications(), pk)
    form = HandOverForm(sent(request), application=found, by=request.user)
    if request.method == "POST" and form.is_valid() and form.save():
        told = _("已转交给%(name)s。") % {"name": form.cleaned_data["to"].display_name}
        messages.success(request, told)
        return redirect(way_back(request))
    page = hand_over_page(found, request.user) | {"form": form, "back": way_back(request)}
    return render(request, "casework/hand_over.html", page)


def _done(request: SignedIn, pk: UUID, service: Callable[..., Application], told: str) -> HttpResponse:
    found = get_visible_or_404(Application.objects.all(), pk)
    try:
        service(by=request.user, application=found)
    except (services.Refused, PermissionDenied) as refused:
        return _answer(request, found, str(refused), done=False)
    return _answer(request, found, told, done=True)


def _answer(request: SignedIn, application: Application, told: str, *, done: bool) -> HttpResponse:
    """The row alone where only the row is asked for, else the page one came from."""
    if request.htmx:
        query = query_of(way_back(request))
        page = row_again(application.pk, request.user, query, timezone.localdate()) | {"told": told}
        return render(request, "casework/_queue_answer.html", page)
    messages.add_message(request, messages.SUCCESS if done else messages.WARNING, told)
    return redirect(f"{way_back(request)}#row-{application.pk}")
