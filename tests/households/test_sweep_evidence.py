"""清理无主文件: only files that no row names, only old ones, only by who sees every row."""

import os
import time
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from relief.audit.models import Event
from relief.households.services.evidence import add_evidence, path_of
from relief.households.services.sweeping import OLD_ENOUGH
from relief.offices.access import acting
from relief.web.uploads import Cleaned
from tests.factories import make_household

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def kept(world):
    """A file that a row names, as old as any."""
    with acting(world.lin_xiaoman):
        home = make_household(world.lin_xiaoman)
        (row,) = add_evidence(
            by=world.lin_xiaoman,
            household=home,
            member=None,
            paper="pledge",
            about="",
            files=[Cleaned("image/jpeg", b"of a pledge, signed")],
        )
    return aged(path_of(row.stored_as))


def aged(path, seconds=OLD_ENOUGH + 60):
    moment = time.time() - seconds
    os.utime(path, (moment, moment))
    return path


def nameless(**age):
    path = path_of(uuid4())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"sealed, and the row never came")
    return aged(path, **age)


def sweep(*arguments):
    written = StringIO()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE relief_owner")
    call_command("sweep_evidence", *arguments, stdout=written)
    return written.getvalue()


def events():
    return list(Event.objects.filter(action="households.evidence_swept"))


def test_what_no_row_names_is_named_and_left_there(kept):
    orphan = nameless()
    assert sweep() == f"{orphan}\n1 without a row, left there\n"
    assert orphan.exists()
    assert events() == []


def test_it_is_taken_away_and_written_down_when_asked(kept):
    orphan = nameless()
    assert "1 without a row, taken away" in sweep("--delete")
    assert not orphan.exists()
    assert kept.exists()
    (event,) = events()
    assert (event.actor_role, event.details) == ("system", {"files": [orphan.name]})
    assert sweep("--delete") == "0 without a row, taken away\n"
    assert len(events()) == 1


def test_an_upload_that_is_still_going_on_is_left_alone(kept):
    going_on = nameless(seconds=OLD_ENOUGH - 60)
    sweep("--delete")
    assert going_on.exists()


def test_what_is_not_an_upload_is_left_alone(kept, media):
    other = aged_file(media / "evidence" / "ab" / "notes.txt")
    astray = aged_file(media / "evidence" / "zz" / str(uuid4()))
    sweep("--delete")
    assert other.exists()
    assert astray.exists()


def aged_file(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    return aged(path)


def test_a_row_that_has_lost_its_file_is_an_error(kept):
    kept.unlink()
    with pytest.raises(CommandError, match=kept.name):
        sweep()


def test_the_applications_role_touches_nothing(kept):
    orphan = nameless()
    with pytest.raises(CommandError, match="only the owner"):
        call_command("sweep_evidence", "--delete", stdout=StringIO())
    assert orphan.exists()
    assert kept.exists()
