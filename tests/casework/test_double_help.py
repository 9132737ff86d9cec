"""No submission and no approval past an unanswered warning of double help: page, service and database."""

import pytest
from django.urls import reverse

from relief.casework.bulk import cases_of
from relief.casework.models import Application, Decision
from relief.casework.queries import applications
from relief.casework.services import Refused, approve, resubmit, send_back, submit
from relief.cautions.models import Answer, Step
from relief.cautions.queries import unanswered
from relief.offices.access import acting
from relief.screening.services import screen_household
from tests.casework.arranging import FIRE, make_application, make_relief, make_screened
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import DEED, SUBMIT, asked, do, execute, first_deed, refused_by
from tests.casework.refusing import refuse
from tests.cautions.arranging import answer_all, make_one_person
from tests.factories import make_household
from tests.funds.arranging import known_as

pytestmark = pytest.mark.django_db

MARGIN = ("dibao_margin", "dibao-exactly-at-standard")
ASKS = "有1处可能重复救助，还没有人核实。"


def doubled(place, household):
    """The head of the household is a member in 石桥街道 too, since this moment."""
    member = known_as(place.lin_xiaoman, household)
    with acting(place.zhou_ting):
        other = make_household(place.zhou_ting)
    make_one_person(member, other)
    return household


@pytest.fixture
def home(place):
    return doubled(place, make_screened(place.lin_xiaoman, MARGIN[1]))


@pytest.fixture
def waiting(place):
    """Nothing was found when it was submitted."""
    application = make_application(place.lin_xiaoman, *MARGIN)
    doubled(place, application.household)
    return application


def test_it_is_not_submitted_before_somebody_has_asked(place, home):
    with acting(place.lin_xiaoman), pytest.raises(Refused, match=ASKS) as refused:
        submit(by=place.lin_xiaoman, household=home, programme=MARGIN[0])
    assert refused.value.field == "cautions"
    answer_all(place.lin_xiaoman, home)
    with acting(place.lin_xiaoman):
        submit(by=place.lin_xiaoman, household=home, programme=MARGIN[0])


def test_the_database_takes_no_submission_either(place, home):
    application = asked(home, place.lin_xiaoman, programme=MARGIN[0])
    rows = ((SUBMIT, application), (DEED, first_deed(application, place.lin_xiaoman)))
    with acting(place.lin_xiaoman), refused_by("casework_deed_no_double_help"):
        execute(*rows)
    answer_all(place.lin_xiaoman, home)
    with acting(place.lin_xiaoman):
        execute(*rows)


def test_it_is_not_approved_before_somebody_has_asked(place, waiting):
    by = place.he_jing
    with acting(by), pytest.raises(Refused, match=ASKS):
        approve(by=by, application=waiting, reason="情况属实。")
    answer_all(by, waiting.household)
    with acting(by):
        approve(by=by, application=waiting, reason="情况属实。")


def test_the_database_takes_no_approval_either(place, waiting):
    standing = {"award": {"kind": "standing", "amount": None}, "decision": {"amount": None}}
    with acting(place.he_jing), refused_by("casework_deed_no_double_help"):
        do(waiting, place.he_jing, "approve", **standing)
    answer_all(place.lin_xiaoman, waiting.household)
    with acting(place.he_jing):
        do(
            waiting,
            place.he_jing,
            "approve",
            award={"kind": "standing", "amount": None},
            decision={"amount": None},
        )


def test_what_was_answered_at_submission_is_not_asked_again_at_the_decision(place, home):
    answer_all(place.lin_xiaoman, home)
    with acting(place.lin_xiaoman):
        application = submit(by=place.lin_xiaoman, household=home, programme=MARGIN[0])
    with acting(place.he_jing):
        approve(by=place.he_jing, application=application, reason="情况属实。")


