"""Saving a page of a household of four, and the pages that show what the law now says."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from relief.households.models import Household
from relief.households.queries import members_of
from relief.offices.access import acting
from relief.offices.models import Role, User

from .boxes import Boxes
from .timing import NothingToMeasure, Timed, timed

PEOPLE = 4
PRESENT = Count("members", filter=Q(members__left_on=None))
# What htmx says of itself when it saves a page.
HTMX = {"HX-Request": "true", "HX-Target": "page"}


def measure(rounds: int) -> Iterator[Timed]:
    """The pages of the first household of four, opened and saved by the caseworker of its community."""
    caseworker, household = _household_of_four()
    with acting(caseworker):
        member = members_of(household)[0]
    pages = {
        "section": reverse("section", args=[household.pk, "spending"]),
        "member": reverse("member_facts", args=[household.pk, member.pk]),
        "household": reverse("household", args=[household.pk]),
    }
    with transaction.atomic():
        yield from _measured(_client(caseworker), pages, rounds)
        transaction.set_rollback(True)


def _household_of_four() -> tuple[User, Household]:
    for caseworker in User.objects.filter(role=Role.CASEWORKER, is_active=True).order_by("username"):
        with acting(caseworker):
            found = Household.objects.alias(present=PRESENT).filter(present=PEOPLE).order_by("number").first()
        if found:
            return caseworker, found
    raise NothingToMeasure("no household of four: seed_demonstration makes one")


def _client(caseworker: User) -> Client:
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0], headers=HTMX)
    client.force_login(caseworker)
    return client


def _measured(client: Client, pages: dict[str, str], rounds: int) -> Iterator[Timed]:
    for name, address in pages.items():
        yield timed(f"open: {name}", rounds, _well(client.get, address))
    for name, box in (("section", "spending_medical_self_paid"), ("member", "incomes-0-amount")):
        sent: dict[str, Any] = Boxes(client.get(pages[name]).content.decode()).sent
        sent |= {box: "1234.50"}
        for deed in ("save", "next"):
            save = _well(client.post, pages[name], sent | {"deed": deed})
            yield timed(f"save: {name}, {deed}", rounds, save)


def _well(ask: Callable[..., Any], address: str, sent: dict[str, Any] | None = None) -> Callable[[], None]:
    """One request; a refusal, or a form that came back with a mistake, would be quick for nothing."""

    def asked() -> None:
        answer: HttpResponse = ask(address, sent) if sent else ask(address)
        saved = sent is None or "HX-Push-Url" in answer
        if answer.status_code != 200 or not saved:
            raise NothingToMeasure(f"{address} answers {answer.status_code}")

    return asked
