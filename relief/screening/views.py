from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from relief.households.queries import households
from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.offices.queries import UnknownPlace
from relief.offices.typed import sent
from relief.rules.parameters import LawNotEncoded

from . import queries, services
from .forms import OpenClauseForm, OutcomeForm
from .page import outcome_page, result_page
from .refusals import refusal_words
from .replay_page import replay_page
from .sheet import sheet_page
from .turning_page import turning_page
from .what_if import Trial
from .what_if_page import what_if_page

READERS = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)


@require_GET
@role_required(*READERS)
def result(request: SignedIn, pk: UUID) -> HttpResponse:
    """筛查结果."""
    found = get_visible_or_404(queries.screenings(), pk)
    return render(request, "screening/result.html", result_page(found, request.user))


@require_GET
@role_required(*READERS)
def turning(request: SignedIn, pk: UUID, programme: str) -> HttpResponse:
    """哪项事实最要核准: on which declared fact a programme's answer turns most nearly."""
    found = get_visible_or_404(queries.screenings(), pk)
    if programme not in queries.offered(found):
        raise Http404
    return render(request, "screening/turning.html", turning_page(found, programme, request.user))


@require_GET
@role_required(*READERS)
def sheet(request: SignedIn, pk: UUID) -> HttpResponse:
    """结果单, to print and sign."""
    found = get_visible_or_404(queries.screenings(), pk)
    return render(request, "screening/sheet.html", sheet_page(found, request.user))


@require_GET
@role_required(*READERS)
def replay(request: SignedIn, pk: UUID) -> HttpResponse:
    """重新演算: today's rules over what was kept, held against what was answered. Stores nothing."""
    found = get_visible_or_404(queries.screenings(), pk)
    return render(request, "screening/replay.html", replay_page(found))


@require_POST
@role_required(*services.SCREENERS)
def screen(request: SignedIn, pk: UUID) -> HttpResponse:
    """筛查 on the day the household's facts stand; then on to the step that needed it, if one did."""
    home = get_visible_or_404(households(), pk)
    try:
        made = services.screen_household(by=request.user, household=home, day=home.facts_on)
    except (LawNotEncoded, UnknownPlace) as error:
        messages.error(request, refusal_words(error))
        return redirect("household", home.pk)
    then = request.POST.get("next", "")
    own = url_has_allowed_host_and_scheme(then, allowed_hosts=None) and then.startswith("/")
    return redirect(then) if own else redirect("result", made.pk)


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def outcome(request: SignedIn, pk: UUID, programme: str) -> HttpResponse:
    """这次怎么办: what was agreed about one programme, on the newest screening."""
    found = get_visible_or_404(queries.screenings(), pk)
    if programme not in queries.offered(found):
        raise Http404
    newest = queries.latest_screening(found.household)
    if request.method == "GET" and newest and newest != found and programme in queries.offered(newest):
        return redirect("outcome", newest.pk, programme)
    form = OutcomeForm(sent(request))
    if request.method == "POST" and form.is_valid():
        made = form.save(by=request.user, screening=found, programme=programme)
        if made is not None:
            messages.success(request, _("已记下：%(kind)s。") % {"kind": made.get_kind_display()})
            return redirect(f"{reverse('result', args=[found.pk])}#programme_{programme}")
    page = outcome_page(found, programme, request.user)
    return render(request, "screening/outcome.html", page | {"form": form})


@require_http_methods(["GET", "POST"])
@role_required(Role.CASEWORKER)
def open_clause(request: SignedIn, pk: UUID, programme: str) -> HttpResponse:
    """其他情形: whether a clause that the law leaves open applies, as a named person finds."""
    found = get_visible_or_404(queries.screenings(), pk)
    clauses = queries.open_clauses(found, programme)
    if not clauses:
        raise Http404
    form = OpenClauseForm(sent(request), clauses=clauses)
    if request.method == "POST" and form.is_valid():
        form.save(by=request.user, household=found.household, programme=programme)
        messages.success(request, _("已记下认定。系统的判断不变，决定的人会看到。"))
        return redirect(f"{reverse('result', args=[found.pk])}#programme_{programme}")
    page = outcome_page(found, programme, request.user)
    return render(request, "screening/open_clause.html", page | {"form": form})


@require_http_methods(["GET", "POST"])
@role_required(*READERS)
def what_if(request: SignedIn, pk: UUID) -> HttpResponse:
    """试一试: other facts, and every answer at once. A POST reads and stores nothing."""
    home = get_visible_or_404(households(), pk)
    try:
        trial = Trial(home, request.GET.get("part", ""), sent(request))
    except (LawNotEncoded, UnknownPlace) as error:
        messages.error(request, refusal_words(error))
        return redirect("household", home.pk)
    return render(request, "screening/what_if.html", what_if_page(trial))
