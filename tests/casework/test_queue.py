"""待审: what waits at one's own step in one's own area, narrowed, sorted, searched, a page at a time."""

import re

import pytest
from django.db import connection
from django.urls import reverse

from relief.casework import queue
from relief.casework.models import Application
from relief.casework.services import refer, take
from relief.households.services import name_member
from relief.offices.access import acting
from tests.casework.arranging import ABOVE_THE_LIMIT, SECOND_DWELLING, make_application, make_relief
from tests.casework.pages import open_page, send, text_of
from tests.casework.refusing import onwards
from tests.factories import make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def rows(response):
    return [row.url for row in response.context["rows"]]


def addresses(*applications):
    return [reverse("application", args=[each.pk]) for each in applications]


def narrowed(client, user, **query):
    client.force_login(user)
    return client.get(reverse("queue"), query)


def named(application, name):
    """The head of its household is called so."""
    with acting_everywhere():
        by = application.submitted_by
        member = application.household.members.get(relation="head")
    with acting(by):
        name_member(by=by, member=member, name=name, document=None)
    return application


def test_it_shows_who_asks_for_what_what_is_advised_and_who_has_it(client, place, relief):
    with acting(place.lu_jianxin):
        take(by=place.lu_jianxin, application=relief)
    opened = open_page(client, place.he_jing, "queue")
    assert rows(opened) == addresses(relief)
    for words in ("急难型临时救助", "800.00元", "符合", "柳树社区", "林小满", "陆建新", "今天提交"):
        assert words in text_of(opened)


def test_the_advice_and_the_amount_are_the_database_s_own(place, dibao):
    with acting_everywhere(), connection.cursor() as cursor:
        found = Application.objects.get()
        assert (found.verdict, found.advised, found.sought) == ("eligible", 1_00, 1_00)
        assert (found.township, found.county) == (place.qingxi.pk, place.county.pk)
        cursor.execute("SELECT has_column_privilege('casework_application', 'verdict', 'UPDATE')")
        assert cursor.fetchone() == (False,)


def test_the_other_township_and_what_is_decided_are_not_in_it(client, place, relief):
    assert rows(open_page(client, place.zheng_guoping, "queue")) == []
    fields = {"decision": "refuse", "reason": "不在本地。", "article": "第二十九条"}
    send(client, place.he_jing, "application", relief.pk, **fields, **onwards(relief))
    assert rows(open_page(client, place.he_jing, "queue")) == []


def test_each_step_has_a_queue_of_its_own_and_who_audits_reads_both(client, place, dibao):
    above = make_relief(place.lin_xiaoman, 2401_00, ABOVE_THE_LIMIT)
    with acting(place.he_jing):
        refer(by=place.he_jing, application=above, reason="超过限额。")
    assert rows(open_page(client, place.he_jing, "queue")) == addresses(dibao)
    assert rows(open_page(client, place.gao_jianguo, "queue")) == addresses(above)
    assert rows(open_page(client, place.auditor, "queue")) == addresses(dibao, above)


