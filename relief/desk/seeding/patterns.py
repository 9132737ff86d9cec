"""A dozen invented households, really stored and really screened: what every seeded household copies."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from typing import Any

from django.utils import timezone

from relief.audit.queries import events_about
from relief.households.models import Household, Member
from relief.households.published import published_cases
from relief.households.queries import members_of
from relief.households.services import name_member, store_household
from relief.offices.documents import read_document
from relief.offices.models import User
from relief.rules.cases import Case
from relief.screening.models import Screening
from relief.screening.services import screen_household

from .people import Inventor

APPLYING: dict[str, tuple[str, int | None]] = {
    "dibao-one-yuan-below": ("dibao", None),
    "dibao-exactly-at-standard": ("dibao_margin", None),
    "margin-exactly-one-and-a-half": ("dibao_margin", None),
    "able-bodied-couple": ("dibao", None),
    "second-flat": ("dibao", None),
    "students-in-the-household": ("dibao", None),
    "income-not-declared": ("dibao", None),
    "single-application-by-grade": ("dibao_individual", None),
    "rigid-spending-over-the-ratio": ("dibao_margin", None),
    "house-fire-fast-relief": ("emergency_relief", 800_00),
    "above-the-township-limit": ("emergency_relief", 2_401_00),
    "tekun-sixtieth-birthday": ("tekun", None),
}
"""By the published case: the programme that its household asks for, and the amount where one is asked."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One household of the dozen, with its screening and what the audit was told of both, by action."""

    household: Household
    members: tuple[Member, ...]
    screening: Screening
    told: dict[str, dict[str, Any]]
    programme: str
    requested: int | None

    @property
    def verdict(self) -> str:
        programmes = self.screening.findings["programmes"]
        return next(str(each["verdict"]) for each in programmes if each["code"] == self.programme)


def make_patterns(caseworker: User, inventor: Inventor) -> list[Pattern]:
    """As the caseworker, who must be acting, would bring the cases in and screen them."""
    return list(_patterns(caseworker, inventor))


def _patterns(caseworker: User, inventor: Inventor) -> Iterator[Pattern]:
    found = {case.name: case for case in published_cases() if isinstance(case, Case)}
    for name, (programme, requested) in APPLYING.items():
        household = store_household(by=caseworker, area=caseworker.area, case=found[name])
        members = tuple(members_of(household))
        _name(caseworker, members, inventor)
        screening = screen_household(by=caseworker, household=household, day=household.facts_on)
        told = {event.action: event.details for event in events_about(household, screening)}
        yield Pattern(household, members, screening, told, programme, requested)


def _name(caseworker: User, members: tuple[Member, ...], inventor: Inventor) -> None:
    today = timezone.localdate()
    for each in inventor.family(members):
        document = each.kind and each.number and read_document(each.kind, each.number, today=today)
        name_member(by=caseworker, member=each.member, name=each.name, document=document or None)


def taken_in_turns(patterns: list[Pattern]) -> Iterator[Pattern]:
    return cycle(patterns)
