"""待审: what waits in one's own area, oldest first, in as many queries for many as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relief.casework import queries
from tests.casework.arranging import make_application, make_relief
from tests.casework.pages import open_page, send, text_of

pytestmark = pytest.mark.django_db


def rows(response):
    return [row.url for row in response.context["rows"]]


def addresses(*applications):
    return [reverse("application", args=[each.pk]) for each in applications]


def test_it_shows_who_asks_for_what_and_what_is_advised(client, place, relief):
    opened = open_page(client, place.he_jing, "queue")
    assert rows(opened) == addresses(relief)
    for words in ("急难型临时救助", "800.00元", "符合", "柳树社区", "林小满"):
        assert words in text_of(opened)


def test_who_has_waited_longest_stands_first(client, place):
    made = [make_relief(place.lin_xiaoman), make_application(place.lin_xiaoman)]
    assert rows(open_page(client, place.he_jing, "queue")) == addresses(*made)


def test_the_other_township_and_what_is_decided_are_not_in_it(client, place, relief):
    assert rows(open_page(client, place.zheng_guoping, "queue")) == []
    send(client, place.he_jing, "application", relief.pk, decision="refuse", reason="不在本地。")
    assert rows(open_page(client, place.he_jing, "queue")) == []


def test_it_is_only_looked_at(client, place, relief):
    assert send(client, place.he_jing, "queue").status_code == 405


def test_it_goes_on_where_it_ended(client, place, monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    made = [make_relief(place.lin_xiaoman) for _ in range(3)]
    first = open_page(client, place.he_jing, "queue")
    second = client.get(reverse("queue"), {"after": first.context["after"]})
    assert rows(first) + rows(second) == addresses(*made)
    assert second.context["after"] == ""


def test_as_many_queries_for_twenty_rows_as_for_one(client, place, relief):
    open_page(client, place.he_jing, "queue")
    with CaptureQueriesContext(connection) as one:
        open_page(client, place.he_jing, "queue")
    for _ in range(19):
        make_relief(place.lin_xiaoman)
    with CaptureQueriesContext(connection) as twenty:
        opened = open_page(client, place.he_jing, "queue")
    assert len(rows(opened)) == 20
    assert len(twenty) == len(one)


def test_a_place_that_cannot_be_read_begins_at_the_beginning(client, place, relief):
    client.force_login(place.he_jing)
    assert rows(client.get(reverse("queue"), {"after": "yesterday"})) == addresses(relief)


def test_a_monthly_amount_says_so_and_who_only_looks_is_not_told_to_act(client, place, dibao):
    assert "每月1.00元" in text_of(open_page(client, place.he_jing, "queue"))
    page = text_of(open_page(client, place.auditor, "queue"))
    assert ("查看<span" in page, "办理<span" in page) == (True, False)