class TestNarrowing:
    def test_by_programme(self, client, place, relief, dibao):
        assert rows(narrowed(client, place.he_jing, programme="dibao")) == addresses(dibao)

    def test_by_community(self, client, place, relief):
        with acting_everywhere():
            there = make_user(role="caseworker", area=place.qianjin)
        other = make_relief(there)
        assert rows(narrowed(client, place.he_jing, community=place.qianjin.pk)) == addresses(other)

    def test_by_advice(self, client, place, relief):
        other = make_application(place.lin_xiaoman, case=SECOND_DWELLING)
        assert rows(narrowed(client, place.he_jing, advice="ineligible")) == addresses(other)

    def test_by_who_has_it(self, client, place, relief, dibao):
        with acting(place.he_jing):
            take(by=place.he_jing, application=relief)
        assert rows(narrowed(client, place.he_jing, owner="me")) == addresses(relief)
        assert rows(narrowed(client, place.lu_jianxin, owner=str(place.he_jing.pk))) == addresses(relief)
        assert rows(narrowed(client, place.he_jing, owner="nobody")) == addresses(dibao)

    def test_by_several_at_once(self, client, place, relief, dibao):
        assert rows(narrowed(client, place.he_jing, programme="dibao", advice="ineligible")) == []

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("programme", "lottery"),
            ("community", "12"),
            ("community", "x"),
            ("advice", "maybe"),
            ("owner", "somebody"),
            ("sort", "luck"),
        ],
    )
    def test_what_cannot_be_read_narrows_nothing_and_is_named(self, client, place, relief, name, value):
        opened = narrowed(client, place.he_jing, **{name: value})
        assert rows(opened) == addresses(relief)
        label = next(each.label for each in opened.context["address"].selects if each.name == name)
        assert re.search(f"地址里有认不出来的条件：.*{re.escape(label)}", text_of(opened), re.DOTALL)
        assert opened.context["address"].strange == label

    def test_a_community_of_another_township_is_not_offered(self, client, place, relief):
        opened = narrowed(client, place.he_jing, community=place.hepingli.pk)
        assert rows(opened) == addresses(relief)

    def test_it_is_remembered_nowhere_but_in_the_address(self, client, place, relief, dibao):
        narrowed(client, place.he_jing, programme="dibao")
        assert len(rows(open_page(client, place.he_jing, "queue"))) == 2

    def test_nothing_found_says_what_to_do(self, client, place, relief):
        assert "去掉几个条件再看" in text_of(narrowed(client, place.he_jing, programme="tekun"))
        assert "看没人领办的" in text_of(narrowed(client, place.he_jing, owner="me"))


class TestSorting:
    def test_who_has_waited_longest_stands_first_or_last(self, client, place):
        made = [make_relief(place.lin_xiaoman), make_application(place.lin_xiaoman)]
        assert rows(narrowed(client, place.he_jing, sort="longest")) == addresses(*made)
        assert rows(narrowed(client, place.he_jing, sort="newest")) == addresses(*reversed(made))

    def test_the_largest_amount_stands_first(self, client, place):
        made = [make_relief(place.lin_xiaoman, fen) for fen in (500_00, 900_00, 700_00)]
        sorted_by_amount = addresses(made[1], made[2], made[0])
        assert rows(narrowed(client, place.he_jing, sort="amount")) == sorted_by_amount


class TestPages:
    @pytest.fixture
    def made(self, place, monkeypatch):
        monkeypatch.setattr(queue, "PAGE", 2)
        return [make_relief(place.lin_xiaoman, fen) for fen in (500_00, 700_00, 500_00, 500_00, 900_00)]

    @pytest.mark.parametrize("sort", ["", "longest", "newest", "amount"])
    def test_it_goes_on_where_it_ended_and_back_again(self, client, place, made, sort):
        opened = narrowed(client, place.he_jing, sort=sort)
        forth = [rows(opened)]
        assert opened.context["before"] == ""
        while opened.context["after"]:
            opened = client.get(opened.context["after"])
            forth.append(rows(opened))
        assert sorted(sum(forth, [])) == sorted(addresses(*made))
        assert [len(page) for page in forth] == [2, 2, 1]
        back = [rows(opened)]
        while opened.context["before"]:
            opened = client.get(opened.context["before"])
            back.append(rows(opened))
        assert back[::-1] == forth

    def test_a_filter_goes_on_to_the_next_page(self, client, place, made):
        opened = narrowed(client, place.he_jing, programme="emergency_relief")
        assert "programme=emergency_relief" in opened.context["after"]

    def test_a_place_that_cannot_be_read_begins_at_the_beginning(self, client, place, made):
        for text in ("yesterday", "2026-11-24T08:30:00 x", "1 1"):
            assert rows(narrowed(client, place.he_jing, after=text)) == addresses(*made[:2])


