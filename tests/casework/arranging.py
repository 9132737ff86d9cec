"""Households that were screened and applications that wait, made through the services as people make them."""

from datetime import date
from typing import Any

from relief.casework.models import Application
from relief.casework.services import submit
from relief.households.models import Household
from relief.households.published import FOLDER
from relief.offices.access import acting
from relief.offices.models import Area, Section, User
from relief.offices.vocabulary import STANDINGS
from relief.rules.places import read_place
from relief.screening.services import screen_household
from tests.factories import make_figures, make_household
from tests.world import acting_everywhere

# Published cases by what they are used for here.
DIBAO = "dibao-one-yuan-below"
FIRE = "house-fire-fast-relief"
ABOVE_THE_LIMIT = "above-the-township-limit"
SECOND_DWELLING = "second-flat"
DELEGATED_SINCE = date(2021, 6, 1)
GRACE = "grace-after-employment"


def make_place(county: Area) -> None:
    """Everything that the demonstration county has set."""
    text = (FOLDER / "places" / "demo-county.yaml").read_text(encoding="utf-8")
    place = read_place(text, "demo-county")
    with acting_everywhere():
        for section in Section.values:
            for entry in place.get(section, []):
                since, until = entry.pop("from", date(2021, 7, 1)), entry.pop("to", None)
                make_figures(county, section=section, in_force_from=since, in_force_to=until, values=entry)


def recognised_here(county: Area, **fields: Any) -> None:
    """The county gave the recognition of standings to its townships, before the law's first day."""
    values = {"programmes": list(STANDINGS)}
    with acting_everywhere():
        make_figures(
            county, section=Section.DELEGATION, in_force_from=DELEGATED_SINCE, values=values, **fields
        )


def make_screened(by: User, case: str = DIBAO) -> Household:
    with acting(by):
        household = make_household(by, case)
        screen_household(by=by, household=household, day=household.facts_on)
    return household


def make_application(
    by: User, programme: str = "dibao", case: str = DIBAO, requested: int | None = None
) -> Application:
    household = make_screened(by, case)
    with acting(by):
        return submit(by=by, household=household, programme=programme, requested=requested)


def make_relief(by: User, requested: int = 800_00, case: str = FIRE) -> Application:
    return make_application(by, "emergency_relief", case, requested)
