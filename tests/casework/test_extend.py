"""延长期限 at its page: from 30 to 45 working days, once, on a ground."""

import pytest

from relief.casework.clocks.counting import days_between
from relief.casework.clocks.kinds import Unit
from relief.casework.models import Application, Extension
from relief.casework.workflow import State
from relief.offices.access import acting
from relief.offices.calendar_days import working_days
from tests.casework.arranging import make_relief
from tests.casework.investigated import lead, look_into
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import execute, refused_by, statements
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

GROUND = {"ground": "separated", "words": "户籍在外县，人在本镇住。"}


def besides(client, user, application):
    return [each.label for each in open_page(client, user, "application", application.pk).context["besides"]]


def limit_of(client, place, application):
    """How many working days the limit in all has, by the page of the deadlines."""
    lines = open_page(client, place.he_jing, "clocks", application.pk).context["lines"]
    return next(each.length for each in lines if each.code.startswith("dibao_whole"))


def test_the_limit_in_all_is_longer_then(client, place, dibao):
    lead(place, dibao, State.INVESTIGATING)
    assert limit_of(client, place, dibao) == "30个工作日"
    sent = send(client, place.he_jing, "step", dibao.pk, "extend", **GROUND)
    assert "已办：延长期限。" in text_of(client.get(sent.url))
    assert limit_of(client, place, dibao) == "45个工作日"
    with acting_everywhere():
        row = Extension.objects.get()
        asked = Application.objects.get(pk=dibao.pk)
    assert (row.ground, row.words) == ("separated", GROUND["words"])
    assert (asked.state, asked.owner) == (State.INVESTIGATING, place.he_jing)


def test_the_county_at_its_own_step(client, place, dibao):
    lead(place, dibao, State.TO_CONFIRM)
    assert besides(client, place.gao_jianguo, dibao) == ["接到投诉举报", "延长期限", "误录作废"]
    assert send(client, place.gao_jianguo, "step", dibao.pk, "extend", **GROUND).status_code == 302
    with acting_everywhere():
        due = Application.objects.get(pk=dibao.pk)
    calendar = working_days(due.clock_from, due.due_on)
    assert due.clock == "county_confirmation"
    assert days_between(due.clock_from, due.due_on, calendar, Unit.WORKING) == 10


def test_once(client, place, dibao):
    lead(place, dibao, State.ACCEPTED)
    send(client, place.he_jing, "step", dibao.pk, "extend", **GROUND)
    assert "延长期限" not in besides(client, place.he_jing, dibao)
    assert "期限已经延长过。" in text_of(send(client, place.he_jing, "step", dibao.pk, "extend", **GROUND))
    with acting(place.he_jing), refused_by("casework_deed_to_extend"):
        parts = statements(dibao, place.he_jing, "extend")
        execute(parts["deed"], parts["row"], parts["move"])


def test_an_objection_has_extended_it_already(client, place, dibao):
    lead(place, dibao, State.PUBLISHED)
    send(client, place.he_jing, "step", dibao.pk, "object", text="家里有一辆车。")
    assert "期限已经延长过。" in text_of(send(client, place.he_jing, "step", dibao.pk, "extend", **GROUND))


def test_not_before_the_limit_runs(client, place, dibao):
    assert "延长期限" not in besides(client, place.he_jing, dibao)
    sent = send(client, place.he_jing, "step", dibao.pk, "extend", **GROUND)
    assert "现在没有可以延长的期限。" in text_of(sent)
    with acting(place.he_jing), refused_by("casework_deed_to_extend"):
        parts = statements(dibao, place.he_jing, "extend")
        execute(parts["deed"], parts["row"], parts["move"])


def test_not_what_has_no_such_limit(client, place):
    relief = make_relief(place.lin_xiaoman)
    assert "延长期限" not in besides(client, place.he_jing, relief)
    assert send(client, place.he_jing, "step", relief.pk, "extend", **GROUND).status_code == 200
    with acting_everywhere():
        assert not Extension.objects.exists()


def test_without_saying_what_it_is_here(client, place, dibao):
    lead(place, dibao, State.ACCEPTED)
    sent = send(client, place.he_jing, "step", dibao.pk, "extend", ground="hard", words="  ")
    assert sent.context["form"].errors["words"]
    assert sent.context["form"]["ground"].value() == "hard"


def test_whoever_has_it_keeps_it(client, place, dibao):
    lead(place, dibao, State.INVESTIGATING)
    look_into(place, dibao)
    assert send(client, place.lu_jianxin, "step", dibao.pk, "extend", **GROUND).status_code == 302
    with acting_everywhere():
        assert Application.objects.get(pk=dibao.pk).owner == place.he_jing
