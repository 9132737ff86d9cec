"""A first opinion on dibao that hangs, made by the services in the served database; prints its code and case.

A program of its own, not a module of the tests: beside the browser's event loop the ORM does not work. The
means check is recorded by 孙海涛, so that 高建国 has no hand in the case.
"""

import sys

import django
from django.utils import timezone

django.setup()

from relief.casework.services import (  # noqa: E402
    accept,
    investigate,
    propose,
    record_check,
    record_visit,
    request_check,
    submit,
)
from relief.households.published import published_cases  # noqa: E402
from relief.households.services import name_member, store_household  # noqa: E402
from relief.households.services.applying import Given, record_consents  # noqa: E402
from relief.offices.access import acting  # noqa: E402
from relief.offices.models import User  # noqa: E402
from relief.screening.services import screen_household  # noqa: E402

NAME = "周䶮"


def hanging():
    """The code on the notice, and the key of the application."""
    caseworker, approver, checking = (
        User.objects.select_related("area").get(username=name)
        for name in ("linxiaoman", "hejing", "sunhaitao")
    )
    application = submitted(caseworker)
    today = timezone.localdate()
    here = {"application": application, "by": approver}
    with acting(approver):
        accept(**here)
        investigate(**here)
        record_visit(**here, on=today, **visited(today, (approver, caseworker)))
        request_check(**here, on=today)
    with acting(checking):
        found = {"started_on": today, "result_on": today, "result": "agrees"}
        record_check(by=checking, application=application, on=today, **found)
    with acting(approver):
        opinion = propose(**here, on=today, gives=True, amount=1_00, notice_from=today)
    return opinion.code, application.pk


def submitted(caseworker):
    today = timezone.localdate()
    case = next(each for each in published_cases() if each.name == "dibao-one-yuan-below")
    with acting(caseworker):
        household = store_household(by=caseworker, area=caseworker.area, case=case)
        head = household.members.get(relation="head")
        name_member(by=caseworker, member=head, name=NAME, document=None)
        answers = [Given(each, True, today, "核对授权书") for each in household.members.all()]
        record_consents(by=caseworker, household=household, answers=answers)
        screen_household(by=caseworker, household=household, day=household.facts_on)
        return submit(by=caseworker, household=household, programme="dibao")


def visited(today, investigators):
    return {
        "visited_on": today,
        "investigators": investigators,
        "way": "home",
        "ground": "",
        "present": "户主",
        "signed_by": "户主",
        "finding": "家里三口人，住房和申报一致。",
    }


if __name__ == "__main__":
    sys.stdout.write(" ".join(map(str, hanging())))
