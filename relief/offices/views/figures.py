from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ..access import SignedIn, get_visible_or_404, refuse
from ..declared_days import effect_of
from ..figure_page import may_enter, page_of
from ..figure_topics import KEYS
from ..figure_words import word
from ..forms.figures import AsKnownForm, FiguresForm
from ..models import LocalFigures, Role, Section
from ..typed import sent

MAY_ENTER = (Role.COUNTY_OFFICER, Role.ADMINISTRATOR)


@require_GET
def figures(request: SignedIn) -> HttpResponse:
    """本地标准: what was in force on a day by what was known on another, and everything that was entered."""
    today = timezone.localdate()
    asked = AsKnownForm(request.GET or None, initial={"on": today, "known": today})
    found = asked.cleaned_data if asked.is_valid() else {}
    day, known = found.get("on") or today, found.get("known")
    page = page_of(request.user, day, _end_of(known) if known else timezone.now())
    return render(request, "offices/figures.html", {"asked": asked, **page})


@require_http_methods(["GET", "POST"])
def figure_add(request: SignedIn, section: str) -> HttpResponse:
    """登记: a new entry from a day on; it begins with all that holds today."""
    if not may_enter(request.user):
        return refuse(request, MAY_ENTER)
    return _enter(request, _section(section))


@require_http_methods(["GET", "POST"])
def figure_correct(request: SignedIn, pk: UUID) -> HttpResponse:
    """更正: a new entry, known from now on, in the place of one that stays."""
    if not may_enter(request.user):
        return refuse(request, MAY_ENTER)
    row = get_visible_or_404(LocalFigures.objects.filter(area=request.user.area), pk)
    while corrected := LocalFigures.objects.filter(corrects=row).first():
        row = corrected
    return _enter(request, Section(row.section), row)


def _enter(request: SignedIn, section: Section, corrects: LocalFigures | None = None) -> HttpResponse:
    figure = request.GET.get("figure", "") if section == Section.FIGURES else ""
    if figure and figure not in KEYS:
        raise Http404
    asked: dict[str, Any] = {"section": section, "figure": figure, "corrects": corrects}
    form = FiguresForm(sent(request), by=request.user, deed=request.POST.get("deed", ""), **asked)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("已登记。%(effect)s") % {"effect": effect_of(section)})
        return redirect("figures")
    found: dict[str, Any] = {
        "form": form,
        "figure": word(figure) if figure else section.label,
        "figure_key": figure,
        "corrects": corrects,
        "effect": effect_of(section),
    }
    return render(request, "offices/figures_form.html", found)


def _section(name: str) -> Section:
    if name not in Section.values:
        raise Http404
    return Section(name)


def _end_of(day: Any) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))
