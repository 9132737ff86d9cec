"""The declarations of the demonstration: invented people and numbers, and one who has a relative."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone

from relief.households.demonstration import synthetic_number
from relief.households.models import Person
from relief.offices.access import acting
from relief.offices.documents import Document, DocumentKind, Sex, read_document
from relief.offices.models import Area, User

from . import queries, services
from .models import Relation
from .services import Kin, Own

BORN = date(1980, 1, 1)
RELATED, RELATIVE = "lujianxin", "邹月珍"
"""Who declares a relative, and the name of a member of a household of the demonstration."""
COMMITTEE, MEMBER = 990100101001, "钱大有"


def seed_declarations(people: Mapping[str, User]) -> None:
    """Each for this year, with nobody to name but the one; and a member of a committee."""
    on, caseworker = timezone.localdate(), people["linxiaoman"]
    with acting(caseworker):
        relative = Person.objects.get(name=RELATIVE)
    for serial, person in enumerate(people.values(), 1):
        if person.role not in queries.DECLARING:
            continue
        named = [_kin(relative, on)] if person.username == RELATED else []
        with acting(person):
            services.declare(by=person, on=on, own=_own(serial, on), relatives=named)
    with acting(caseworker):
        community = Area.objects.get(number=COMMITTEE)
        own = _own(len(people) + 1, on)
        services.add_committee_member(
            by=caseworker, on=on, area=community, name=MEMBER, own=own, relatives=[]
        )


def _own(serial: int, on: date) -> Own:
    return Own(_document(synthetic_number(BORN, Sex.FEMALE, serial), on))


def _kin(person: Person, on: date) -> Kin:
    return Kin(person.name, Relation.IN_LAW, _document(str(person.number), on))


def _document(number: str, on: date) -> Document:
    return read_document(DocumentKind.IDENTITY_CARD, number, today=on)
