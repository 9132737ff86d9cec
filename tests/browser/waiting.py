"""Three applications that wait, made by the services in the served database; prints their keys.

A program of its own, not a module of the tests: beside the browser's event loop the ORM does not work.
"""

import sys

import django

django.setup()

from relief.casework.services import submit  # noqa: E402
from relief.households.published import published_cases  # noqa: E402
from relief.households.services import store_household  # noqa: E402
from relief.offices.access import acting  # noqa: E402
from relief.offices.models import User  # noqa: E402
from relief.screening.services import screen_household  # noqa: E402

caseworker = User.objects.select_related("area").get(username="linxiaoman")
fire = next(case for case in published_cases() if case.name == "house-fire-fast-relief")
made = []
with acting(caseworker):
    for requested in (300_00, 400_00, 500_00):
        home = store_household(by=caseworker, area=caseworker.area, case=fire)
        screen_household(by=caseworker, household=home, day=home.facts_on)
        fields = {"household": home, "programme": "emergency_relief", "requested": requested}
        made.append(str(submit(by=caseworker, **fields).pk))

sys.stdout.write(" ".join(made))
