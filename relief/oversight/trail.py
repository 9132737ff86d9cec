"""经过: everything that the audit holds of a household or of a person, a page at a time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from relief.audit.queries import events_of, holding
from relief.casework.models import Application
from relief.cautions.models import Answer
from relief.funds.models import Award
from relief.households.actions import HouseholdAction
from relief.households.models import Evidence, Household, Judgement, Member, Person
from relief.households.queries import members_of, name_of
from relief.offices.models import Role, User
from relief.papers.models import Paper
from relief.screening.models import Outcome, Screening
from relief.web.components import Fact
from relief.web.keyset import Place

from .models import Opening
from .words import deed, told

PAGE = 50
COLLEAGUES = ("to", "leaver")
OF_A_HOUSEHOLD: tuple[type[Model], ...] = (
    Member,
    Screening,
    Outcome,
    Application,
    Award,
    Evidence,
    Answer,
    Paper,
    Judgement,
    Opening,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event: when, by whom in which role, what, with what; whether it is as it was written."""

    at: datetime
    name: str
    role: str
    deed: str
    details: list[Fact]
    household: str
    number: int
    holds: bool


class Trail(NamedTuple):
    lines: list[Line]
    after: str


def trail_of(households: Iterable[Household], after: Place | None) -> Trail:
    """A page of everything done to these households and to what belongs to them, the newest first."""
    rows, homes, names = _rows(households)
    events: QuerySet[Any] = events_of(rows)
    if after:
        events = events.filter(Q(at__lt=after.moment) | Q(at=after.moment, pk__lt=after.pk))
    found = list(events[: PAGE + 1])
    shown, more = found[:PAGE], found[PAGE:]
    people = _people(shown)
    names |= {str(key): person.display_name for key, person in people.items()}
    whole, reasons = holding(shown), _reasons(shown)
    lines = [
        Line(
            at=event.at,
            name=people[event.actor_id].display_name if event.actor_id in people else _("系统"),
            role=_role(event.actor_role),
            deed=deed(event.action, event.details),
            details=[*told(event.details, names), *reasons.get(event.subject_id, ())],
            household=homes.get(event.subject_id, ""),
            number=event.number,
            holds=event.pk in whole,
        )
        for event in shown
    ]
    return Trail(lines, str(Place(shown[-1].at, shown[-1].pk)) if more else "")


def _rows(households: Iterable[Household]) -> tuple[dict[str, set[str]], dict[str, str], dict[str, str]]:
    """What to look for, by kind; whose household each row is; names of members by their keys."""
    rows: dict[str, set[str]] = {}
    homes: dict[str, str] = {}
    names: dict[str, str] = {}
    for household in households:
        found: dict[type[Model], list[UUID]] = {Household: [household.pk]}
        for model in OF_A_HOUSEHOLD:
            found[model] = list(
                model._default_manager.filter(household=household).values_list("pk", flat=True)
            )
        for model, keys in found.items():
            rows.setdefault(model._meta.label_lower, set()).update(map(str, keys))
            homes |= {str(key): household.number for key in keys}
        names |= {str(each.pk): name_of(each) for each in members_of(household)}
    return rows, homes, names


def households_of(person: Person) -> QuerySet[Household]:
    """Every household in one's area that the person is or was a member of."""
    return Household.objects.filter(members__person=person).distinct().order_by("created_at", "id")


def _people(events: Iterable[Any]) -> dict[UUID, User]:
    """Whoever acted, and the colleagues whom the events name."""
    named = {UUID(event.details[key]) for event in events for key in COLLEAGUES if key in event.details}
    return User.objects.in_bulk(named | {event.actor_id for event in events if event.actor_id})


def _reasons(events: Iterable[Any]) -> dict[str, list[Fact]]:
    """On what findings rest: sealed beside the household, and never a detail of an event."""
    keys = [event.subject_id for event in events if event.action == HouseholdAction.JUDGED]
    found = Judgement.objects.in_bulk(keys) if keys else {}
    return {str(key): [Fact(_("认定的依据"), row.reason)] for key, row in found.items()}


def _role(role: str) -> str:
    return str(Role(role).label) if role in Role.values else _("系统")
