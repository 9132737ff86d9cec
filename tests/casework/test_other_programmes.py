"""别的项目怎么说: whoever refuses, and whoever reads a refusal, sees what every other programme said."""

import pytest

from relief.casework.services import submit
from relief.offices.access import acting
from relief.rules.programmes import BY_CODE, PROGRAMMES
from tests.casework.arranging import make_relief
from tests.casework.pages import open_page, text_of
from tests.casework.refusing import refuse

pytestmark = pytest.mark.django_db


def others(client, user, application):
    opened = open_page(client, user, "application", application.pk)
    return opened.context["others"], text_of(opened)


def test_every_other_programme_is_named_with_what_it_says(client, place, relief):
    found, page = others(client, place.he_jing, relief)
    titles = [each.title for each in (*found.open, *found.quiet)]
    assert sorted(titles) == sorted(each.title.zh for each in PROGRAMMES if each.code != relief.programme)
    assert {each.verdict for each in found.open} <= {"eligible", "undetermined"}
    assert {each.verdict for each in found.quiet} == {"ineligible", "not_offered"}
    assert found.note == "另查了14个项目，1个符合"
    assert all(each.why and each.why in page for each in (*found.open, *found.quiet))


def test_who_reads_a_refusal_reads_what_else_there_is(client, place, relief):
    with acting(place.he_jing):
        refuse(by=place.he_jing, application=relief, reason="不是急难。", article="民发〔2018〕23号")
    found, page = others(client, place.lin_xiaoman, relief)
    assert "别的项目怎么说" in page
    assert [each.title for each in found.open if each.verdict == "eligible"] == ["小额快救"]


def test_what_is_asked_for_already_is_a_link(client, place):
    relief = make_relief(place.lin_xiaoman)
    with acting(place.lin_xiaoman):
        fast = submit(
            by=place.lin_xiaoman, household=relief.household, programme="fast_relief", requested=300_00
        )
    found, page = others(client, place.he_jing, relief)
    (line,) = [each for each in found.open if each.title == BY_CODE["fast_relief"].title.zh]
    assert str(fast.pk) in line.url
    assert line.url in page
