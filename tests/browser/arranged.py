"""What the demonstration lacks for every page to show something, made by the services in the served database.

A program of its own, not a module of the tests: beside the browser's event loop the ORM does not work.
"""

import sys

import django

django.setup()

from relief.households.models import DoubleMembership, Household  # noqa: E402
from relief.households.services import bring_case_file  # noqa: E402
from relief.offices.access import acting  # noqa: E402
from relief.offices.models import User  # noqa: E402

caseworker = User.objects.get(username="linxiaoman")
with acting(caseworker):
    case_file = bring_case_file(by=caseworker, name="公布的案例", text=None)
    household = Household.objects.filter(case="income-not-declared").get()
    head = household.members.get(relation="head")
    DoubleMembership.objects.create(household=household, member=head, raised_by=caseworker)

sys.stdout.write(str(case_file.pk))
