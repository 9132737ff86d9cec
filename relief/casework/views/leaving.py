"""Who has what in hand: everything of somebody who leaves to another, and what nobody has."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role, User
from relief.offices.queries import people_in
from relief.offices.typed import sent

from ..forms.owning import LeaverForm
from ..owners import in_hand, leaver_page, unowned_page
from ..services import HandedOver

ARRANGERS = (Role.COUNTY_OFFICER, Role.ADMINISTRATOR)


@require_GET
@role_required(*ARRANGERS)
def owners(request: SignedIn) -> HttpResponse:
    """经办人: whoever has open applications, and what nobody has."""
    page = {"held": in_hand(request.user)} | unowned_page(request.GET)
    return render(request, "casework/owners.html", page)


@require_http_methods(["GET", "POST"])
@role_required(*ARRANGERS)
def leaver(request: SignedIn, pk: UUID) -> HttpResponse:
    """全部转交: everything of one person to another, with a reason."""
    person = get_visible_or_404(people_in(request.user.area), pk)
    page = leaver_page(person)
    form = LeaverForm(sent(request), leaver=person, by=request.user, people=page["successors"])
    if request.method == "POST" and form.is_valid():
        moved = form.save()
        if moved is not None:
            _tell(request, form.cleaned_data["to"], moved)
            return redirect("owners")
    return render(request, "casework/leaver.html", page | {"form": form})


def _tell(request: SignedIn, to: User, moved: HandedOver) -> None:
    told = {"name": to.display_name, "count": len(moved.handed), "left": len(moved.left)}
    if moved.handed:
        messages.success(request, _("已把%(count)d件转给%(name)s。") % told)
    if moved.left:
        messages.warning(request, _("%(left)d件%(name)s不能办，没有动，请转给别人。") % told)
