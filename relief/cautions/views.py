from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relief.households.queries import households
from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.typed import sent
from relief.rules.programmes import BY_CODE

from .forms import AnswerForm
from .page import caution_page, step_of
from .queries import ANY
from .services import ANSWERING, AlreadyAnswered


@require_http_methods(["GET", "POST"])
@role_required(*ANSWERING)
def caution(request: SignedIn, pk: UUID, about: UUID) -> HttpResponse:
    """核实重复救助: one warning, whom to telephone, and the answer."""
    home = get_visible_or_404(households(), pk)
    asked = request.GET.get("programme", "")
    programme, back = asked if asked in BY_CODE else ANY, _back(request, home.pk)
    page = caution_page(home, request.user, about, programme)
    if page is None or page["caution"].answered:
        messages.warning(request, _("已经有人核实过了，或已经没有重复。"))
        return redirect(back)
    form = AnswerForm(sent(request), replies=page["replies"])
    if request.method == "POST" and form.is_valid():
        step = step_of(request.user, programme)
        try:
            saved = form.save(by=request.user, household=home, about=about, step=step)
        except AlreadyAnswered:
            saved = True
        if saved:
            return redirect(back)
    return render(request, "cautions/answer.html", page | {"form": form, "back": back})


def _back(request: SignedIn, household: UUID) -> str:
    """Where the warning stood, if it is one of our pages; else the household."""
    goal = request.GET.get("next", "")
    own = url_has_allowed_host_and_scheme(goal, allowed_hosts=None) and goal.startswith("/")
    return goal if own else reverse("household", args=[household])
