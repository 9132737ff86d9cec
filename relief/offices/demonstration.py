"""The people of the demonstration: invented, with one password that everybody knows."""

from datetime import date
from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from .models import Area, Role, Section, User
from .services import add_person, register_figures

# Printed at every start of the demonstration.
PASSWORD = "shili-2026-demo"  # nosec B105


class Invented(NamedTuple):
    username: str
    display_name: str
    role: Role
    area: int


PEOPLE = (
    Invented("linxiaoman", "林小满", Role.CASEWORKER, 990100101001),
    Invented("hejing", "何静", Role.APPROVER, 990100101000),
    Invented("lujianxin", "陆建新", Role.APPROVER, 990100101000),
    Invented("zhouting", "周婷", Role.CASEWORKER, 990100001001),
    Invented("zhengguoping", "郑国平", Role.APPROVER, 990100001000),
    Invented("gaojianguo", "高建国", Role.COUNTY_OFFICER, 990100000000),
    Invented("sunhaitao", "孙海涛", Role.COUNTY_OFFICER, 990100000000),
    Invented("suwen", "苏雯", Role.AUDITOR, 990100000000),
    Invented("tangming", "唐明", Role.ADMINISTRATOR, 990100000000),
)


def seed_delegation(by: User) -> None:
    """审核确认权限下放 of some programmes, so that the township confirms something too."""
    register_figures(
        by=by,
        area=by.area,
        section=Section.DELEGATION,
        in_force_from=date(2026, 7, 1),
        values={"programmes": ["dibao_individual", "dibao_margin"]},
        document="示民发〔2026〕40号（虚构）",
    )


def seed_people() -> list[User]:
    areas = Area.objects.in_bulk([person.area for person in PEOPLE])
    people = [
        add_person(
            by=None,
            username=person.username,
            display_name=person.display_name,
            role=person.role,
            area=areas[person.area],
            password=None,
        )
        for person in PEOPLE
    ]
    # Reckoned once for all of them: it is the same password, and no secret.
    User.objects.filter(pk__in=[person.pk for person in people]).update(password=make_password(PASSWORD))
    return people
