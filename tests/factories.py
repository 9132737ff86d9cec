"""Rows with sensible defaults, made as somebody who may make them."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from relief.households.models import Household
from relief.households.published import published_cases
from relief.households.services import store_household
from relief.offices.models import Area, Level, LocalFigures, Role, User, last_of

PASSWORD = "qing-xi-1949"
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
    return User.objects.make(role=role, area=area, **fields)


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
