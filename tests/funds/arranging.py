"""Awards as an approval makes them, and awards by themselves where only the room is under test."""

from datetime import date
from uuid import uuid4

from relief.casework.services import approve
from relief.funds.models import Award, Kind
from relief.funds.services import make_award
from relief.households.queries import members_of
from relief.households.services import name_member
from relief.offices.access import acting
from relief.offices.documents import Document, DocumentKind
from tests.casework.arranging import make_relief
from tests.world import acting_everywhere

PASSPORT = Document(DocumentKind.PASSPORT, "E12345678")
TERMS = {
    "programme": "dibao",
    "kind": Kind.MONTHLY,
    "amount": 640_01,
    "since": date(2026, 1, 1),
    "until": None,
    "cause": None,
}


def give(by, household, members=None, **changes):
    """An award without the decision that gave it; see the fixture `alone`."""
    with acting(by):
        covered = members_of(household) if members is None else members
        return make_award(by=by, household=household, members=covered, decision=uuid4(), **TERMS | changes)


def relieved(place, requested=800_00, **case):
    """An approved relief and its award."""
    application = make_relief(place.lin_xiaoman, requested, **case)
    with acting(place.he_jing):
        approve(by=place.he_jing, application=application, amount=requested)
    with acting_everywhere():
        return application, Award.objects.get(household=application.household)


def known_as(by, household, document=PASSPORT):
    """The head is the person with this number, wherever else that person is."""
    with acting(by):
        head = household.members.get(relation="head")
        name_member(by=by, member=head, name="郭大勇", document=document, same_person=True)
        return household.members.select_related("person").get(pk=head.pk)
