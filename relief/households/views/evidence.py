from typing import Any
from uuid import UUID

from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from relief.offices.access import SignedIn, get_visible_or_404, refuse, role_required
from relief.offices.models import Role
from relief.offices.typed import sent
from relief.rules.papers import Situation
from relief.web.files import shown_file

from .. import papers as listing
from .. import queries
from ..facts import household_facts
from ..forms.evidence import EvidenceForm, WithdrawForm
from ..models import Evidence, Household
from ..page import identity
from ..services.evidence import AlreadyWithdrawn, open_evidence
from .households import READERS


@require_http_methods(["GET", "POST"])
@csp_update({"img-src": ["blob:"]})
@role_required(*READERS)
def papers(request: SignedIn, pk: UUID) -> HttpResponse:
    """材料: what is there and what is missing, programme by programme, and the form to add to it."""
    home = get_visible_or_404(queries.households(), pk)
    if request.method == "POST" and request.user.role != Role.CASEWORKER:
        return refuse(request, (Role.CASEWORKER,))
    found = _papers_page(request, home)
    form = found["form"]
    if request.method == "POST" and form.is_valid():
        added = form.save(by=request.user, household=home)
        _say_what_was_kept(request, len(added), form.sent_files - len(added))
        return redirect("papers", home.pk)
    return render(request, "households/papers.html", found)


def _papers_page(request: SignedIn, home: Household) -> dict[str, Any]:
    declared, members, held = household_facts(home), queries.members_of(home), listing.held_of(home)
    names = queries.member_names(members)
    shown = listing.papers_for(home, declared, held, names)
    form = EvidenceForm(
        sent(request),
        request.FILES or None,
        initial={name: request.GET.get(name, "") for name in ("paper", "member", "about")},
        members=members,
        names=names,
        situation=Situation(declared, held.entrusted),
    )
    return {
        "household": home,
        "identity": identity(home, members),
        "programmes": shown,
        "opened": request.GET.getlist("programme") or [shown[0].code],
        "beside": listing.beside(held, shown),
        "withdrawn": listing.lines_of(held.withdrawn),
        "form": form,
        "may_enter": request.user.role == Role.CASEWORKER,
    }


def _say_what_was_kept(request: SignedIn, count: int, there_before: int) -> None:
    if count:
        text = ngettext("已存%(count)d份材料。", "已存%(count)d份材料。", count)
        messages.success(request, text % {"count": count})
    if there_before:
        text = ngettext(
            "%(count)d份和已经存的一样，没有重复存。", "%(count)d份和已经存的一样，没有重复存。", there_before
        )
        messages.warning(request, text % {"count": there_before})


@require_GET
@role_required(*READERS)
def evidence(request: SignedIn, pk: UUID, evidence: UUID) -> HttpResponse:
    """看材料: the photograph or PDF itself, which nobody keeps."""
    home = get_visible_or_404(queries.households(), pk)
    row = get_visible_or_404(Evidence.objects.filter(household=home).select_related("household"), evidence)
    return shown_file(open_evidence(by=request.user, evidence=row), row.kind, f"{home.number}-{row.paper}")


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def evidence_withdraw(request: SignedIn, pk: UUID, evidence: UUID) -> HttpResponse:
    """作废一份材料."""
    home = get_visible_or_404(queries.households(), pk)
    files = home.evidence.select_related("household", "member__person", "uploaded_by")
    row = get_visible_or_404(files, evidence)
    form = WithdrawForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            form.save(by=request.user, evidence=row)
            messages.success(request, _("已作废。原件还留着，写明了原因。"))
        except AlreadyWithdrawn:
            messages.warning(request, _("已经有人作废过了。"))
        return redirect("papers", home.pk)
    found = {"household": home, "line": listing.lines_of([row])[0], "form": form}
    return render(request, "households/evidence_withdraw.html", found)
