"""Submitting, the queue and the decision at their pages."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relief.audit.queries import events_about
from relief.casework.models import Application, Decision
from relief.offices.access import acting
from tests.casework.arranging import make_relief, make_screened
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-4000-8000-000000000000"


def open_page(client, user, name, *arguments):
    client.force_login(user)
    return client.get(reverse(name, args=arguments))


def send(client, user, name, *arguments, **fields):
    client.force_login(user)
    return client.post(reverse(name, args=arguments), fields)


class TestSubmit:
    def test_it_is_submitted_and_the_page_of_it_opens(self, client, place):
        household = make_screened(place.lin_xiaoman, "house-fire-fast-relief")
        sent = send(client, place.lin_xiaoman, "submit", household.pk, "emergency_relief", requested="800")
        with acting_everywhere():
            made = Application.objects.get()
        assert sent.url == reverse("application", args=[made.pk])
        assert made.requested == 800_00

    def test_a_mistake_stands_beside_the_box_and_what_was_typed_stays(self, client, place):
        household = make_screened(place.lin_xiaoman, "house-fire-fast-relief")
        sent = send(client, place.lin_xiaoman, "submit", household.pk, "emergency_relief", requested="8oo")
        page = sent.content.decode()
        assert 'value="8oo"' in page
        assert "#id_requested" in page
        with acting_everywhere():
            assert not Application.objects.exists()

    def test_the_amount_is_asked_only_where_the_programme_asks_one(self, client, place):
        household = make_screened(place.lin_xiaoman)
        assert (
            "id_requested"
            not in open_page(client, place.lin_xiaoman, "submit", household.pk, "dibao").content.decode()
        )

    def test_no_such_programme_and_no_such_household(self, client, place):
        household = make_screened(place.lin_xiaoman)
        assert open_page(client, place.lin_xiaoman, "submit", household.pk, "lottery").status_code == 404
        assert open_page(client, place.zhou_ting, "submit", household.pk, "dibao").status_code == 404


class TestQueue:
    def test_it_shows_what_waits_in_the_township(self, client, place, relief):
        page = open_page(client, place.he_jing, "queue").content.decode()
        assert reverse("application", args=[relief.pk]) in page
        assert "800.00元" in page
        assert str(relief.pk) not in open_page(client, place.zheng_guoping, "queue").content.decode()

    def test_as_many_queries_for_twenty_rows_as_for_one(self, client, place, relief):
        open_page(client, place.he_jing, "queue")
        with CaptureQueriesContext(connection) as one:
            open_page(client, place.he_jing, "queue")
        for _ in range(19):
            make_relief(place.lin_xiaoman)
        with CaptureQueriesContext(connection) as twenty:
            page = open_page(client, place.he_jing, "queue").content.decode()
        assert page.count("办理<span") == 20
        assert len(twenty) == len(one)

    def test_a_place_that_cannot_be_read_begins_at_the_beginning(self, client, place, relief):
        client.force_login(place.he_jing)
        assert str(relief.pk) in client.get(reverse("queue"), {"after": "yesterday"}).content.decode()


class TestDecision:
    def test_it_is_approved_and_audited_once(self, client, place, relief):
        sent = send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800.00")
        assert sent.status_code == 302
        with acting_everywhere():
            decision = Decision.objects.get()
            assert (decision.decider, decision.amount) == (place.he_jing, 800_00)
            assert events_about(relief).filter(action="casework.approved").count() == 1

    def test_a_second_decision_is_told_who_was_first(self, client, place, relief):
        send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800.00")
        sent = send(client, place.lu_jianxin, "application", relief.pk, decision="refuse", reason="重复")
        assert "何静已经决定了。" in sent.content.decode()
        with acting_everywhere():
            assert Decision.objects.count() == 1

    def test_a_refusal_without_a_reason_comes_back_with_what_was_typed(self, client, place, relief):
        sent = send(client, place.he_jing, "application", relief.pk, decision="refuse", article="第二十九条")
        page = sent.content.decode()
        assert "不予批准要写理由" in page
        assert 'value="第二十九条"' in page

    def test_whoever_entered_it_reads_why_not_and_who_can(self, client, place, relief):
        page = open_page(client, place.lin_xiaoman, "application", relief.pk).content.decode()
        assert "您不能审批本户" in page
        assert "何静" in page
        assert "署名决定" not in page
        send(client, place.lin_xiaoman, "application", relief.pk, decision="approve", amount="800.00")
        with acting_everywhere():
            assert not Decision.objects.exists()

    def test_changed_facts_want_a_new_check_before_the_decision(self, client, place, relief):
        with acting_everywhere():
            type(relief.household).objects.filter(pk=relief.household_id).update(support_disregarded=1_00)
        page = open_page(client, place.he_jing, "application", relief.pk).content.decode()
        assert "决定前请重新筛查" in page
        assert "署名决定" not in page

    def test_dibao_is_headed_as_a_pre_review(self, client, place, dibao):
        page = open_page(client, place.he_jing, "application", dibao.pk).content.decode()
        assert "<h1>预审：低保</h1>" in page
        assert "不发待遇" in page

    def test_another_township_is_answered_like_nothing(self, client, place, relief):
        there = open_page(client, place.zheng_guoping, "application", relief.pk)
        nothing = open_page(client, place.zheng_guoping, "application", NOBODY)
        assert (there.status_code, there.content) == (404, nothing.content)

    def test_an_auditor_reads_and_has_no_button(self, client, place, relief):
        page = open_page(client, place.auditor, "application", relief.pk).content.decode()
        assert "系统建议" in page
        assert "署名决定" not in page


class TestWithdraw:
    def test_the_submitter_withdraws_once(self, client, place, relief):
        assert send(client, place.lin_xiaoman, "withdraw", relief.pk).status_code == 302
        with acting(place.lin_xiaoman):
            assert Application.objects.get().state == "withdrawn"
        again = client.post(reverse("withdraw", args=[relief.pk]), follow=True)
        assert "不能再办" in again.content.decode()

    def test_it_is_not_done_by_looking(self, client, place, relief):
        assert open_page(client, place.lin_xiaoman, "withdraw", relief.pk).status_code == 405
