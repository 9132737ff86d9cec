"""Beside the result stands where the texts disagree, and the view the place took when it was screened."""

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django.urls import reverse

from relief.casework.lacking import grounds_of
from relief.households.services import store_household
from relief.offices.access import acting
from relief.offices.models import Section
from relief.rules.programmes import BY_CODE
from relief.screening.cards import programme_cards
from relief.screening.queries import answer_of, figures_of
from relief.screening.rows import Kept
from relief.screening.services import screen_household
from tests.factories import make_figures
from tests.households.case_files import case_named
from tests.screening.arranging import make_place
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(world):
    make_place(world.county)
    with acting(world.lin_xiaoman):
        case = case_named("dibao-one-yuan-below")
        return store_household(by=world.lin_xiaoman, area=world.liushu, case=case)


def screened(world, home):
    with acting(world.lin_xiaoman):
        return screen_household(by=world.lin_xiaoman, household=home, day=home.facts_on)


def part(client, world, screening, programme, **headers):
    """What stands in and behind the line of a programme."""
    client.force_login(world.lin_xiaoman)
    text = unescape(client.get(reverse("result", args=[screening.pk]), **headers).content.decode())
    return re.search(rf'id="programme_{programme}".*?(?=id="programme_|<footer)', text, re.DOTALL)[0]


def test_a_programme_shows_the_texts_and_the_view_of_the_place(client, world, home):
    edge = part(client, world, screened(world, home), "dibao_margin")
    assert "低保边缘线本数算不算" in edge
    assert "本地定了（低保边缘线含本数：否）：要低于边缘线，正好在线上不算。" in edge
    assert "浙江的规定：1.5倍以下" in edge
    assert "涉及：家庭收入低于低保边缘标准" in edge
    assert "特困未成年人到几岁" not in edge


def test_a_criterion_that_is_touched_has_its_mark_and_no_other(client, world, home):
    tekun = part(client, world, screened(world, home), "tekun")
    cites = re.findall(r'class="criterion-name">([^<]+)</span>\s*<span class="cite">(.*?)</span>', tekun)
    marked = {title for title, cited in cites if "说法不一" in cited}
    assert marked == {"无劳动能力"}
    assert len({title for title, _cited in cites}) > 1


def test_a_ground_for_a_refusal_is_cited_without_the_mark(world, home):
    screening = screened(world, home)
    with acting(world.lin_xiaoman):
        cards = programme_cards(Kept(screening, answer_of(screening), {}))
    (tekun,) = (card for card in cards if card.code == "tekun")
    marked = {row.citation for person in tekun.persons for row in person.rows if row.is_disputed}
    assert marked == {"《社会救助法》第十六条；民发〔2021〕43号第五条"}
    assert marked <= {cite for cite, _words in grounds_of(tekun)}


def test_the_view_is_that_of_the_figures_that_were_used(client, world, home):
    before = screened(world, home)
    with acting_everywhere():
        standing = world.county.figures.get(section=Section.FIGURES)
        corrected = {"values": standing.values | {"margin_inclusive": True}, "corrects": standing}
        make_figures(world.county, known_from=datetime(2021, 7, 2, tzinfo=UTC), **corrected)
    assert "正好在线上不算。" in part(client, world, before, "dibao_margin")
    assert "正好在边缘线上也算。" in part(client, world, screened(world, home), "dibao_margin")
    assert figures_of(before).raw("margin_inclusive") is False


def test_it_leads_to_the_law_of_the_place_and_the_day(client, world, home):
    screening = screened(world, home)
    found = re.findall(r'href="(/law/[^"]+)"', part(client, world, screening, "dibao"))
    address = f"/law/?place=990100&on={screening.day}#dibao"
    assert address in found
    text = client.get(address).content.decode()
    assert 'id="dibao"' in text
    assert BY_CODE["dibao"].title.zh in text


def test_it_speaks_english(client, world, home):
    edge = part(client, world, screened(world, home), "dibao_margin", HTTP_ACCEPT_LANGUAGE="en")
    assert "points where the texts disagree, and what holds here" in edge
    assert "Income must be below the line; on the line is out." in edge
    assert "disputed" in edge


@pytest.mark.parametrize(("day", "there"), [(date(2022, 10, 19), False), (date(2022, 10, 20), True)])
def test_a_disagreement_is_shown_from_the_day_it_stands(client, world, home, day, there):
    with acting(world.lin_xiaoman):
        screening = screen_household(by=world.lin_xiaoman, household=home, day=day)
    assert ("务工收入扣不扣就业成本" in part(client, world, screening, "dibao")) is there
