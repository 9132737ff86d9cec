import pytest
from django.utils import timezone

from relief.casework.services import submit
from relief.households.models import Household
from relief.offices.access import acting
from relief.screening.services import screen_household
from tests.casework.arranging import GRACE, make_application, make_relief
from tests.factories import make_household
from tests.funds.conftest import alone

__all__ = ["alone", "dibao", "grace", "relief"]


@pytest.fixture
def dibao(place):
    """林小满 asked for dibao; the advice is 1.00元 a month."""
    return make_application(place.lin_xiaoman)


@pytest.fixture
def grace(place):
    """The son found work today, and 林小满 asked for the phase-out, 130.00元 a month. The township may."""
    today = timezone.localdate()
    with acting(place.lin_xiaoman):
        household = make_household(place.lin_xiaoman, GRACE)
        Household.objects.filter(pk=household.pk).update(change_day=today, facts_on=today)
        household.refresh_from_db()
        screen_household(by=place.lin_xiaoman, household=household, day=today)
        return submit(by=place.lin_xiaoman, household=household, programme="dibao_grace")


@pytest.fixture
def relief(place):
    """林小满 asked for 800.00元 after a fire; it is advised and the township may."""
    return make_relief(place.lin_xiaoman)
