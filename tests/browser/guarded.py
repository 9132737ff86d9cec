"""Three cases for the guards, made by the services in the served database; prints what leads to each.

A program of its own, not a module of the tests: beside the browser's event loop the ORM does not work.
"""

import json
import sys
from datetime import date

import django
from django.utils import timezone

django.setup()

from relief.casework.services import approve, submit  # noqa: E402
from relief.households.demonstration import synthetic_number  # noqa: E402
from relief.households.published import published_cases  # noqa: E402
from relief.households.services import name_member, store_household  # noqa: E402
from relief.offices.access import acting  # noqa: E402
from relief.offices.documents import DocumentKind, Sex, read_document  # noqa: E402
from relief.offices.models import User  # noqa: E402
from relief.screening.services import screen_household  # noqa: E402

FIRE, MARGIN = "house-fire-fast-relief", "dibao-exactly-at-standard"
BORN = date(1971, 3, 4)
RELATIVE, DOUBLED, DECIDED = 311, 312, 313
"""Serials of invented identity cards."""

people = {
    each.username: each
    for each in User.objects.select_related("area").filter(username__in=("linxiaoman", "hejing", "zhouting"))
}


def number_of(serial):
    return synthetic_number(BORN, Sex.MALE, serial)


def household_of(username, case, serial):
    """A household of a published case whose head has a name and an identity card."""
    by = people[username]
    with acting(by):
        found = next(each for each in published_cases() if each.name == case)
        household = store_household(by=by, area=by.area, case=found)
        head = household.members.get(relation="head")
        household.members.filter(pk=head.pk).update(born_on=None)
        head.refresh_from_db()
        card = read_document(DocumentKind.IDENTITY_CARD, number_of(serial), today=timezone.localdate())
        name_member(by=by, member=head, name=f"周{serial}", document=card, same_person=True)
        screen_household(by=by, household=household, day=household.facts_on)
    return household


def asked_for_relief(serial):
    household = household_of("linxiaoman", FIRE, serial)
    asked = {"household": household, "programme": "emergency_relief", "requested": 800_00}
    with acting(people["linxiaoman"]):
        return submit(by=people["linxiaoman"], **asked)


related = asked_for_relief(RELATIVE)
decided = asked_for_relief(DECIDED)
with acting(people["hejing"]):
    approve(by=people["hejing"], application=decided, amount=800_00)
doubled = household_of("linxiaoman", MARGIN, DOUBLED)
household_of("zhouting", MARGIN, DOUBLED)
with acting(people["linxiaoman"]):
    screen_household(by=people["linxiaoman"], household=doubled, day=doubled.facts_on)

told = {
    "related": f"/applications/{related.pk}/",
    "number": related.household.number,
    "relative": number_of(RELATIVE),
    "doubled": f"/households/{doubled.pk}/submit/dibao_margin/",
    "decided": f"/applications/{decided.pk}/",
}
sys.stdout.write(json.dumps(told))
