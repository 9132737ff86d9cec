"""自理能力变化: reported, and assessed again within ten working days (民发〔2021〕43号第二十三条)."""

import pytest

from relief.casework.models import Assessment
from relief.offices.access import acting
from relief.offices.calendar_days import working_days
from tests.casework.changing import given, now
from tests.casework.investigated import today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, refused_by
from tests.casework.test_guards_changing import tekun_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def tekun(place):
    return tekun_of(place)


def step(client, user, application, deed, **fields):
    return send(client, user, "step", application.pk, deed, **fields)


def test_reported_and_assessed_again(client, place, tekun):
    told = {"happened_on": today().isoformat(), "text": "摔伤以后不能下床。"}
    assert step(client, place.lin_xiaoman, tekun, "report_ability", **told).status_code == 302
    row = now(tekun)
    assert (row.clock, row.clock_length, row.clock_unit) == ("reassessment", 10, "working_days")
    assert working_days(today(), row.due_on).works(row.due_on)
    fields = {"assessed_on": today().isoformat(), "assessors": "镇卫生院", "able": ["eats"]}
    assert step(client, place.he_jing, tekun, "assess", **fields).status_code == 302
    assert now(tekun).clock == "tekun_review"
    page = text_of(open_page(client, place.he_jing, "application", tekun.pk))
    assert "完全丧失生活自理能力" in page
    assert "摔伤以后不能下床。" in page
    with acting_everywhere():
        assert Assessment.objects.count() == 2


def test_nothing_is_assessed_that_nobody_reported(client, place, tekun):
    offered = open_page(client, place.he_jing, "application", tekun.pk).context
    assert "自理能力评估" not in [each.label for each in (*offered["givings"], *offered["doings"])]
    fields = {"assessed_on": today().isoformat(), "assessors": "镇卫生院", "able": []}
    assert "没有报告过自理能力变化" in text_of(step(client, place.he_jing, tekun, "assess", **fields))
    with acting(place.he_jing), refused_by("casework_deed_ability_reported"):
        do(tekun, place.he_jing, "assess")


def test_of_dibao_there_is_none(client, place):
    dibao = given(place)
    told = {"happened_on": today().isoformat(), "text": "摔伤。"}
    step(client, place.lin_xiaoman, dibao, "report_ability", **told)
    assert now(dibao).steps == dibao.steps
