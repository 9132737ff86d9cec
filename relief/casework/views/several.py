"""一次办几件: what was picked in the queue."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from relief.offices.access import SignedIn, role_required

from ..bulk import Confirmed, approve_each, chosen_of, take_each
from ..bulk_page import confirm_page, told_page
from ..models import Application
from ..opening import open_for
from ..returning import way_back
from .owning import OWNERS


@require_POST
@role_required(*OWNERS)
def take_several(request: SignedIn) -> HttpResponse:
    """领办 of everything picked."""
    chosen = chosen_of(request.POST.getlist("chosen"))
    if not chosen:
        return _nothing_picked(request)
    page = told_page(take_each(request.user, chosen)) | {"back": way_back(request), "deed": _("领办")}
    if page["left"]:
        return render(request, "casework/told_several.html", page)
    messages.success(request, _("已领办%(count)d件，由您经办。") % {"count": len(chosen)})
    return redirect(page["back"])


@require_POST
@role_required(*OWNERS)
def approve_several(request: SignedIn) -> HttpResponse:
    """批准 of several: first everything is listed, and what was confirmed is then done one by one."""
    chosen = chosen_of(request.POST.getlist("chosen"))
    if not chosen:
        return _nothing_picked(request)
    if "confirmed" not in request.POST:
        page = confirm_page(request.user, chosen) | {"back": way_back(request)}
        return render(request, "casework/approve_several.html", page)
    page = told_page(approve_each(request.user, _confirmed(request, chosen)))
    return render(
        request, "casework/told_several.html", page | {"back": way_back(request), "deed": _("批准")}
    )


def _confirmed(request: SignedIn, chosen: Sequence[Application]) -> list[Confirmed]:
    """What was read beside each name when the button was pressed."""
    said = {each.pk: request.POST.get(f"amount-{each.pk}", "") for each in chosen}
    amounts = {pk: int(text) if text.isascii() and text.isdigit() else None for pk, text in said.items()}
    return [Confirmed(each, amounts[each.pk], open_for(request.session, each.pk)) for each in chosen]


def _nothing_picked(request: SignedIn) -> HttpResponse:
    messages.warning(request, _("还没有选中申请。先在每行前面的方框里打勾。"))
    return redirect(way_back(request))
