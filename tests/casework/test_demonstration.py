"""The applications of the demonstration are really made, and one of them has an award to show."""

import pytest

from relief.casework.demonstration import APPLICATIONS, CASES, seed_applications, seed_conferences
from relief.casework.models import Application
from relief.funds.models import Award
from relief.households.demonstration import seed_households
from relief.offices.access import acting
from relief.offices.demonstration import seed_delegation, seed_people
from relief.recusal.demonstration import seed_declarations
from tests.casework.arranging import make_place
from tests.world import acting_everywhere, make_areas

pytestmark = pytest.mark.django_db


def test_they_are_made_and_one_is_awarded(db):
    with acting_everywhere():
        areas = make_areas()
        people = {person.username: person for person in seed_people()}
    make_place(areas["county"])
    households = seed_households(people["linxiaoman"])
    seed_declarations(people)
    with acting(people["gaojianguo"]):
        seed_delegation(people["gaojianguo"])
    seed_applications(people, households)
    seed_conferences(people)
    with acting_everywhere():
        assert Application.objects.count() == len(APPLICATIONS) + len(CASES)
        (award,) = Award.objects.all()
    assert (award.programme, award.amount) == ("emergency_relief", 600_00)
