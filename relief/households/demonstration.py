"""The households of the demonstration: published cases with invented names and numbers that begin with 99."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.utils import timezone

from relief.offices.access import acting
from relief.offices.documents import DocumentKind, Sex, check_sign, read_document
from relief.offices.models import User
from relief.rules.cases import Case

from . import queries, services
from .models import Household, Member
from .published import published_cases

INVENTED_COUNTY = "990100"


class Invented(NamedTuple):
    """A member of a case with a name; without `sex` there is no number yet either."""

    key: str
    name: str
    sex: Sex | None


HOUSEHOLDS: dict[str, tuple[Invented, ...]] = {
    "tekun-obligor-over-seventy": (Invented("a", "孙丽娟", Sex.FEMALE),),
    "students-in-the-household": (
        Invented("father", "马建军", Sex.MALE),
        Invented("mother", "吴秀英", Sex.FEMALE),
        Invented("son", "马晓东", Sex.MALE),
        Invented("daughter", "马晓燕", Sex.FEMALE),
    ),
    "house-fire-fast-relief": (Invented("a", "周志文", Sex.MALE),),
    "tekun-sixtieth-birthday": (Invented("a", "邹月珍", Sex.FEMALE),),
    "income-not-declared": (Invented("a", "周桂芳", Sex.FEMALE), Invented("b", "李长水", None)),
    "dibao-one-yuan-below": (
        Invented("a", "曾国强", Sex.MALE),
        Invented("b", "刘玉兰", Sex.FEMALE),
        Invented("c", "曾小雨", Sex.FEMALE),
    ),
    "above-the-township-limit": (Invented("a", "钱玉梅", Sex.FEMALE),),
    "stranded-traveller": (Invented("t", "许文斌", Sex.MALE), Invented("c", "许天天", Sex.FEMALE)),
}


def seed_households(caseworker: User) -> list[Household]:
    """Each as the caseworker of the community would bring it in."""
    with acting(caseworker):
        return [_seed(caseworker, case, HOUSEHOLDS[case.name]) for case in _cases()]


def _cases() -> Iterator[Case]:
    found = {case.name: case for case in published_cases() if isinstance(case, Case)}
    yield from (found[name] for name in HOUSEHOLDS)


def _seed(caseworker: User, case: Case, people: tuple[Invented, ...]) -> Household:
    household = services.store_household(by=caseworker, area=caseworker.area, case=case)
    members = {member.key: member for member in queries.members_of(household)}
    for serial, person in enumerate(people, 1):
        _name(caseworker, members[person.key], person, serial)
    return household


def _name(caseworker: User, member: Member, person: Invented, serial: int) -> None:
    document = None
    if person.sex and member.born_on:
        number = synthetic_number(member.born_on, person.sex, serial)
        document = read_document(DocumentKind.IDENTITY_CARD, number, today=timezone.localdate())
    services.name_member(by=caseworker, member=member, name=person.name, document=document)


def synthetic_number(born_on: date, sex: Sex, serial: int, county: str = INVENTED_COUNTY) -> str:
    """An identity number that no real person can have, with a valid check sign."""
    odd = sex == Sex.MALE
    seventeen = f"{county}{born_on:%Y%m%d}{serial * 2 + odd:03}"
    return seventeen + check_sign(seventeen)
