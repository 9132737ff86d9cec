"""回避 on the pages: what whoever is related reads, what the county reads and does."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from relief.casework.models import Application, CountyVisit, Deed
from relief.offices.access import acting
from tests.casework.arranging import make_relief
from tests.casework.investigated import county_visit_words, today
from tests.recusal.declaring import committee_member, declares, kin, named
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

BROTHER = 11


@pytest.fixture
def relief(place):
    application = make_relief(place.lin_xiaoman)
    named(place.lin_xiaoman, application.household, BROTHER)
    return application


def opened(client, person, name, *args):
    client.force_login(person)
    page = client.get(reverse(name, args=args))
    assert page.status_code == 200
    return page.content.decode()


def inside(page):
    return re.search(r"<main.*</main>", page, re.DOTALL)[0]


def test_who_is_related_reads_one_word_and_who_may(client, place, relief):
    declares(place.he_jing, kin(BROTHER))
    page = inside(opened(client, place.he_jing, "application", relief.pk))
    assert "您不能办这件申请：回避。" in page
    assert "高建国" in page
    for why in ("近亲属", "兄弟姐妹", "单独登记", "同一户"):
        assert why not in page
    assert 'name="deed"' not in page


def test_the_queue_of_whoever_is_related_is_empty_and_the_others_not(client, place, relief):
    declares(place.he_jing, kin(BROTHER))
    assert relief.household.number not in opened(client, place.he_jing, "queue")
    assert relief.household.number in opened(client, place.lu_jianxin, "queue")


@pytest.mark.parametrize(("name", "tried"), [("take", "领办"), ("application", "不予批准")])
def test_an_attempt_by_the_page_is_refused_and_written_down(client, place, relief, name, tried):
    declares(place.he_jing, kin(BROTHER))
    client.force_login(place.he_jing)
    client.post(reverse(name, args=[relief.pk]), {"deed": "refuse", "reason": "不符合。"})
    with acting_everywhere():
        assert Deed.objects.count() == 1
    trail = opened(client, place.auditor, "household_trail", relief.household_id)
    assert "回避：没有办成" in trail
    assert tried in trail.partition("回避：没有办成")[2][:400]


def test_the_county_reads_the_register_and_nobody_s_relative_in_it(client, place, relief):
    declares(place.he_jing, kin(BROTHER))
    committee_member(place.lin_xiaoman, place.liushu, kin(BROTHER))
    page = inside(opened(client, place.gao_jianguo, "registered"))
    assert relief.household.number in page
    assert "何静（青溪镇）：申报的近亲属是家庭成员" in page
    assert "柳树社区的村（居）民委员会成员：申报的近亲属是家庭成员" in page
    assert "1件没有办完，1件还没有入户。" in page
    for not_needed in ("亲属11", "兄弟姐妹", "钱大有"):
        assert not_needed not in page


def test_nothing_is_registered_without_a_tie(client, place, relief):
    assert "没有单独登记的申请" in opened(client, place.gao_jianguo, "registered")


def test_a_county_officer_who_is_related_does_not_find_it_there(client, place, relief):
    declares(place.gao_jianguo, kin(BROTHER))
    assert relief.household.number not in inside(opened(client, place.gao_jianguo, "registered"))
    assert relief.household.number in inside(opened(client, place.auditor, "registered"))


def test_the_county_assigns_and_visits_and_then_it_is_decided(client, place, relief):
    declares(place.he_jing, kin(BROTHER))
    client.force_login(place.gao_jianguo)
    page = reverse("step", args=[relief.pk, "assign"])
    offered = client.get(page).context["form"].fields["to"].choices
    assert [name for _pk, name in offered] == ["陆建新"]
    assert "请填写" in client.post(page, {"to": str(place.lu_jianxin.pk)}).content.decode()
    client.post(page, {"to": str(place.lu_jianxin.pk), "reason": "与本户无关。"})
    assert "由县级指定经办人" not in opened(client, place.lu_jianxin, "application", relief.pk)
    assert "单独登记，县级还没有入户" in opened(client, place.lu_jianxin, "application", relief.pk)
    client.force_login(place.gao_jianguo)
    words = county_visit_words() | {"visited_on": today().isoformat()}
    answer = client.post(reverse("step", args=[relief.pk, "county_visit"]), words)
    assert answer.status_code == 302
    with acting(place.gao_jianguo):
        assert CountyVisit.objects.get().companion == "县局李科"
        assert Application.objects.get().owner == place.lu_jianxin
    page = opened(client, place.lu_jianxin, "application", relief.pk)
    assert "单独登记，县级已经入户" in page
    assert "一家三口住一间屋。" in page
    assert "一家三口住一间屋。" not in opened(client, place.he_jing, "application", relief.pk)


def test_the_register_costs_no_more_for_many(client, place, relief):
    declares(place.he_jing, kin(BROTHER), kin(12), kin(13))
    found = []
    for serial in (None, 12, 13):
        if serial:
            named(place.lin_xiaoman, make_relief(place.lin_xiaoman).household, serial)
        opened(client, place.gao_jianguo, "registered")
        with CaptureQueriesContext(connection) as queries:
            page = opened(client, place.gao_jianguo, "registered")
        found.append((page.count("记入户"), len(queries)))
    assert [rows for rows, _queries in found] == [1, 2, 3]
    assert len({queries for _rows, queries in found}) == 1
