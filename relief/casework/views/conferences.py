"""一事一议: what is to be treated, when, who was there, and what came of it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.offices.typed import sent

from ..conference_page import conference_page, conferences_page
from ..conferences import conferences_seen, items_of, to_be_called, undecided
from ..forms.conferring import CallForm, ItemForm, MinutesForm
from ..models import AgendaItem, Conference

OFFICERS = (Role.COUNTY_OFFICER,)
READERS = (Role.COUNTY_OFFICER, Role.AUDITOR)


@require_GET
@role_required(*READERS)
def conferences(request: SignedIn) -> HttpResponse:
    """Every conference, and what waits for one."""
    return render(request, "casework/conferences.html", conferences_page(request.user))


@require_http_methods(["GET", "POST"])
@role_required(*OFFICERS)
def call(request: SignedIn) -> HttpResponse:
    """召集."""
    waiting = to_be_called(request.user)
    form = CallForm(sent(request), waiting=waiting, on=timezone.localdate())
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("已召集。议题已经列好。"))
        return redirect("conferences")
    return render(request, "casework/conference_call.html", {"form": form, "waiting": waiting})


@require_GET
@role_required(*READERS)
def conference(request: SignedIn, pk: UUID) -> HttpResponse:
    """One conference: agenda, attendance, decisions."""
    found = get_visible_or_404(conferences_seen(), pk)
    return render(request, "casework/conference.html", conference_page(found, request.user))


@require_http_methods(["GET", "POST"])
@role_required(*OFFICERS)
def minutes(request: SignedIn, pk: UUID) -> HttpResponse:
    """会议记录: written down and closed in one."""
    found = get_visible_or_404(Conference.objects.select_related("minutes"), pk)
    items = undecided(items_of(found))
    form = MinutesForm(sent(request), conference=found, items=items, on=timezone.localdate())
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("会议记录已定稿。决定由另一位县级经办人登记。"))
        return redirect("conference", found.pk)
    page = conference_page(found, request.user)
    return render(request, "casework/conference_minutes.html", page | {"form": form})


@require_http_methods(["GET", "POST"])
@role_required(*OFFICERS)
def decide(request: SignedIn, pk: UUID) -> HttpResponse:
    """登记一件的决定. `pk` is the key of the item."""
    items = AgendaItem.objects.select_related("conference__minutes", "deed__application__household")
    item = get_visible_or_404(items.select_related("deed__application__area", "words"), pk)
    form = ItemForm(sent(request), item=item)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("已登记。可以按会议的决定办了。"))
        return redirect("application", item.deed.application_id)
    page = conference_page(item.conference, request.user)
    return render(request, "casework/conference_decide.html", page | {"form": form, "item": item})
