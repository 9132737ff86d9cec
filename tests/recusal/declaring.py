"""People at work and in committees who declare, through the services that the pages use."""

from datetime import date

from django.utils import timezone

from relief.households.demonstration import synthetic_number
from relief.households.queries import members_of
from relief.households.services import name_member
from relief.offices.access import acting
from relief.offices.documents import Document, DocumentKind, Sex, read_document
from relief.recusal.models import Relation
from relief.recusal.services import Kin, Own, add_committee_member, declare

BORN = date(1968, 5, 1)


def document(serial: int, born_on: date = BORN) -> Document:
    """An invented identity card; the same serial is the same person."""
    number = synthetic_number(born_on, Sex.MALE, serial)
    return read_document(DocumentKind.IDENTITY_CARD, number, today=timezone.localdate())


def kin(serial: int, **fields) -> Kin:
    return Kin(
        **{"name": f"亲属{serial}", "relation": Relation.SIBLING, "document": document(serial)} | fields
    )


def declares(person, *relatives, own: int = 400, **reached):
    """`own`: the serial of one's own document; two accounts with one are one person."""
    with acting(person):
        return declare(
            by=person, on=timezone.localdate(), own=Own(document(own), **reached), relatives=relatives
        )


def committee_member(by, area, *relatives, own: int = 450):
    with acting(by):
        return add_committee_member(
            by=by,
            on=timezone.localdate(),
            area=area,
            name="钱大有",
            own=Own(document(own)),
            relatives=relatives,
        )


def named(by, household, serial: int, position: int = 0):
    """A member of the household is given the document of this serial."""
    with acting(by):
        member = members_of(household)[position]
        household.members.filter(pk=member.pk).update(born_on=None)
        member.refresh_from_db()
        return name_member(
            by=by, member=member, name=f"亲属{serial}", document=document(serial), same_person=True
        )
