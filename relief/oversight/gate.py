"""Every page about one household asks what it is opened for, unless it is one's own open case.

It stands in one place, before the view of every address with a key, so that no page can forget it: such an
address stands either in `ABOUT`, with how to find its households, or in `EXEMPT`, with the reason.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import ResolverMatch, reverse

from relief.households.models import Household
from relief.offices import typed
from relief.offices.access import roles_of
from relief.offices.models import User
from relief.papers.models import Paper

from .queries import unopened

PURPOSE = "purpose"


def _of_household(key: UUID) -> QuerySet[Household]:
    return Household.objects.filter(pk=key)


def _of_screening(key: UUID) -> QuerySet[Household]:
    return Household.objects.filter(screenings=key)


def _of_application(key: UUID) -> QuerySet[Household]:
    return Household.objects.filter(applications=key)


def _of_paper(key: UUID) -> QuerySet[Household]:
    return Household.objects.filter(pk__in=Paper.objects.filter(pk=key).values("household"))


def _of_person(key: UUID) -> QuerySet[Household]:
    return Household.objects.filter(members__person=key).distinct()


Finder = Callable[[UUID], QuerySet[Household]]
ABOUT: dict[Finder, tuple[str, ...]] = {
    _of_household: (
        "applicant",
        "caution",
        "consents",
        "evidence",
        "evidence_withdraw",
        "household",
        "household_case_file",
        "household_members",
        "household_trail",
        "member_facts",
        "member_leaves",
        "member_person",
        "papers",
        "screen",
        "section",
        "submit",
        "what_if",
    ),
    _of_screening: ("open_clause", "outcome", "replay", "result", "sheet", "turning"),
    _of_application: (
        "application",
        "as_decided",
        "clocks",
        "correct",
        "hand_over",
        "resubmit",
        "step",
        "withdraw",
    ),
    _of_paper: ("paper", "paper_reprint"),
    _of_person: ("person_trail",),
}
"""Addresses about somebody, by how the key called `pk` leads to their households."""

EXEMPT = {
    "conference": "it treats several cases and shows them by number; each opens at its own address",
    "draw": "a list that the lots are drawn over, by number; each case opens at its own address",
    "draw_lots": "the same list",
    "conference_decide": "a case that waits at the county's own step, by number",
    "conference_minutes": "cases that wait at the county's own step, by number",
    "objection": "whoever took on an objection reads what was said of a case and not the case",
    "objection_take": "it shows nothing but the line of the list that the button stands in",
    PURPOSE: "it is where the purpose is given; it says no more than the number of the household",
    "case_file": "a case file is opened only by the caseworkers of its community, whose own cases they are",
    "committee_member": "a member of a committee; it tells of no household",
    "figure_cases": "figures are about a place; each case opens at its own address",
    "figure_correct": "figures are about a place",
    "figure_page": "a published document tells of nobody",
    "figure_pages": "figures are about a place",
    "give_back": "it shows nothing but the line of the queue that the button stands in",
    "leaver": "people at work; what they have in hand stands there without a name",
    "person_change": "people at work",
    "take": "it shows nothing but the line of the queue that the button stands in",
}
FINDERS = {name: finder for finder, names in ABOUT.items() for name in names}


class PurposeMiddleware:
    """Stands after whatever says who acts where. An address that is in neither list opens for nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or not has_key(match) or match.url_name in EXEMPT:
            return None
        user = request.user
        if not isinstance(user, User) or user.role not in roles_of(view):
            return None
        household = unopened(user, FINDERS[str(match.url_name)](kwargs["pk"]))
        return ask(request, household) if household else None


def has_key(match: ResolverMatch) -> bool:
    """Whether an address names one row among many."""
    return any(isinstance(value, UUID) for value in match.kwargs.values())


def ask(request: HttpRequest, household: Household) -> HttpResponse:
    """To the page that asks, and from there to where one wanted to go; what was typed waits there."""
    goal = request.get_full_path()
    if request.method == "POST":
        goal = _put_by(request) or reverse("household", args=[household.pk])
    address = f"{reverse(PURPOSE, args=[household.pk])}?{urlencode({'next': goal})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _put_by(request: HttpRequest) -> str:
    """The page that the form was typed on, with what was typed in the session; nothing for other forms."""
    writer = typed.writer_of(request)
    if writer is None or writer[0] != request.user.pk:
        return ""
    try:
        return typed.hold(request, typed.keep(request, *writer), writer[0]).page
    except typed.NotTyped:
        return ""
