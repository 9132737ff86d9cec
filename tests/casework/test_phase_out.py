"""低保渐退期 ends by itself: the last month has passed, and the household is screened anew."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from relief.casework.services import approve
from relief.funds.models import Award
from relief.offices.access import acting
from relief.screening.models import Screening
from tests.casework.changing import now
from tests.casework.investigated import today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, refused_by
from tests.recusal.declaring import declares, kin, named
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
BROTHER = 11


@pytest.fixture
def given(place, grace):
    with acting(place.he_jing):
        approve(by=place.he_jing, application=grace, amount=130_00, reason="情况属实。")
    return now(grace)


@pytest.fixture
def over(given):
    """Its last month has passed: the owner moves the days."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE relief_owner")
        for table in ("funds_covered", "funds_award"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"UPDATE {table} SET since = %s, until = %s", [today() - 60 * DAY, today() - DAY])
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("SET LOCAL ROLE relief_app")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    return given


def ended(by="hejing"):
    out = StringIO()
    call_command("end_what_ran_out", by=by, stdout=out)
    return out.getvalue().strip()


def screenings():
    with acting_everywhere():
        return Screening.objects.count()


def test_it_ends_and_the_household_is_screened_anew(client, place, over):
    before = screenings()
    assert ended(place.he_jing.username) == "1 ended and screened anew, 0 left as they were"
    assert (now(over).state, screenings()) == ("ended", before + 1)
    with acting_everywhere():
        screening = Screening.objects.order_by("-made_at").first()
    assert (screening.day, screening.made_by) == (today(), place.he_jing)
    given_now = [each["programme"] for each in screening.facts.get("receiving") or []]
    assert "dibao_grace" not in given_now
    page = text_of(open_page(client, place.lin_xiaoman, "application", over.pk))
    assert "期满终止：低保渐退期" in page
    assert "已重新筛查" in page


def test_twice_is_once(place, over):
    ended(place.he_jing.username)
    before = screenings()
    assert ended(place.he_jing.username) == "0 ended and screened anew, 0 left as they were"
    assert screenings() == before


def test_what_still_runs_is_left(place, given):
    assert ended(place.he_jing.username) == "0 ended and screened anew, 0 left as they were"
    assert now(given).state == "approved"


def test_another_township_ends_nothing(place, over):
    assert ended(place.zheng_guoping.username) == "0 ended and screened anew, 0 left as they were"
    assert now(over).state == "approved"


def test_whoever_is_related_leaves_it_and_goes_on(place, over):
    """What the command meets of one's own family it names, and ends the others."""
    named(place.lin_xiaoman, over.household, BROTHER)
    declares(place.he_jing, kin(BROTHER))
    assert ended(place.he_jing.username) == "0 ended and screened anew, 1 left as they were"
    assert now(over).state == "approved"


@pytest.mark.parametrize("who", ["nobody", "lin_xiaoman"])
def test_somebody_who_may_answers_for_it(place, over, who):
    username = who if who == "nobody" else getattr(place, who).username
    with pytest.raises(CommandError):
        ended(username)


def test_at_the_page_too(client, place, over):
    opened = open_page(client, place.he_jing, "application", over.pk)
    assert [each.label for each in opened.context["givings"]].count("期满终止") == 1
    send(client, place.he_jing, "step", over.pk, "run_out")
    assert now(over).state == "ended"


def test_not_before_its_last_day(client, place, given):
    offered = open_page(client, place.he_jing, "application", given.pk).context["givings"]
    assert "期满终止" not in [each.label for each in offered]
    assert "还没有期满" in text_of(send(client, place.he_jing, "step", given.pk, "run_out"))
    with acting(place.he_jing), refused_by("casework_deed_award_runs"):
        do(given, place.he_jing, "run_out")


def test_the_award_stays_as_it_was_given(place, over):
    ended(place.he_jing.username)
    with acting_everywhere():
        assert Award.objects.get().until == today() - DAY