class TestLookingFor:
    @pytest.mark.parametrize("typed", ["周桂芳", "zgf", "桂芳", "number"])
    def test_a_household_by_what_somebody_types(self, client, place, relief, dibao, typed):
        named(relief, "周桂芳")
        typed = relief.household.number if typed == "number" else typed
        found = send(client, place.he_jing, "queue", q=typed)
        assert rows(found) == addresses(relief)

    def test_within_the_filters_of_the_address(self, client, place, relief):
        named(relief, "周桂芳")
        client.force_login(place.he_jing)
        found = client.post(reverse("queue") + "?programme=dibao", {"q": "周桂芳"})
        assert rows(found) == []

    def test_what_is_typed_stands_in_no_address(self, client, place, monkeypatch):
        monkeypatch.setattr(queue, "PAGE", 1)
        for _ in range(2):
            named(make_relief(place.lin_xiaoman), "周桂芳")
        found = send(client, place.he_jing, "queue", q="周桂芳")
        assert "周桂芳" not in found.context["after"] + found.context["here"]
        second = client.post(found.context["after"], {"q": "周桂芳"})
        assert rows(found) + rows(second) == [row for page in (found, second) for row in rows(page)]
        assert len({*rows(found), *rows(second)}) == 2

    def test_who_is_not_found_may_be_among_all_households(self, client, place, relief):
        found = text_of(send(client, place.he_jing, "queue", q="没有这个人"))
        assert "没有找到" in found
        assert reverse("search") in found


class TestTabs:
    def tabs(self, client, user):
        return [tab.number for tab in open_page(client, user, "queue").context["tabs"]]

    def test_they_count_mine_nobody_s_and_all(self, client, place, relief, dibao):
        with acting(place.he_jing):
            take(by=place.he_jing, application=relief)
        assert self.tabs(client, place.he_jing) == ["1", "1", "2", "0"]
        assert self.tabs(client, place.lu_jianxin) == ["0", "1", "2", "0"]

    def test_they_do_not_count_to_the_end(self, client, place, relief, dibao, monkeypatch):
        monkeypatch.setattr(queue, "COUNTED", 1)
        monkeypatch.setattr("relief.casework.queue_page.COUNTED", 1)
        assert self.tabs(client, place.he_jing)[2] == "1以上"


class TestInOneRow:
    def act(self, client, user, name, application):
        client.force_login(user)
        address = reverse(name, args=[application.pk])
        return client.post(address, {"back": "/queue/?owner=me"}, headers={"HX-Request": "true"})

    def test_who_takes_it_gets_the_row_and_the_counts_anew(self, client, place, relief):
        answer = text_of(self.act(client, place.he_jing, "take", relief))
        assert "我经办" in answer
        assert "已领办，由您经办。" in answer
        assert reverse("give_back", args=[relief.pk]) in answer
        answer = text_of(self.act(client, place.he_jing, "give_back", relief))
        assert reverse("take", args=[relief.pk]) in answer
        with acting_everywhere():
            assert Application.objects.get().owner is None

    def test_who_comes_too_late_reads_who_was_first(self, client, place, relief):
        self.act(client, place.lu_jianxin, "take", relief)
        answer = text_of(self.act(client, place.he_jing, "take", relief))
        assert "陆建新" in answer
        assert "已领办，由您经办。" not in answer

    def test_who_entered_it_has_no_button_and_reads_why(self, client, place, relief):
        with acting(place.administrator):
            place.lin_xiaoman.role, place.lin_xiaoman.area = "approver", place.qingxi
            place.lin_xiaoman.save()
        opened = open_page(client, place.lin_xiaoman, "queue")
        (row,) = opened.context["rows"]
        assert (row.deed, row.works) == ("", False)
        assert "您录入或提交的，不能办；何静、陆建新可以办" in text_of(opened)
        self.act(client, place.lin_xiaoman, "take", relief)
        with acting_everywhere():
            assert Application.objects.get().owner is None

    def test_where_nobody_else_is_left_it_says_so(self, client, place, relief):
        with acting(place.administrator):
            place.lin_xiaoman.role, place.lin_xiaoman.area = "approver", place.qingxi
            place.lin_xiaoman.save()
            for other in (place.he_jing, place.lu_jianxin):
                other.is_active = False
                other.save()
        assert "这一级没有别人能办，请找管理员" in text_of(open_page(client, place.lin_xiaoman, "queue"))

    def test_who_only_reads_has_no_buttons_at_all(self, client, place, relief):
        page = text_of(open_page(client, place.auditor, "queue"))
        assert ("查看<span" in page, "领办<span" in page, 'name="chosen"' in page) == (True, False, False)
