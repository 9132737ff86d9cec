"""急难登记: from somebody in an emergency to an application that waits, in one step."""

from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import transaction

from relief.households.applied import TEXTS
from relief.households.facts import facts_hash
from relief.households.models import Household, Mandate, Member
from relief.households.services import (
    Naming,
    Newcomer,
    add_members,
    declare_applicant,
    declare_part,
    open_household,
)
from relief.offices.models import User
from relief.rules.judged import DIFFICULTY
from relief.screening.services import screen_household

from ..models import Application
from .submitting import submit


class Emergency(NamedTuple):
    """What is known at once; everything else is undeclared. `others`: names of those who live with the head.

    `difficulty`: whether basic living is in difficulty, as the caseworker finds; None while not looked at.
    """

    head: Newcomer
    others: tuple[str, ...]
    event: str
    happened_on: date
    place: str
    cause: str
    difficulty: bool | None
    programme: str
    requested: int
    telephone: str


class Registered(NamedTuple):
    """The application; without one the number is known, or cannot be this person's."""

    application: Application | None
    naming: Naming


@transaction.atomic
def register_emergency(*, by: User, area_kind: str, emergency: Emergency) -> Registered:
    """Household, members, what happened, screening and submission, all or nothing.

    What the services beneath refuse is refused here.
    """
    joined = open_household(by=by, area_kind=area_kind, head=emergency.head)
    if joined.household is None or joined.member is None:
        return Registered(None, joined.naming)
    home = joined.household
    if emergency.others:
        newcomers = [Newcomer(name, None, None, None) for name in emergency.others]
        add_members(by=by, household=home, newcomers=newcomers)
    _declare_hardship(by, home, emergency)
    if emergency.telephone:
        declare_applicant(by=by, household=home, values=_reached(joined.member, emergency.telephone))
    home.refresh_from_db()
    screen_household(by=by, household=home, day=home.facts_on)
    made = submit(by=by, household=home, programme=emergency.programme, requested=emergency.requested)
    return Registered(made, joined.naming)


def _declare_hardship(by: User, home: Household, emergency: Emergency) -> None:
    """A finding of difficulty rests on what happened."""
    hardship: dict[str, Any] = {
        "event": emergency.event,
        "day": emergency.happened_on,
        "cause": emergency.cause,
        "urgent": True,
        "requested": Decimal(emergency.requested) / 100,
        "place_of_emergency": emergency.place,
    }
    reasons = {}
    if emergency.difficulty is not None:
        hardship["basic_living_difficulty"] = emergency.difficulty
        reasons[DIFFICULTY.path] = emergency.cause
    declare_part(
        by=by,
        household=home,
        name="hardship",
        declared={"hardship": hardship},
        seen=facts_hash({}),
        reasons=reasons,
    )


def _reached(head: Member, telephone: str) -> dict[str, Any]:
    blank: dict[str, Any] = dict.fromkeys(TEXTS, "") | dict.fromkeys(("address", "account"))
    return blank | {
        "telephone": telephone,
        "member": head,
        "mandate": Mandate.SELF,
        "guardian_consents": None,
    }
