"""A phase-out of 130.00元 a month that a county has given, made by the services in the served database.

A program of its own, not a module of the tests: beside the browser's event loop the ORM does not work.
"""

import sys

import django
from django.utils import timezone

django.setup()

from relief.casework.services import approve, refer, submit  # noqa: E402
from relief.households.models import Household  # noqa: E402
from relief.households.published import published_cases  # noqa: E402
from relief.households.services import store_household  # noqa: E402
from relief.offices.access import acting  # noqa: E402
from relief.offices.models import User  # noqa: E402
from relief.screening.services import screen_household  # noqa: E402

people = ("linxiaoman", "hejing", "sunhaitao")
caseworker, approver, officer = (User.objects.get(username=name) for name in people)
today = timezone.localdate()
case = next(each for each in published_cases() if each.name == "grace-after-employment")
with acting(caseworker):
    household = store_household(by=caseworker, area=caseworker.area, case=case)
    Household.objects.filter(pk=household.pk).update(change_day=today, facts_on=today)
    household.refresh_from_db()
    screen_household(by=caseworker, household=household, day=today)
    application = submit(by=caseworker, household=household, programme="dibao_grace")
with acting(approver):
    refer(by=approver, application=application, reason="就业以后收入高出标准，建议渐退。")
with acting(officer):
    approve(by=officer, application=application, amount=130_00, reason="情况属实。")

sys.stdout.write(str(application.pk))
