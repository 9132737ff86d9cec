"""经办: who has an application in hand, who else could, and what moves when somebody leaves."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.households.page import identity
from relief.households.queries import household_name, members_of
from relief.offices.models import Role, User
from relief.offices.queries import people_in, people_who_may
from relief.web.days import moment

from .guards import who_may_not
from .models import Application
from .queue import LONGEST, ORDERS, PAGE
from .words import programme_title, since_words, state_words
from .workflow import OPEN, WAITING

LINE = ("pk", "state", "programme", "submitted_at", "household__number", "area__name")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerBox:
    """Who has it in hand, and what this person may do about that."""

    owner: str
    since: str
    mine: bool
    may_take: bool


class Held(NamedTuple):
    """Somebody at work with the number of open applications in their hands."""

    person: User
    number: int
    url: str


class Line(NamedTuple):
    """An application without a name and without facts, as somebody reads it who sees no people."""

    pk: UUID
    number: str
    programme: str
    community: str
    state: str
    since: str


def owner_box(application: Application, user: User) -> OwnerBox | None:
    """The context of `casework/_owner.html`; None while it waits for nobody's decision."""
    if application.state not in WAITING:
        return None
    owner = application.owner
    since = _("%(moment)s领办") % {"moment": moment(application.owned_at)} if application.owned_at else ""
    return OwnerBox(
        owner=owner.display_name if owner else "",
        since=since,
        mine=owner == user,
        may_take=owner is None and who_may_not(user, application) is None,
    )


def hand_over_page(application: Application, user: User) -> dict[str, Any]:
    """The context of `casework/hand_over.html`, all but the form."""
    household = application.household
    members = members_of(household)
    return {
        "application": application,
        "household": household,
        "name": household_name(household, members),
        "identity": identity(household, members),
        "title": programme_title(application.programme),
        "mine": application.owner_id == user.pk,
    }


def in_hand(user: User) -> list[Held]:
    """Whoever has open applications in their hands, within one's own area."""
    rows = Application.objects.filter(state__in=OPEN, owner__isnull=False).order_by()
    counts = dict(rows.values_list("owner").annotate(Count("pk")))
    people = people_in(user.area).filter(pk__in=counts)
    return [Held(person, counts[person.pk], reverse("leaver", args=[person.pk])) for person in people]


def successors_of(leaver: User) -> list[User]:
    """Who may have what somebody leaves: the same role, for an area around it."""
    found = people_who_may((Role(leaver.role),), leaver.area)
    return [person for person in found if person.pk != leaver.pk and person.area.contains(leaver.area_id)]


def leaver_page(leaver: User) -> dict[str, Any]:
    """The context of `casework/leaver.html`, all but the form."""
    rows = Application.objects.filter(state__in=OPEN, owner=leaver).order_by("submitted_at", "pk")
    return {
        "leaver": leaver,
        "lines": [_line(row) for row in rows.values(*LINE)],
        "successors": successors_of(leaver),
    }


def unowned_page(query: QueryDict) -> dict[str, Any]:
    """What waits and nobody has taken, as lines without people."""
    rows = Application.objects.filter(state__in=WAITING, owner=None).values(*LINE)
    after, before = query.get("after", ""), query.get("before", "")
    page = ORDERS[LONGEST].page(rows, PAGE, after=after, before=before)
    return {
        "lines": [_line(row) for row in page.rows],
        "after": f"?{urlencode({'after': page.after})}" if page.after else "",
        "before": f"?{urlencode({'before': page.before})}" if page.before else "",
    }


def _line(row: dict[str, Any]) -> Line:
    days = (timezone.localdate() - timezone.localdate(row["submitted_at"])).days
    return Line(
        row["pk"],
        row["household__number"],
        programme_title(row["programme"]),
        row["area__name"],
        state_words(row["state"]),
        since_words(days),
    )