def test_a_refusal_and_a_return_wait_for_no_answer(place, waiting):
    with acting(place.he_jing):
        send_back(by=place.he_jing, application=waiting, text="补身份证。")
    with acting(place.lin_xiaoman), pytest.raises(Refused, match=ASKS):
        resubmit(by=place.lin_xiaoman, application=waiting)
    answer_all(place.lin_xiaoman, waiting.household)
    with acting(place.lin_xiaoman):
        again = resubmit(by=place.lin_xiaoman, application=waiting)
    doubled(place, again.household)
    with acting(place.he_jing):
        refuse(by=place.he_jing, application=again, reason="人不在本地。")


def test_relief_for_the_same_cause_is_asked_about_and_said_so(client, place):
    first = make_relief(place.lin_xiaoman)
    with acting(place.he_jing):
        approve(by=place.he_jing, application=first, amount=800_00)
    household = first.household
    with acting(place.lin_xiaoman):
        screen_household(by=place.lin_xiaoman, household=household, day=household.facts_on)
        with pytest.raises(Refused, match=ASKS):
            submit(by=place.lin_xiaoman, household=household, programme="fast_relief", requested=500_00)
    page = text_of(open_page(client, place.lin_xiaoman, "submit", household.pk, "fast_relief"))
    assert "得过急难型临时救助，为的是同一件事。" in page
    page = text_of(open_page(client, place.lin_xiaoman, "submit", household.pk, "dibao"))
    assert "为的是同一件事" not in page


def test_an_award_of_another_township_is_told_without_what_it_is(client, place):
    """和平里社区 in 石桥街道 gave it; 青溪镇 learns that there is one, and whom to telephone."""
    theirs = make_relief(place.zhou_ting)
    known_as(place.zhou_ting, theirs.household)
    with acting(place.zheng_guoping):
        approve(by=place.zheng_guoping, application=theirs, amount=800_00)
    household = make_screened(place.lin_xiaoman, FIRE)
    known_as(place.lin_xiaoman, household)
    page = text_of(open_page(client, place.lin_xiaoman, "submit", household.pk, "emergency_relief"))
    assert "郭大勇最近一年在别处得过临时救助。" in page
    assert "请问石桥街道，电话0990-6610201。" in page
    assert theirs.household.number not in page


def test_the_page_refuses_above_the_button_and_leads_back_to_it(client, place, home):
    sent = send(client, place.lin_xiaoman, "submit", home.pk, MARGIN[0], remarks="灶台是冷的。")
    page = text_of(sent)
    assert ASKS in page
    assert "灶台是冷的。" in page
    assert f"programme={MARGIN[0]}&amp;next=" in page
    with acting(place.lin_xiaoman):
        assert not Application.objects.exists()
        (found,) = unanswered(home, MARGIN[0], Step.SUBMISSION)
    back = reverse("submit", args=[home.pk, MARGIN[0]])
    address = f"{reverse('caution', args=[home.pk, found.about])}?programme={MARGIN[0]}&next={back}"
    answered = client.post(address, {"reply": "belongs_to_both", "words": "周末住母亲家。"})
    assert answered.url == back
    with acting(place.lin_xiaoman):
        assert Answer.objects.get().step == Step.SUBMISSION
    assert "核实（提交）：两户都是成员" in text_of(client.get(back))
    assert send(client, place.lin_xiaoman, "submit", home.pk, MARGIN[0]).status_code == 302


def test_the_decision_page_shows_it_and_refuses_with_what_was_typed(client, place, waiting):
    page = text_of(open_page(client, place.he_jing, "application", waiting.pk))
    assert "郭大勇同时是另一户的成员。" in page
    said = {"decision": "approve", "reason": "情况属实，已经看过。"}
    page = text_of(send(client, place.he_jing, "application", waiting.pk, **said))
    assert ASKS in page
    assert said["reason"] in page
    with acting(place.he_jing):
        assert not Decision.objects.exists()


def test_it_is_not_approved_among_several(place, waiting):
    with acting(place.he_jing):
        ready, left = cases_of(place.he_jing, list(applications()))
    assert (ready, [case.guard.title for case in left]) == ([], ["可能有重复救助，还没有人核实。"])
