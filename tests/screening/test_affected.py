"""受疫情影响的日子: limits and direct relief by communities follow the declaration, on its days alone."""

from datetime import date

import pytest
from django.urls import reverse

from relief.households.services import store_household
from relief.offices.access import acting
from relief.offices.models import Section
from relief.screening.queries import answer_of
from relief.screening.services import screen_household
from tests.factories import make_figures
from tests.households.case_files import case_from
from tests.screening.arranging import make_place
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

FROM, TO = date(2026, 11, 1), date(2026, 11, 30)
STRANDED = """\
  members:
    - {id: a, relation: head, born_on: 1974-03-01, away: none, hukou: local}
  hardship: {event: epidemic, day: 2026-10-20, cause: 隔离, urgent: true, basic_living_difficulty: true,
             requested: 4000, place_of_emergency: here}
  relief_history: []
"""


@pytest.fixture
def home(world):
    make_place(world.county)
    with acting(world.lin_xiaoman):
        return store_household(by=world.lin_xiaoman, area=world.liushu, case=case_from(STRANDED))


def declare(world, **values):
    with acting_everywhere():
        return make_figures(
            world.county, section=Section.EPIDEMIC, values=values, in_force_from=FROM, in_force_to=TO
        )


def on(world, home, day):
    with acting(world.lin_xiaoman):
        return screen_household(by=world.lin_xiaoman, household=home, day=day)


def emergency(client, world, screening):
    """The card of the result page, and the page."""
    client.force_login(world.lin_xiaoman)
    response = client.get(reverse("result", args=[screening.pk]))
    cards = {card.code: card for card in response.context["programmes"]}
    return cards, response.content.decode()


@pytest.mark.parametrize(
    ("day", "office"),
    [
        (date(2026, 10, 31), "county"),
        (FROM, "township"),
        (TO, "township"),
        (date(2026, 12, 1), "county"),
    ],
)
def test_who_decides_follows_the_declaration_within_its_days(client, world, home, day, office):
    declare(world, township_relief_cap=4800, community_relief=True)
    screening = on(world, home, day)
    cards, page = emergency(client, world, screening)
    card = cards["emergency_relief"]

    assert answer_of(screening)["emergency_relief"].approval == office
    affected = office == "township"
    assert (card.community == "社区（村）可以直接救助") is affected
    said = (
        "本地2026年11月1日至2026年11月30日申报受疫情影响：乡镇（街道）可以审批到4,800.00元，"
        "社区（村）可以直接实施临时救助（民政部、财政部2022年6月2日通知第四部分）。"
    )
    assert (said in card.notes) is affected
    assert (said in page) is affected
    assert not cards["dibao"].community
    sheet = client.get(reverse("sheet", args=[screening.pk])).content.decode()
    assert ("社区（村）可以直接救助" in sheet) is affected


def test_the_household_page_says_it_on_the_day_of_its_facts(client, world, home):
    with acting_everywhere():
        make_figures(
            world.county,
            section=Section.EPIDEMIC,
            values={"community_relief": True},
            in_force_from=home.facts_on,
        )
    client.force_login(world.lin_xiaoman)

    assert "社区（村）可以直接救助" in client.get(reverse("household", args=[home.pk])).content.decode()


def test_a_declaration_that_changes_nothing_is_not_spoken_of(client, world, home):
    declare(world)
    card = emergency(client, world, on(world, home, FROM))[0]["emergency_relief"]

    assert not any("疫情影响" in note for note in card.notes)
    assert not card.community


def test_a_declaration_without_an_end_says_from_when(client, world, home):
    with acting_everywhere():
        make_figures(
            world.county, section=Section.EPIDEMIC, values={"community_relief": True}, in_force_from=FROM
        )
    card = emergency(client, world, on(world, home, FROM))[0]["emergency_relief"]

    assert any(note.startswith("本地2026年11月1日起申报受疫情影响：社区（村）") for note in card.notes)


def test_before_the_notice_the_declaration_stands_alone(client, world, home):
    with acting_everywhere():
        make_figures(
            world.county,
            section=Section.EPIDEMIC,
            values={"community_relief": True},
            in_force_from=date(2022, 2, 1),
            in_force_to=date(2022, 2, 27),
        )
    card = emergency(client, world, on(world, home, date(2022, 2, 10)))[0]["emergency_relief"]

    assert any(note.endswith("社区（村）可以直接实施临时救助。") for note in card.notes)


def test_it_is_said_in_english_too(client, world, home):
    declare(world, township_relief_cap=4800, community_relief=True)
    screening = on(world, home, FROM)
    client.force_login(world.lin_xiaoman)
    page = client.get(reverse("result", args=[screening.pk]), headers={"accept-language": "en"})

    assert "a community (village) may give temporary relief directly" in page.content.decode()
