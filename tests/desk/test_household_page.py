"""A household with its advice: what may be done next, by whom, and the steps of every room."""

import pytest
from django.urls import reverse
from django.utils import timezone

from relief.casework.services import submit
from relief.households.models import Household
from relief.offices.access import acting
from relief.screening.models import OutcomeKind, Screening
from relief.screening.queries import latest_screening
from relief.screening.services import record_outcome
from tests.casework.arranging import make_application, make_screened
from tests.factories import make_household
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def page_of(client, user, household, language="zh-hans"):
    client.force_login(user)
    return client.get(reverse("household", args=[household.pk]), headers={"Accept-Language": language})


def test_the_advice_is_there_before_anything_is_kept_and_a_submission_keeps_it_on_the_way(client, place):
    with acting(place.lin_xiaoman):
        household = make_household(place.lin_xiaoman)
    page = page_of(client, place.lin_xiaoman, household).content.decode()
    address = reverse("submit", args=[household.pk, "dibao"])
    assert f'name="next" value="{address}"' in page
    assert "存档，看筛查结果" in page
    with acting(place.lin_xiaoman):
        assert not Screening.objects.exists()
    answer = client.post(reverse("screen", args=[household.pk]), {"next": address})
    assert answer.url == address
    with acting(place.lin_xiaoman):
        assert Screening.objects.get().household == household


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_a_check_leads_on_to_no_other_site(client, place, elsewhere):
    with acting(place.lin_xiaoman):
        household = make_household(place.lin_xiaoman)
    client.force_login(place.lin_xiaoman)
    answer = client.post(reverse("screen", args=[household.pk]), {"next": elsewhere})
    assert answer.url.startswith("/screenings/")


def test_after_a_check_each_programme_can_be_submitted_by_the_caseworker_alone(client, place):
    household = make_screened(place.lin_xiaoman)
    address = reverse("submit", args=[household.pk, "dibao"])
    page = page_of(client, place.lin_xiaoman, household).content.decode()
    assert address in page
    assert '<a href="#advice">1个项目符合' in page
    assert address not in page_of(client, place.he_jing, household).content.decode()
    # Closed since the end of 2023: nothing to submit.
    assert (
        "/submit/uninsured_unemployed/" not in page_of(client, place.lin_xiaoman, household).content.decode()
    )


def test_what_waits_is_not_offered_again_and_stands_in_the_steps(client, place):
    application = make_application(place.lin_xiaoman)
    page = page_of(client, place.lin_xiaoman, application.household).content.decode()
    assert reverse("application", args=[application.pk]) in page
    assert reverse("submit", args=[application.household_id, "dibao"]) not in page
    assert [step in page for step in ("提交：低保", "筛查", "由案例建户")] == [True] * 3


def test_what_was_agreed_stands_in_the_steps_with_its_programme(client, place):
    household = make_screened(place.lin_xiaoman)

    def steps():
        page = page_of(client, place.lin_xiaoman, household)
        return [step.title for step in page.context["steps"]][:-1]

    def agree(kind, **fields):
        with acting(place.lin_xiaoman):
            record_outcome(
                by=place.lin_xiaoman,
                screening=latest_screening(household),
                programme="dibao",
                kind=kind,
                **fields,
            )

    agree(OutcomeKind.COME_BACK, come_back_on=timezone.localdate(), bring="病历")
    agree(OutcomeKind.NOT, reason="declines", words="不想办")
    agree(OutcomeKind.APPLIES)
    assert steps() == ["申请：低保", "这次不申请：低保", "改天再来：低保", "筛查"]

    with acting(place.lin_xiaoman):
        submit(by=place.lin_xiaoman, household=household, programme="dibao")
    assert steps() == ["提交：低保", "这次不申请：低保", "改天再来：低保", "筛查"]


def test_the_advice_follows_the_facts_and_what_was_kept_is_the_last_one(client, place):
    household = make_screened(place.lin_xiaoman)
    assert "看筛查结果" in page_of(client, place.lin_xiaoman, household).content.decode()
    with acting_everywhere():
        Household.objects.filter(pk=household.pk).update(support_disregarded=1_00)
    page = page_of(client, place.lin_xiaoman, household).content.decode()
    assert "看上次的结果" in page
    assert "存档，看筛查结果" in page


def test_another_township_is_answered_like_nothing(client, place):
    household = make_screened(place.lin_xiaoman)
    client.force_login(place.zheng_guoping)
    there = client.get(reverse("household", args=[household.pk]))
    nothing = client.get(reverse("household", args=["00000000-0000-4000-8000-000000000000"]))
    assert (there.status_code, there.content) == (404, nothing.content)


def test_in_english_nothing_is_left_in_chinese_but_names_and_citations(client, place):
    household = make_screened(place.lin_xiaoman)
    page = page_of(client, place.lin_xiaoman, household, "en").content.decode()
    assert "Submit dibao" in page
    assert "项目建议" not in page


def test_on_a_telephone_the_page_begins_with_what_to_ask_next(client, place):
    with acting(place.lin_xiaoman):
        household = make_household(place.lin_xiaoman)
    answer = page_of(client, place.lin_xiaoman, household)
    first = answer.context["questions"][0]
    page = answer.content.decode()
    strip = page[page.index("advice-strip") : page.index('id="members"')]
    assert f'<a href="{first.url}">先问：{first.text}</a>' in strip
    # Whoever fills nothing in has nothing to ask.
    assert "先问：" not in page_of(client, place.he_jing, household).content.decode()
