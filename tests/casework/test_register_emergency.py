"""急难登记: one page from somebody in need to an application that waits."""

import pytest

from relief.audit.queries import events_about
from relief.casework.models import Application
from relief.households.models import Applicant, Judgement
from relief.offices.documents import read_document
from tests.casework.investigated import today
from tests.casework.pages import open_page, send, text_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

SAID = {
    "name": "罗小军",
    "document_kind": "identity_card",
    "number": "",
    "event": "sudden_illness",
    "happened_on": today().isoformat(),
    "place": "here",
    "cause": "突发脑出血，送县医院，押金不够。",
    "difficulty": "yes",
    "others": "罗桂英、罗小梅",
    "programme": "emergency_relief",
    "requested": "600",
    "telephone": "139 0000 0000",
}


def register(client, user, **changes):
    client.force_login(user)
    return client.post("/emergency/", SAID | changes)


def made():
    with acting_everywhere():
        return list(Application.objects.select_related("household", "screening"))


def test_household_members_facts_screening_and_submission_are_made_at_once(client, place):
    answer = register(client, place.lin_xiaoman)
    (application,) = made()
    assert answer.url == f"/applications/{application.pk}/"
    home = application.household
    assert (application.state, application.programme, application.requested) == (
        "submitted",
        "emergency_relief",
        600_00,
    )
    assert (home.area, home.hardship_event, home.hardship_urgent, str(home.hardship_cause)) == (
        place.liushu,
        "sudden_illness",
        True,
        SAID["cause"],
    )
    assert (home.incomes_declared, home.assets) == (None, None)
    with acting_everywhere():
        names = [member.person.name for member in home.members.select_related("person")]
        assert names == ["罗小军", "罗桂英", "罗小梅"]
        assert str(Applicant.objects.get(household=home).telephone) == "13900000000"
        assert Judgement.objects.get(household=home).judged_by == place.lin_xiaoman
        assert [event.action for event in events_about(home)][-1] != "households.entered"
    assert application.verdict == "undetermined"


def test_what_nobody_looked_at_stays_undeclared_and_is_submitted_all_the_same(client, place):
    register(client, place.lin_xiaoman, difficulty="unasked", telephone="", others="")
    (application,) = made()
    assert application.household.hardship_basic_living_difficulty is None
    assert application.verdict == "undetermined"
    with acting_everywhere():
        assert not Applicant.objects.exists()


def test_whoever_registers_does_not_relieve_and_the_approver_does(client, place):
    register(client, place.lin_xiaoman)
    (application,) = made()
    send(client, place.lin_xiaoman, "step", application.pk, "relieve_first", amount="600", reason="急。")
    assert made()[0].state == "submitted"
    send(client, place.he_jing, "step", application.pk, "relieve_first", amount="600", reason="急。")
    assert made()[0].state == "relieved"


@pytest.mark.parametrize("box", ["name", "event", "happened_on", "cause", "requested"])
def test_what_is_needed_is_said_beside_its_box(client, place, box):
    answer = register(client, place.lin_xiaoman, **{box: ""})
    assert list(answer.context["form"].errors) == [box]
    assert SAID["telephone"] in text_of(answer)
    assert made() == []


@pytest.mark.parametrize(
    ("box", "value"), [("telephone", "12"), ("requested", "0"), ("others", "王" * 61), ("place", "moon")]
)
def test_what_cannot_be_is_said_beside_its_box(client, place, box, value):
    answer = register(client, place.lin_xiaoman, **{box: value})
    assert list(answer.context["form"].errors) == [box]
    assert made() == []


def test_a_known_number_waits_for_an_answer_and_is_not_helped_twice_unseen(client, place):
    number = "11010119900307803X"
    read_document("identity_card", number, today=today())
    register(client, place.lin_xiaoman, number=number)
    assert len(made()) == 1
    answer = register(client, place.lin_xiaoman, number=number)
    assert "是同一个人" in text_of(answer)
    assert len(made()) == 1
    answer = register(client, place.lin_xiaoman, number=number, same_person="on")
    assert "可能重复救助" in text_of(answer)
    assert len(made()) == 1


@pytest.mark.parametrize("who", ["he_jing", "gao_jianguo", "administrator"])
def test_nobody_else_registers(client, place, who):
    assert register(client, getattr(place, who)).status_code == 403
    assert made() == []


def test_the_first_page_leads_there(client, place):
    assert "/emergency/" in text_of(open_page(client, place.lin_xiaoman, "home"))
