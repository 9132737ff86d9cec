from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relief.households.joining_page import Offer
from relief.offices.access import SignedIn, role_required
from relief.offices.models import Role
from relief.offices.typed import sent

from ..forms.emergencies import EmergencyForm


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def register(request: SignedIn, offer: Offer) -> HttpResponse:
    """急难登记 in one's own community."""
    form, naming = EmergencyForm(sent(request), community=request.user.area.number), None
    if request.method == "POST" and form.is_valid():
        made, naming = form.save(by=request.user)
        if made is not None:
            messages.success(request, _("已登记并提交，等乡镇（街道）先行救助。"))
            return redirect("application", made.pk)
    return render(request, "casework/emergency.html", {"form": form, **offer(naming)})
