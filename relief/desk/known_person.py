"""A known person as offered: where else a member, and what those households receive, as far as one sees."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from relief.casework.models import Application
from relief.casework.words import amount_words, programme_title, state_words
from relief.casework.workflow import GIVEN
from relief.households.models import Member, Person
from relief.households.queries import memberships_of
from relief.households.receiving import receiving_words
from relief.households.services import Naming
from relief.households.words import code_words
from relief.rules.codes import Relation
from relief.web.days import long_day


class Membership(NamedTuple):
    """One household of the person. Of one that was left nothing is said but the day."""

    place: str
    number: str
    url: str
    note: str
    receives: list[str]


def known_person(naming: Naming | None) -> dict[str, Any]:
    """The context of `households/_known_person.html`. The wall lets nothing of another office by."""
    return {"naming": naming, "memberships": _memberships(naming.here) if naming and naming.here else []}


def _memberships(person: Person) -> list[Membership]:
    members = list(memberships_of(person))
    present = [member for member in members if member.left_on is None]
    prefetch_related_objects(present, "household__awards__coverages")
    granted = _granted({member.household_id for member in present})
    return [_membership(member, granted) for member in members]


def _membership(member: Member, granted: dict[UUID, list[str]]) -> Membership:
    home, receives = member.household, []
    if member.left_on is None:
        receives = receiving_words(member, home.awards.all()) + granted[home.pk]
    return Membership(
        place=home.area.name,
        number=home.number,
        url=reverse("household", args=[home.pk]),
        note=_note(member),
        receives=receives,
    )


def _note(member: Member) -> str:
    relation = code_words(Relation, member.relation) if member.relation else ""
    left = _("%(day)s离开") % {"day": long_day(member.left_on)} if member.left_on else ""
    return _("，").join(part for part in (relation, left) if part)


def _granted(households: Collection[UUID]) -> dict[UUID, list[str]]:
    """What was approved here."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = Application.objects.filter(household__in=households, state__in=GIVEN)
    for each in rows.select_related("decision").order_by("-decision__decided_at"):
        found[each.household_id].append(_approval(each))
    return found


def _approval(application: Application) -> str:
    """低保边缘：已批准，2026年11月24日"""
    decision, programme = application.decision, application.programme
    parts = [state_words(application.state), long_day(decision.decided_at)]
    if decision.amount is not None:
        parts.insert(1, amount_words(programme, decision.amount))
    told = {"label": programme_title(programme), "value": _("，").join(parts)}
    return _("%(label)s：%(value)s") % told
