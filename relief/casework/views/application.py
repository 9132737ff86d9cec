from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from relief.offices.access import SignedIn, get_visible_or_404, role_required
from relief.offices.models import Role
from relief.offices.queries import UnknownPlace
from relief.offices.typed import sent
from relief.rules.parameters import LawNotEncoded
from relief.screening.refusals import refusal_words
from relief.screening.services import screen_household

from .. import queries, services
from ..forms.correcting import CorrectionForm
from ..forms.deciding import DecisionForm
from ..lacking import grounds_of, missing_of
from ..models import Application
from ..opening import open_for, remember_opening
from ..page import application_page, correction_page

READERS = (Role.CASEWORKER, Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR)


@require_http_methods(["GET", "POST"])
@role_required(*READERS)
def application(request: SignedIn, pk: UUID) -> HttpResponse:
    """An application: what is advised, and the decision."""
    found = get_visible_or_404(queries.applications(), pk)
    if "screen" in request.POST and request.user.role in (Role.APPROVER, Role.COUNTY_OFFICER):
        return _screened_again(request, found)
    page = application_page(found, request.user)
    form = _form(page, data=sent(request))
    if request.method == "POST":
        seconds = open_for(request.session, found.pk)
        services.note_attempt(
            by=request.user, application=found, guard=page["guard"], deed=request.POST.get("deed", "")
        )
        if form.is_valid() and form.save(by=request.user, open_for=seconds):
            return redirect("application", found.pk)
        page = application_page(queries.applications().get(pk=found.pk), request.user)
        _say_who_was_first(request, form, page)
    remember_opening(request.session, found.pk)
    return render(request, "casework/application.html", page | {"form": form})


def _say_who_was_first(request: SignedIn, form: DecisionForm, page: dict[str, Any]) -> None:
    """The page shows what somebody else did meanwhile, and no form to say it in."""
    if not page["deeds"]:
        said = [str(each) for each in form.non_field_errors()]
        messages.warning(request, " ".join(said) or page["decided"] or page["state"])


def _form(page: dict[str, Any], **kwargs: Any) -> DecisionForm:
    grounds, missing = grounds_of(page["card"]), missing_of(page["card"], page["papers"])
    of_page = {name: page[name] for name in ("application", "advice", "deeds")}
    others = page["others"].open
    return DecisionForm(grounds=grounds, missing=missing, others=others, **of_page, **kwargs)


def _screened_again(request: SignedIn, found: Application) -> HttpResponse:
    """重新筛查, and the form as it was typed so far: nothing is signed by it."""
    home = found.household
    try:
        screen_household(by=request.user, household=home, day=home.facts_on)
    except (LawNotEncoded, UnknownPlace) as error:
        messages.error(request, refusal_words(error))
    page = application_page(found, request.user)
    typed = _form(page, data=request.POST)
    initial = {name: typed[name].data for name in typed.fields if typed[name].data}
    form = _form(page, initial={"amount": page["advice"].amount} | initial)
    return render(request, "casework/application.html", page | {"form": form, "screened": True})


@require_http_methods(["GET", "POST"])
@role_required(Role.APPROVER, Role.COUNTY_OFFICER)
def correct(request: SignedIn, pk: UUID) -> HttpResponse:
    """更正: the decision that stands, why it no longer should, and what comes of it."""
    found = get_visible_or_404(queries.applications(), pk)
    form = CorrectionForm(sent(request), application=found)
    if request.method == "POST" and form.is_valid() and form.save(by=request.user):
        messages.success(request, _("已更正。社区（村）的协理员会看到，要重新提交。"))
        return redirect("application", found.pk)
    page = correction_page(queries.applications().get(pk=found.pk), request.user)
    return render(request, "casework/correct.html", page | {"form": form})
