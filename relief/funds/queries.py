"""What other rooms ask of awards. The area wall stands below: nobody filters by area but `counting_for`."""

from collections.abc import Collection, Iterable
from datetime import date
from statistics import median
from uuid import UUID

from django.db import models

from relief.households.models import Household, Member
from relief.offices.models import Level, last_of

from .models import Award, Covered

MANY = 2000
"""Enough for a median."""
Keys = dict[UUID, str]
"""The present members of a household by what stands for them in awards, in its order: their keys in facts."""


def keys_of(household: Household) -> Keys:
    """Somebody who was named after the award is known there by the membership."""
    found: Keys = {}
    for pk, person, key in household.members.filter(left_on=None).values_list("pk", "person_id", "key"):
        found[pk] = key
        if person:
            found[person] = key
    return found


def counting_for(household: Household) -> dict[Award, list[str]]:
    """Awards that are not void and for present members, with their keys; earliest first.

    Those of the same community, whichever household they were given to: whoever reads this household sees
    all of them, so that its facts are the same for everybody. What another community gave is declared.
    """
    keys = keys_of(household)
    rows = _covering(keys).filter(award__household__area=household.area_id)
    found = {award: named for award, named in _by_award(rows, keys).items() if not award.is_void}
    return dict(sorted(found.items(), key=lambda each: (each[0].since, str(each[0].pk))))


def households_covered(first: UUID, last: UUID) -> models.QuerySet[Household]:
    """Between these keys, those of whose present members somebody is or was covered."""
    by_member = Covered.objects.filter(person=models.OuterRef("pk"))
    by_person = Covered.objects.filter(person=models.OuterRef("person"))
    present = Member.objects.filter(household__gte=first, household__lte=last, left_on=None)
    found = present.filter(models.Exists(by_member) | models.Exists(by_person))
    return Household.objects.filter(pk__in=found.order_by().values("household"))


def last_day_of(household: Household, programme: str, on: date) -> date | None:
    """The last day of what is given of a programme on a day or later; None where nothing ends then."""
    rows = Award.objects.filter(household=household, programme=programme, until__gte=on)
    return rows.filter(until__gte=models.F("since")).aggregate(last=models.Max("until"))["last"]


def awards_shown(household: Household) -> list[Award]:
    """Everything ever given to this household, and what its members have elsewhere; newest first."""
    elsewhere = _covering(keys_of(household)).values("award")
    rows = Award.objects.filter(models.Q(household=household) | models.Q(pk__in=elsewhere))
    return list(shown(rows))


def awards_by(decisions: Collection[UUID] | models.QuerySet) -> models.QuerySet[Award]:
    """What these decisions gave."""
    return Award.objects.filter(decision__in=decisions)


def usual_amount(township: int, programme: str, since: date) -> tuple[int, int] | None:
    """The median of what a township has given in a programme since this day, and of how many awards."""
    last = last_of(township, Level.TOWNSHIP)
    rows = Award.objects.filter(household__area__gte=township, household__area__lte=last)
    rows = rows.filter(programme=programme, amount__isnull=False, since__gte=since)
    rows = rows.exclude(until__lt=models.F("since")).order_by("-since", "-id")
    amounts = list(rows.values_list("amount", flat=True)[:MANY])
    return (int(median(amounts)), len(amounts)) if amounts else None


def shown(rows: models.QuerySet[Award]) -> models.QuerySet[Award]:
    """With the persons that their lines name, newest first."""
    return (
        rows.select_related("household").prefetch_related("covered__member__person").order_by("-since", "-id")
    )


def _covering(persons: Iterable[UUID]) -> models.QuerySet[Covered]:
    return Covered.objects.filter(person__in=list(persons))


def _by_award(rows: models.QuerySet[Covered], keys: Keys) -> dict[Award, list[str]]:
    named: dict[Award, set[str]] = {}
    for row in rows.select_related("award"):
        named.setdefault(row.award, set()).add(keys[row.person])
    return {award: [key for key in dict.fromkeys(keys.values()) if key in of] for award, of in named.items()}
