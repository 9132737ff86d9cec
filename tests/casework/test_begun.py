"""What has begun is changed, not corrected away; a visit and an invitation come after what they are for."""

from datetime import timedelta

import pytest
from django.db import connection, transaction

from relief.casework import services
from relief.casework.models import HomeVisit
from relief.casework.services import Refused
from relief.casework.workflow import State
from relief.offices.access import acting
from tests.casework.arranging import make_application, make_relief
from tests.casework.changing import REASON, given, lead_change, now, proposal_words
from tests.casework.investigated import days_pass, lead, today, visit_words
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, refused_by
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
A_MONTH = 40


class TestCorrecting:
    def test_an_award_that_has_begun_is_changed(self, client, place):
        approved = given(place)
        days_pass_with_awards(approved)
        page = open_page(client, place.gao_jianguo, "correct", approved.pk)
        assert "待遇已经开始，不能更正。" in text_of(page)
        send(client, place.gao_jianguo, "correct", approved.pk, reason="认定错了。")
        assert now(approved).state == State.APPROVED
        change = {"kind": "cut", "ground": "mistake", "amount": "0.50", "reason": "当初算错了。"}
        send(client, place.he_jing, "step", approved.pk, "propose_change", **change)
        assert now(approved).state == State.CHANGING

    def test_before_it_begins_it_is_corrected(self, client, place):
        approved = given(place)
        send(client, place.gao_jianguo, "correct", approved.pk, reason="认定错了。")
        assert now(approved).state == State.CORRECTED

    def test_relief_of_once_is_corrected_later_too(self, client, place):
        relief = make_relief(place.lin_xiaoman)
        send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800.00")
        days_pass_with_awards(relief)
        send(client, place.he_jing, "correct", relief.pk, reason="写错了户。")
        assert now(relief).state == State.CORRECTED

    def test_the_database_says_the_same(self, place):
        approved = given(place)
        days_pass_with_awards(approved)
        with acting(place.gao_jianguo), refused_by("casework_deed_to_correct"):
            do(approved, place.gao_jianguo, "correct")


def days_pass_with_awards(application, days=A_MONTH):
    """As if it had been decided so long ago that what is given has begun."""
    days_pass(days)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL ROLE relief_owner")
        cursor.execute("ALTER TABLE funds_award DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE funds_covered DISABLE TRIGGER USER")
        for table in ("funds_award", "funds_covered"):
            cursor.execute(f"UPDATE {table} SET since = since - %s, until = until - %s", [days, days])
        cursor.execute("ALTER TABLE funds_covered ENABLE TRIGGER USER")
        cursor.execute("ALTER TABLE funds_award ENABLE TRIGGER USER")
        cursor.execute("SET LOCAL ROLE relief_app")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


class TestLookingAgain:
    @pytest.fixture
    def dibao(self, place):
        return make_application(place.lin_xiaoman)

    def visited(self, place, application, visited_on):
        words = visit_words(place.he_jing, place.lin_xiaoman) | {"visited_on": visited_on}
        with acting(place.he_jing):
            services.record_visit(by=place.he_jing, application=application, on=today(), **words)

    def test_not_before_it_was_accepted(self, place, dibao):
        lead(place, dibao, State.INVESTIGATING)
        with pytest.raises(Refused, match="不能早于受理"):
            self.visited(place, dibao, today() - DAY)
        with acting(place.he_jing), refused_by("casework_homevisit_since"):
            do(dibao, place.he_jing, "record_visit", left={"visited_on": today() - DAY})

    def test_not_before_the_objection(self, place, dibao):
        lead(place, dibao, State.PUBLISHED)
        days_pass(3)
        with acting(place.he_jing):
            services.raise_objection(by=place.he_jing, application=dibao, text="他有一辆车。")
        with pytest.raises(Refused, match="有异议"):
            self.visited(place, dibao, today() - DAY)
        self.visited(place, dibao, today())
        with acting_everywhere():
            assert HomeVisit.objects.count() == 2


class TestTheHearing:
    def test_nobody_is_invited_before_the_proposal_or_on_the_day(self, place):
        changing = lead_change(place, given(place), State.CHANGING)
        days_pass(2)
        for invited_on in (today() - 3 * DAY, today()):
            left = {"heard": "did_not_come", "invited_on": invited_on, "words": None, "heard_on": today()}
            with acting(place.he_jing), refused_by("casework_hearing_told_in_time"):
                do(changing, place.he_jing, "hear", left=left)


class TestWhoRefusesWork:
    def test_loses_their_own_part_alone(self, place):
        approved = given(place)
        words = proposal_words(kind="end", ground="work", amount=None)
        with acting(place.he_jing), pytest.raises(Refused, match="只减停本人的一份"):
            services.propose_change(by=place.he_jing, application=approved, on=today(), **words)

    def test_the_database_says_the_same(self, place):
        approved = given(place)
        left = {"kind": "end", "why": "work", "changed": None, "reason": REASON}
        with acting(place.he_jing), refused_by("casework_proposal_their_own"):
            do(approved, place.he_jing, "propose_change", left=left)
