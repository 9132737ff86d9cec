"""Every programme that one applies for, at the pages: from the case file to award, review and end."""

import re
from functools import cache
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from relief.casework.models import Application
from relief.casework.workflow import LASTING, Procedure, State, procedures_of
from relief.funds.models import Award
from relief.households.models import CaseFile, Household
from relief.offices.vocabulary import STANDINGS
from relief.rules.answers import screen
from relief.rules.presenting import yuan_text
from relief.rules.programmes import BY_CODE
from tests.casework.changing import half_a_year_passes, now
from tests.casework.investigated import days_pass, everybody_consents, today
from tests.casework.pages import open_page, send, text_of
from tests.casework.refusing import onwards
from tests.rules.published import case_named, figures_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

CASES = {
    "dibao": "dibao-one-fen-below",
    "dibao_individual": "alone-ill-daughter-at-home",
    "dibao_margin": "rigid-eligible-as-edge-family",
    "dibao_grace": "grace-at-the-standard",
    "rigid_expenditure": "rigid-no-dwelling-no-car",
    "emergency_relief": "newcomer-local-hukou",
    "fast_relief": "newcomer-local-hukou",
    "nonresident_relief": "newcomer-one-of-two",
    "epidemic_family_relief": "epidemic-poverty-alleviated",
    "uninsured_unemployed": "uninsured-other-relief-before",
    "jobless_graduate": "graduate-last-day",
}
FOLDER = Path(__file__).parents[1] / "rules" / "cases"
REFUSED = {"decision": "refuse", "reason": "与邻居说的不一致。", "article": "《社会救助法》第四十四条"}


@cache
def text_of_case(name):
    documents = (text for path in FOLDER.glob("*.yaml") for text in path.read_text("utf-8").split("\n---\n"))
    return next(text for text in documents if re.search(rf"^case: {name}$", text, re.MULTILINE))


def passed(client, user, name, *arguments, **fields):
    """A form that is taken leads on; what is wrong with it stands in the failure."""
    sent = send(client, user, name, *arguments, **fields)
    assert sent.status_code == 302, re.findall(r'<title>.*|class="field-error.*', text_of(sent))


def step(client, user, application, deed, **fields):
    passed(client, user, "step", application.pk, deed, **fields)
    return now(application)


def entered(client, place, programme):
    """带入案例, 筛查, 提交: an application as the caseworker leaves it."""
    lin = place.lin_xiaoman
    content = SimpleUploadedFile("case.yaml", text_of_case(CASES[programme]).encode())
    send(client, lin, "case_file_add", source="file", file=content)
    with acting_everywhere():
        brought = CaseFile.objects.get()
    send(client, lin, "case_file", brought.pk, case=1)
    with acting_everywhere():
        home = Household.objects.get()
    send(client, lin, "screen", home.pk)
    passed(client, lin, "submit", home.pk, programme, requested=amount_of(programme))
    with acting_everywhere():
        return Application.objects.select_related("household").get()


def amount_of(programme):
    """In yuan, as advised; 500 where relief has no limit, empty for a standing."""
    case = case_named(CASES[programme])
    answer = screen(case.household, figures_of(case))[programme]
    fen = answer.amount if answer.amount is not None else answer.at_most
    if fen is None:
        return "500.00" if BY_CODE[programme].asks_amount else ""
    return yuan_text(fen)


def looked_into(client, place, application, programme):
    """受理 to 报送确认."""
    he, gao, day = place.he_jing, place.gao_jianguo, today().isoformat()
    everybody_consents(application.household)
    step(client, he, application, "accept")
    step(client, he, application, "investigate")
    two = {"first": he.pk, "second": place.lin_xiaoman.pk, "present": "户主", "signed_by": "户主"}
    step(client, he, application, "record_visit", visited_on=day, way="home", finding="与申报一致。", **two)
    step(client, he, application, "request_check")
    step(client, gao, application, "record_check", started_on=day, result_on=day, result="agrees")
    opinion = {"gives": "yes", "amount": amount_of(programme), "notice_from": day}
    step(client, he, application, "propose", **opinion)
    days_pass(7)
    return step(client, he, application, "forward")


def decided(client, place, programme, **decision):
    application = entered(client, place, programme)
    by = place.he_jing
    if Procedure.INVESTIGATED in procedures_of(programme):
        by, application = place.gao_jianguo, looked_into(client, place, application, programme)
    passed(client, by, "application", application.pk, **decision)
    return now(application)


def approved(client, place, programme):
    return decided(client, place, programme, decision="approve", amount=amount_of(programme))


def awards():
    with acting_everywhere():
        return list(Award.objects.order_by("since"))


@pytest.mark.parametrize("programme", CASES)
def test_from_entry_to_award(client, place, programme):
    application = approved(client, place, programme)
    assert application.state == State.APPROVED
    (award,) = awards()
    assert award.programme == programme
    assert amount_of(programme) == ("" if award.amount is None else yuan_text(award.amount))
    assert reverse("application", args=[application.pk]) in text_of(
        open_page(client, place.lin_xiaoman, "household", application.household_id)
    )


@pytest.mark.parametrize("programme", CASES)
def test_from_entry_to_refusal(client, place, programme):
    application = entered(client, place, programme)
    by = place.he_jing
    if Procedure.INVESTIGATED in procedures_of(programme):
        by, application = place.gao_jianguo, looked_into(client, place, application, programme)
    passed(client, by, "application", application.pk, **REFUSED, **onwards(application))
    assert (now(application).state, awards()) == (State.REFUSED, [])
    page = text_of(open_page(client, place.lin_xiaoman, "application", application.pk))
    assert REFUSED["reason"] in page


@pytest.mark.parametrize("programme", sorted(LASTING & set(CASES)))
def test_from_the_award_to_review_and_end(client, place, programme):
    he = place.he_jing
    # What its townships recognise they change as well.
    here = programme in STANDINGS
    confirms, forward, waits = (
        (place.lu_jianxin, "forward_change_here", State.TO_CHANGE_HERE)
        if here
        else (place.gao_jianguo, "forward_change", State.TO_CHANGE)
    )
    application = approved(client, place, programme)
    if application.clock_from:
        half_a_year_passes(application)
    step(client, he, application, "review", result="changed", words="家里有了新的收入。")
    step(client, he, application, "propose_change", kind="end", ground="circumstances", reason="收入变了。")
    heard = {"heard_on": today().isoformat(), "way": "in_person", "who": "户主", "words": "没有意见。"}
    step(client, he, application, "hear", **heard)
    assert step(client, he, application, forward).state == waits
    assert step(client, confirms, application, "end", reason="收入变了。").state == State.ENDED
    assert [each.until is not None for each in awards()] == [True]
    handed = {"handed_on": today().isoformat(), "way": "in_person"}
    step(client, he, application, "notify_change", **handed)
