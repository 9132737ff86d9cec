"""Rows with sensible defaults, made as somebody who may make them."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from relief.households.demonstration import synthetic_number
from relief.households.models import Household
from relief.households.published import published_cases
from relief.households.queries import document_index
from relief.households.services import store_household
from relief.offices.access import acting
from relief.offices.documents import DocumentKind, Sex, read_document
from relief.offices.models import Area, Level, LocalFigures, Role, User, last_of
from relief.recusal.models import Declaration

PASSWORD = "qing-xi-1949"
BORN, STAFF_COUNTY = date(1970, 1, 1), "990900"
DAYS_BEFORE_NOW = 9_000
"""So many people have each a day of birth of their own, and none lies ahead."""
_serial = count(1)


def make_area(number: int, level: Level, name: str, parent: Area | None = None, **fields: Any) -> Area:
    return Area.objects.create(
        number=number, last=last_of(number, level), level=level, name=name, parent=parent, **fields
    )


def make_user(role: Role, area: Area, **fields: Any) -> User:
    serial = next(_serial)
    fields = {
        "username": f"person{serial}",
        "display_name": f"人员{serial}",
        "password": PASSWORD,
    } | fields
    person = User.objects.make(role=role, area=area, **fields)
    if person.is_active and role not in (Role.AUDITOR, Role.ADMINISTRATOR):
        declare_oneself(person, serial)
    return person


def declare_oneself(person: User, serial: int) -> None:
    """Whoever is to decide has said who they are; this one has no relatives."""
    number = synthetic_number(BORN + timedelta(days=serial % DAYS_BEFORE_NOW), Sex.FEMALE, 1, STAFF_COUNTY)
    document = read_document(DocumentKind.IDENTITY_CARD, number, today=timezone.localdate())
    with acting(person):
        Declaration.objects.create(
            staff=person,
            area_id=person.area_id,
            year=timezone.localdate().year,
            declared_by=person,
            has_relatives=False,
            document_kind=document.kind,
            number=document.number,
            number_index=document_index(document),
        )


def make_figures(area: Area, **fields: Any) -> LocalFigures:
    fields = {
        "section": "figures",
        "in_force_from": date(2021, 7, 1),
        "known_from": datetime(2021, 6, 21, tzinfo=UTC),
        "values": {"dibao_standard": {"urban": 800, "rural": 800}},
        "document": "示民发〔2021〕32号",
    } | fields
    return LocalFigures.objects.create(area=area, **fields)


def make_household(by: User, case: str = "dibao-one-yuan-below", **fields: Any) -> Household:
    """A published case brought in by a caseworker, who must be acting; `fields` change it afterwards."""
    found = next(each for each in published_cases() if each.name == case)
    household = store_household(by=by, area=by.area, case=found)
    if fields:
        Household.objects.filter(pk=household.pk).update(**fields)
        household.refresh_from_db()
    return household
