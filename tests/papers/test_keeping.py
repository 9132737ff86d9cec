"""Papers are kept as they were sent, sealed, numbered without a gap, and never changed."""

import hashlib
from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from relief.audit.queries import events_about
from relief.casework.services import approve
from relief.offices.access import acting
from relief.papers.models import Paper
from relief.papers.services import open_paper, reprint
from relief.vault.ciphers import CellUnreadable, unseal_bytes
from tests.casework.arranging import make_application, make_relief
from tests.papers.issued import paper_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@contextmanager
def at_the_commit():
    """What waits for the commit is asked at the end of the block."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@contextmanager
def refused(constraint=None):
    with pytest.raises(DatabaseError) as error, transaction.atomic(), at_the_commit():
        yield
    if constraint:
        assert constraint in str(error.value.__cause__.diag.constraint_name)


def numbers():
    with acting_everywhere():
        return [each.number for each in Paper.objects.order_by("serial")]


def row_of(paper, **changes):
    """The values of a new row like this one."""
    fields = {field.attname: getattr(paper, field.attname) for field in Paper._meta.concrete_fields}
    return Paper(**fields | {"id": uuid4()} | changes)


def taken():
    with connection.cursor() as cursor:
        cursor.execute("SELECT public.papers_take_number(%s, %s)", [990100101001, timezone.localdate().year])
        return cursor.fetchone()[0]


def test_numbers_count_the_papers_of_a_county_in_a_year(place):
    make_application(place.lin_xiaoman)
    make_relief(place.zhou_ting)
    year = timezone.localdate().year
    assert numbers() == [f"990100-{year}-{serial:06d}" for serial in (1, 2, 3)]


def test_a_step_that_fails_gives_its_number_back(place):
    make_relief(place.lin_xiaoman)
    with transaction.atomic():
        make_relief(place.lin_xiaoman)
        assert numbers()[-1].endswith("000002")
        transaction.set_rollback(True)
    make_relief(place.lin_xiaoman)
    assert [number[-6:] for number in numbers()] == ["000001", "000002"]


def test_a_number_is_taken_for_a_paper_or_not_at_all(relief, place):
    with acting(place.lin_xiaoman), refused("papers_counter_no_gap"):
        taken()
    with acting(place.zhou_ting), refused():
        taken()
    with refused():
        taken()


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"serial": 7}, "papers_paper_as_counted"),
        ({"year": 2020}, "papers_paper_as_counted"),
        ({"county": 990200000000}, "papers_paper_as_counted"),
        ({"kind": "poem"}, "papers_paper_kind"),
        ({"pages": None}, "papers_paper_pages"),
        ({"sha256": "of it"}, "papers_paper_sha256"),
        ({"file_kind": "text/html"}, "papers_paper_file_kind"),
        ({}, "papers_paper_once_a_deed"),
        ({"kind": "refusal", "deed": uuid4()}, "casework_paper_of_its_deed"),
        ({"kind": "refusal", "case": uuid4()}, "casework_paper_of_its_deed"),
    ],
)
def test_the_database_takes_no_other_row(place, relief, changes, constraint):
    paper = paper_of(relief, "application")
    with acting(place.lin_xiaoman), refused(constraint):
        row_of(paper, **{"serial": taken()} | changes).save(force_insert=True)


def test_nobody_makes_a_paper_of_somebody_else_s_step_or_for_another_household(place, relief):
    paper, other = paper_of(relief, "application"), make_relief(place.lin_xiaoman).household
    for changes in ({"made_by_id": place.he_jing.pk}, {"household_id": other.pk}):
        with acting(place.lin_xiaoman), refused("casework_paper_of_its_deed"):
            row_of(paper, serial=taken(), kind="refusal", **changes).save(force_insert=True)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE papers_paper SET pages = 2",
        "DELETE FROM papers_paper",
        "TRUNCATE papers_paper",
        "UPDATE papers_counter SET last = 0",
        "SELECT last FROM papers_counter",
    ],
)
def test_the_application_s_role_changes_nothing(relief, change):
    with acting_everywhere(), refused(), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_owner_is_refused_by_the_trigger_as_well(relief):
    with refused(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE relief_owner")
        cursor.execute("UPDATE papers_paper SET pages = 2")


def test_what_is_kept_is_sealed_and_opens_in_its_own_place_alone(place, relief):
    paper = paper_of(relief, "application")
    assert b"%PDF" not in bytes(paper.sealed)
    content = unseal_bytes(bytes(paper.sealed), label=paper.label)
    assert content.startswith(b"%PDF")
    assert (len(content), hashlib.sha256(content).hexdigest()) == (paper.size, paper.sha256)
    with pytest.raises(CellUnreadable):
        unseal_bytes(bytes(paper.sealed), label=f"papers_paper.{uuid4()}")


def test_making_opening_and_reprinting_are_written_down(place, relief):
    paper = paper_of(relief, "application")
    with acting(place.he_jing):
        first = open_paper(by=place.he_jing, paper=paper)
    with acting(place.lin_xiaoman):
        again = reprint(by=place.lin_xiaoman, paper=paper)
    assert first == again
    with acting_everywhere():
        events = list(events_about(paper))
    assert [(event.action, event.actor_id) for event in events] == [
        ("papers.made", place.lin_xiaoman.pk),
        ("papers.opened", place.he_jing.pk),
        ("papers.reprinted", place.lin_xiaoman.pk),
    ]
    assert all(
        event.details == {"household": str(paper.household_id), "form": "application"} for event in events
    )


def test_the_other_township_sees_none(place, relief):
    with acting(place.he_jing):
        approve(by=place.he_jing, application=relief, amount=800_00)
        assert Paper.objects.count() == 3
    with acting(place.zheng_guoping):
        assert not Paper.objects.exists()
    assert not Paper.objects.exists()
