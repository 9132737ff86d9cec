"""规定和标准: the law and the figures of a place and a day, for whoever comes by, and nothing of people."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localdate

from relief.desk.law_page import law_page
from relief.offices.models import Level, Section
from relief.rules.beside import criteria_of
from relief.rules.conflicts import conflicts_on
from relief.rules.programmes import BY_CODE, PROGRAMMES
from relief.web.days import long_day
from tests.factories import make_area, make_figures
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db
DAY = "2026-11-23"


@pytest.fixture
def places(world):
    """示例县 has set the edge line and the minors of tekun; 取整县 has set nothing."""
    with acting_everywhere():
        make_figures(
            world.county,
            values={
                "dibao_standard": {"urban": 800, "rural": 700},
                "margin_inclusive": True,
                "tekun_minor_age": 18,
                "assets": {"default": {"vehicles": 0}, "dibao_margin": {"vehicles": 1}},
                "graduate_programme_open": {"from": "2022-06-02", "to": "2023-12-31"},
            },
        )
    return world


def page(client, place="990100", on=DAY, **headers):
    answer = client.get(reverse("law"), {"place": place, "on": on}, **headers)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_every_finding_of_any_programme_has_its_place_on_the_page_once(client, places):
    text = page(client)
    anchors = re.findall(r' id="([^"]+)"', text)
    assert len(anchors) == len(set(anchors))
    closed = {"uninsured_unemployed", "jobless_graduate", "one_time_supplement"}
    wanted = {
        criterion.code
        for programme in PROGRAMMES
        if programme.code not in closed
        for criterion in programme.criteria
        if criterion.in_force(date.fromisoformat(DAY))
    }
    assert wanted <= set(anchors)


def test_nobody_needs_to_sign_in(client, places):
    text = page(client)
    assert "示例县，2026年11月23日" in text
    assert "城镇800.00元" in text
    assert "示民发〔2021〕32号" in text
    assert "民发〔2021〕57号第八条" in text
    assert (
        "已由民发〔2022〕83号一（一）、民发〔2022〕83号一（四）、《社会救助法》第二十一条修改或补充" in text
    )
    assert "（未见原文）" in text


def test_every_programme_on_offer_shows_every_criterion(client, places):
    text = page(client)
    for programme in PROGRAMMES:
        assert f'id="{programme.code}"' in text
    titles = [
        each.title.zh
        for programme in PROGRAMMES
        if programme.code not in ("jobless_graduate", "one_time_supplement")
        for each in criteria_of(programme)
        if each.in_force(date(2026, 11, 23))
    ]
    assert [title for title in titles if title not in text] == []


def test_each_article_says_on_which_days_it_carries_the_rule(client, places):
    text = page(client, on="2023-01-15")
    assert '<b>民发〔2022〕83号一（一）</b> <span class="note">2022年10月20日起</span>' in text
    assert "<b>2022年阶段性加大物价补贴力度的通知启动条件（未见原文）</b>" in text
    assert "2022年9月1日至2023年3月31日" in text


def test_a_criterion_about_which_the_texts_disagree_is_marked(client, places):
    titles = re.findall(r'class="law-title"[^>]*>([^<]+)(<span class="note">说法不一</span>)?', page(client))
    marked = {title.strip() for title, mark in titles if mark}
    assert {"无劳动能力", "家庭收入低于低保边缘标准"} <= marked
    assert "不符合低保条件" not in marked


def test_it_speaks_english(client, places):
    text = page(client, HTTP_ACCEPT_LANGUAGE="en")
    assert "family income below the edge line" in text
    assert "An edge family is commonly one not eligible for dibao" in text
    assert "Whether the edge line itself is in" in text


def test_the_figures_are_those_of_the_place_and_the_day(client, places):
    with acting_everywhere():
        make_figures(places.county, in_force_from=date(2026, 7, 1), document="示民发〔2026〕9号")
    assert "示民发〔2026〕9号" in page(client)
    before = page(client, on="2026-06-30")
    assert "示民发〔2026〕9号" not in before
    assert "示民发〔2021〕32号" in before
    assert "示民发" not in page(client, place="990200")


def test_a_limit_on_assets_is_that_of_the_programme(places):
    found = law_page(places.county, date(2026, 11, 23), places.county.figures.get().known_from)
    here = {
        law.code: [figure.value for rule in law.rules for figure in rule.here if figure.label == "财产限额"]
        for law in found["laws"]
    }
    assert here["dibao"] == ["机动车0"]
    assert here["dibao_margin"] == ["机动车1"]


def test_the_view_of_a_disagreement_is_that_of_the_place(client, places):
    own, silent = page(client), page(client, place="990200")
    assert "本地定了（低保边缘线含本数：是）：正好在边缘线上也算。" in own
    assert "本地定了（特困未成年人年龄：18岁）：不满18周岁都可以认定。" in own
    assert "本地没有定，采用：要低于边缘线，正好在线上不算。" in silent
    assert "浙江的规定：1.5倍以下" in silent
    assert "采用：法律在后、效力更高：2倍以下。" in silent


@pytest.mark.parametrize(("on", "there"), [("2026-06-30", False), ("2026-07-01", True)])
def test_a_disagreement_stands_from_the_day_of_the_later_text(client, places, on, there):
    assert ("骗取救助罚多少" in page(client, on=on)) is there
    text = page(client, on=on)
    assert [each.title.zh for each in conflicts_on(date.fromisoformat(on)) if each.title.zh not in text] == []


def test_only_what_is_law_on_the_day_is_shown(client, places):
    early = page(client, on="2022-06-01")
    assert "2022年6月2日起才有这个项目。" in early
    assert "成年无业重度残疾人" not in early
    assert "《社会救助法》" not in early
    assert BY_CODE["fast_relief"].title.zh in early


def test_a_programme_that_the_place_has_ended_is_not_offered(client, places):
    law = {each.code: each.closed for each in law_of(places, date(2024, 1, 1))}
    assert law["jobless_graduate"] == "本地这一天没有开办。"
    assert law["dibao"] == ""
    assert {each.code: each.closed for each in law_of(places, date(2023, 12, 31))}["jobless_graduate"] == ""


def law_of(places, day):
    return law_page(places.county, day, places.county.figures.get().known_from)["laws"]


def test_what_the_place_declares_for_some_days_is_shown(client, places):
    with acting_everywhere():
        values = {"month": "2026-10", "cpi": 3, "food_cpi": 6, "scpi": 4}
        make_figures(places.county, section=Section.PRICES, values=values, document="示调队〔2026〕10号")
    assert "示调队〔2026〕10号" in page(client)


@pytest.mark.parametrize(
    ("on", "message"),
    [
        ("2021-06-30", "不能早于2021年7月1日"),
        ("昨天", "请写年月日，例如2026年11月25日或2026-11-25"),
        ("2026-02-30", "没有这一天，请核对年月日"),
    ],
)
def test_a_wrong_day_is_told_beside_its_box(client, places, on, message):
    text = page(client, on=on)
    assert re.search(rf'id="id_on_error">{message}', text)
    assert f'value="{on}"' in text
    assert "各项目" not in text


def test_a_place_that_is_not_here_is_told_beside_its_box(client, places):
    assert re.search(r'id="id_place_error">请从列出的里面选', page(client, place="110101"))


def test_the_first_day_of_the_law_has_a_page(client, places):
    assert "示例县，2021年7月1日" in page(client, on="2021-07-01")


def test_without_a_choice_it_is_today_where_one_works(client, places):
    assert "示例县，" in unescape(client.get(reverse("law")).content.decode())
    with acting_everywhere():
        make_figures(places.other_county, document="取民发〔2021〕5号")
    client.force_login(places.lin_xiaoman)
    assert "取民发〔2021〕5号" not in client.get(reverse("law")).content.decode()
    assert "取民发〔2021〕5号" in page(client, place="990200")


@pytest.mark.parametrize("on", ["", "9999-12-31"])
def test_without_a_day_it_is_today_and_no_day_is_too_late(client, places, on):
    assert f"示例县，{'9999年12月31日' if on else long_day(localdate())}" in page(client, on=on)


def test_a_city_without_counties_can_be_chosen(client, places):
    with acting_everywhere():
        city = make_area(990900000000, Level.PREFECTURE, "示例市", places.province)
        make_area(990900001000, Level.TOWNSHIP, "南街", city)
    assert "示例市，2026年11月23日" in page(client, place="990900")


def test_where_no_place_is_known_it_says_so(client):
    assert "还没有县级区划" in client.get(reverse("law")).content.decode()


def test_no_row_of_any_person_is_read(client, places):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page(client)
    tables = {table for query in asked for table in re.findall(r'(?:FROM|JOIN) "(\w+)"', query["sql"])}
    assert tables == {"offices_area", "offices_localfigures"}


def test_it_asks_the_same_number_of_questions_for_many_places(client, places, django_assert_num_queries):
    with CaptureQueriesContext(connection) as asked:
        page(client)
    with acting_everywhere():
        for number in range(3, 20):
            make_figures(
                make_area(990000000000 + number * 10**6 + 9 * 10**8, Level.COUNTY, "又一县", places.province)
            )
    with django_assert_num_queries(len(asked)):
        page(client)


def test_every_page_leads_to_it(client, places):
    assert f'href="{reverse("law")}"' in client.get(reverse("login")).content.decode()
