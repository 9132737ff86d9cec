"""Households by the thousand: invented people, but nothing invented about what the law says of them."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from relief.casework.models import Application
from relief.casework.queries import waiting
from relief.desk.seeding import queue as queue_seeding
from relief.households.models import Household, Member, Person
from relief.offices.access import acting
from relief.offices.documents import DocumentKind, read_document
from relief.offices.models import Area
from relief.screening.models import Screening
from relief.screening.queries import answer_of, is_of_today, replayed
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def seeded(place):
    seed()
    return place


def seed(households=42, applications=12):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE relief_owner")
        call_command("seed_queue", households=households, applications=applications, verbosity=0)
        # What would be looked at only at the end of a turn, which in a test never comes.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SET LOCAL ROLE relief_app")


def test_there_are_as_many_as_were_asked_for_in_every_community(seeded):
    with acting_everywhere():
        assert Household.objects.count() == 42
        assert Application.objects.count() == waiting().count() == 12
        for community in Area.objects.filter(level="community"):
            assert Application.objects.filter(area=community).count() == 2


def test_a_number_that_somebody_has_is_not_given_again(place, monkeypatch):
    """Of a million numbers a county full of households soon draws one twice."""
    drawn = []

    def unlucky(area):
        drawn.append(free_number(area))
        known = Household.objects.values_list("number", flat=True).first()
        return known if len(drawn) % 2 else drawn[-1]

    free_number = queue_seeding.free_number
    monkeypatch.setattr(queue_seeding, "free_number", unlucky)
    seed()
    assert len(drawn) >= 2 * (42 - 12)


def test_the_screenings_are_real(seeded):
    """Of today's facts of their own household, and the rules say the same once more."""
    with acting_everywhere():
        screenings = [each.screening for each in Application.objects.select_related("screening__household")]
        for each in screenings:
            assert is_of_today(each)
            assert replayed(each) == answer_of(each)
        assert len({each.facts_hash for each in screenings}) > 3


def test_the_people_are_invented(seeded):
    with acting_everywhere():
        people = list(Person.objects.all())
        assert len(people) == Member.objects.count() > 84
    for person in people:
        document = read_document(DocumentKind.IDENTITY_CARD, str(person.number), today=timezone.localdate())
        assert document.number.startswith("99")
        assert (document.born_on, document.sex) == (person.born_on, person.sex)
    assert len({person.name for person in people}) > 40


def test_a_seeded_person_is_found_by_name(seeded, client):
    with acting(seeded.lin_xiaoman):
        person = Member.objects.filter(relation="head")[0].person
        assert person.search_words.filter(word=person.name).exists()


def test_a_second_time_nobody_gets_a_number_that_somebody_has(seeded):
    seed(households=20, applications=0)
    with acting_everywhere():
        assert Household.objects.count() == 62
        assert Screening.objects.count() == 12 + 12 + 12


def test_the_audit_has_it_all_and_its_chain_holds(seeded):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE relief_owner")
        call_command("verify_audit")
        cursor.execute("SELECT action, count(*) FROM audit_event GROUP BY action")
        counts = dict(cursor.fetchall())
    assert (counts["households.entered"], counts["casework.submitted"]) == (42, 12)


def test_more_applications_than_households_are_refused(place):
    with pytest.raises(CommandError, match="every application needs a household"):
        seed(households=20, applications=20)


def test_the_application_s_role_seeds_nothing(place):
    with pytest.raises(CommandError, match="relief_owner"):
        call_command("seed_queue", households=20, applications=2)


def test_production_is_never_seeded(place, settings):
    settings.RELIEF_ENV = "production"
    with pytest.raises(CommandError, match="demonstration"):
        call_command("seed_queue", households=20, applications=2)
