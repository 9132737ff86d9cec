"""A household of a published case, screened, whose members agree to be checked; prints its key.

A program of its own, not a module of the tests: beside the browser's event loop the ORM does not work.
"""

import sys

import django
from django.utils import timezone

django.setup()

from relief.households.published import published_cases  # noqa: E402
from relief.households.services import store_household  # noqa: E402
from relief.households.services.applying import Given, record_consents  # noqa: E402
from relief.offices.access import acting  # noqa: E402
from relief.offices.models import User  # noqa: E402
from relief.screening.services import screen_household  # noqa: E402

caseworker = User.objects.select_related("area").get(username="linxiaoman")
case = next(each for each in published_cases() if each.name == "dibao-one-yuan-below")
with acting(caseworker):
    household = store_household(by=caseworker, area=caseworker.area, case=case)
    today = timezone.localdate()
    answers = [Given(each, True, today, "核对授权书") for each in household.members.all()]
    record_consents(by=caseworker, household=household, answers=answers)
    screen_household(by=caseworker, household=household, day=household.facts_on)

sys.stdout.write(str(household.pk))
