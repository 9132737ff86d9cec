from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from relief.offices.access import SignedIn, refuse, role_required
from relief.offices.figure_page import may_enter
from relief.offices.models import Role
from relief.offices.typed import sent

from ..blank import kind_called
from ..forms import WordFormForm
from ..kinds import PaperKind
from ..models import DOCX
from ..word import starter
from ..word_page import form_page, forms_page
from .papers import sent_file

WHO = (Role.COUNTY_OFFICER, Role.ADMINISTRATOR)


@require_GET
@role_required(*WHO)
def word_forms(request: SignedIn) -> HttpResponse:
    """表单: which of them the county has replaced by its own."""
    return render(request, "papers/forms.html", forms_page(request.user, timezone.localdate()))


@require_http_methods(["GET", "POST"])
@role_required(*WHO)
def word_form(request: SignedIn, kind: str) -> HttpResponse:
    """One form: its fields, what was brought, and the box for another."""
    found, today = _kind(kind), timezone.localdate()
    if request.method == "POST" and not may_enter(request.user):
        return refuse(request, WHO)
    form = WordFormForm(
        sent(request), request.FILES or None, kind=found, today=today, initial={"in_force_from": today}
    )
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user)
        messages.success(request, _("已存。从启用日期起新制作的文书用它。"))
        return redirect("word_form", kind)
    return render(request, "papers/form.html", form_page(request.user, found, today) | {"form": form})


@require_GET
@role_required(*WHO)
def word_form_start(request: SignedIn, kind: str) -> HttpResponse:
    """A Word form with every field in it, to begin with."""
    return sent_file(starter(_kind(kind)), DOCX, kind)


def _kind(name: str) -> PaperKind:
    found = kind_called(name)
    if found is None:
        raise Http404
    return found
