"""The applications of the demonstration: two wait in the township, so that a queue is not empty."""

from collections.abc import Iterable

from relief.households.models import Household
from relief.offices.access import acting
from relief.offices.models import User
from relief.screening.services import screen_household

from .services import submit

SUBMITTED = {"house-fire-fast-relief": ("emergency_relief", 800_00), "dibao-one-yuan-below": ("dibao", None)}
"""By the case that a household came from: the programme, and the amount where one is asked."""


def seed_applications(caseworker: User, households: Iterable[Household]) -> None:
    """Each as the caseworker would submit it, after a check."""
    with acting(caseworker):
        for household in households:
            if household.case in SUBMITTED:
                programme, requested = SUBMITTED[household.case]
                screen_household(by=caseworker, household=household, day=household.facts_on)
                submit(by=caseworker, household=household, programme=programme, requested=requested)
