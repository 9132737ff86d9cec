"""Whoever opens a household that is none of their own open cases says first what for."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from relief.casework.services import request_check, withdraw
from relief.casework.workflow import State
from relief.offices.access import acting
from relief.offices.models import Role
from relief.offices.typed import FIELD, signed
from relief.oversight.models import Opening, Purpose
from relief.oversight.services import open_household
from tests.casework.arranging import make_application, make_screened
from tests.casework.investigated import everybody_consents, lead, today
from tests.casework.refusing import refuse
from tests.purposes import asks_purpose
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(place):
    return make_screened(place.lin_xiaoman)


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def page_of(household, name="household"):
    return reverse(name, args=[household.pk])


@pytest.mark.parametrize("role", [Role.APPROVER, Role.COUNTY_OFFICER, Role.AUDITOR])
def test_it_is_asked_once_a_day_of_each_person(place, home, role):
    client = browser(place.by_role[role])

    asked = client.get(page_of(home))
    assert asks_purpose(asked)
    assert client.get(asked.url).status_code == 200
    answered = client.post(asked.url, {"purpose": "spot_check"})
    assert answered.url == page_of(home)
    assert client.get(page_of(home)).status_code == 200
    assert client.get(page_of(home, "papers")).status_code == 200


def test_another_person_and_another_household_are_asked_again(place, home):
    with acting(place.he_jing):
        open_household(by=place.he_jing, household=home, purpose=Purpose.REVIEW)
    other = make_screened(place.lin_xiaoman)

    assert asks_purpose(browser(place.he_jing).get(page_of(other)))
    assert asks_purpose(browser(place.lu_jianxin).get(page_of(home)))


def test_tomorrow_it_is_asked_again(place, home, monkeypatch):
    with acting(place.he_jing):
        open_household(by=place.he_jing, household=home, purpose=Purpose.REVIEW)
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("relief.oversight.queries.timezone.localdate", lambda: tomorrow)

    assert asks_purpose(browser(place.he_jing).get(page_of(home)))


def test_of_one_s_own_open_case_nothing_is_asked(place):
    waiting = make_application(place.lin_xiaoman)

    assert browser(place.he_jing).get(reverse("application", args=[waiting.pk])).status_code == 200
    assert browser(place.he_jing).get(page_of(waiting.household)).status_code == 200
    assert asks_purpose(browser(place.gao_jianguo).get(reverse("application", args=[waiting.pk])))
    assert asks_purpose(browser(place.auditor).get(reverse("application", args=[waiting.pk])))


def test_what_one_s_own_step_decided_today_is_still_one_s_own(place, monkeypatch):
    decided = make_application(place.lin_xiaoman, "dibao_margin")
    with acting(place.he_jing):
        refuse(by=place.he_jing, application=decided, reason="家里另有收入")

    assert browser(place.he_jing).get(page_of(decided.household)).status_code == 200
    assert browser(place.lu_jianxin).get(page_of(decided.household)).status_code == 200
    assert asks_purpose(browser(place.gao_jianguo).get(page_of(decided.household)))
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("relief.oversight.queries.timezone.localdate", lambda: tomorrow)
    assert asks_purpose(browser(place.he_jing).get(page_of(decided.household)))


def test_a_check_that_is_asked_for_is_the_county_s_own(place):
    application = make_application(place.lin_xiaoman)
    lead(place, application, State.INVESTIGATING)
    everybody_consents(application.household)
    assert asks_purpose(browser(place.gao_jianguo).get(page_of(application.household)))
    with acting(place.he_jing):
        request_check(by=place.he_jing, application=application, on=today())
    assert browser(place.gao_jianguo).get(page_of(application.household)).status_code == 200


def test_a_withdrawn_case_is_nobody_s_own(place):
    withdrawn = make_application(place.lin_xiaoman)
    with acting(place.lin_xiaoman):
        withdraw(by=place.lin_xiaoman, application=withdrawn)

    assert asks_purpose(browser(place.he_jing).get(page_of(withdrawn.household)))


def test_a_caseworker_s_community_is_all_their_own(place, home):
    assert browser(place.lin_xiaoman).get(page_of(home)).status_code == 200


def test_sending_something_asks_as_well(place, home):
    asked = browser(place.he_jing).post(page_of(home, "screen"))

    assert asks_purpose(asked)
    assert parse_qs(urlsplit(asked.url).query)["next"] == [page_of(home)]
    with acting_everywhere():
        assert home.screenings.count() == 1


def test_what_was_typed_waits_behind_the_question(place, home):
    client, page = browser(place.he_jing), page_of(home, "what_if")
    asked = client.post(page, {"boxes": "1", FIELD: signed(place.he_jing.pk, page)})

    answered = client.post(asked.url, {"purpose": "review"})
    assert answered.url == page
    assert page in client.session["typed"]


def test_a_part_of_a_page_leads_the_whole_page_there(place, home):
    response = browser(place.he_jing).get(page_of(home), headers={"HX-Request": "true"})

    assert response.status_code == 204
    assert response["HX-Redirect"].startswith(page_of(home, "purpose"))


@pytest.mark.parametrize("goal", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_it_goes_on_to_no_other_site(place, home, goal):
    address = f"{page_of(home, 'purpose')}?next={goal}"
    assert browser(place.auditor).post(address, {"purpose": "petition"}).url == page_of(home)


def test_nothing_is_opened_without_an_answer(place, home):
    client = browser(place.auditor)
    for sent in ({}, {"purpose": "curiosity"}, {"purpose": "other", "words": " "}):
        assert client.post(page_of(home, "purpose"), sent).status_code == 200
    with acting_everywhere():
        assert not Opening.objects.exists()
    assert client.post(page_of(home, "purpose"), {"purpose": "other", "words": "年度自查"}).status_code == 302


def test_it_is_written_down_and_into_the_audit_without_the_words(place, home):
    client = browser(place.auditor)
    client.post(page_of(home, "purpose"), {"purpose": "petition", "words": "信访人反映收入不实"})

    with acting_everywhere(), connection.cursor() as cursor:
        opening = Opening.objects.get()
        cursor.execute("SELECT details::text FROM audit_event WHERE action = 'oversight.opened'")
        (details,) = cursor.fetchone()
    assert (opening.opened_by_id, opening.household_id) == (place.auditor.pk, home.pk)
    assert opening.purpose == "petition"
    assert opening.words == "信访人反映收入不实"
    assert "petition" in details
    assert "信访人" not in details


def test_the_question_says_nothing_of_the_people(place, home):
    page = browser(place.auditor).get(page_of(home, "purpose")).content.decode()

    assert home.number in page
    assert "曾国强" not in page


def test_nobody_opens_in_another_s_name_nor_on_another_day(place, home):
    fields = {"household": home, "area_id": home.area_id, "purpose": Purpose.REVIEW}
    wrong = (
        {**fields, "opened_by": place.lu_jianxin},
        {**fields, "opened_by": place.he_jing, "day": timezone.localdate() + timedelta(days=1)},
        {**fields, "opened_by": place.he_jing, "area_id": place.qianjin.number},
    )
    with acting(place.he_jing):
        for each in wrong:
            with pytest.raises(DatabaseError), transaction.atomic():
                Opening.objects.create(**each)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.ADMINISTRATOR])
def test_whoever_is_not_asked_writes_no_opening(place, home, role):
    with acting(place.by_role[role]), pytest.raises(PermissionDenied):
        open_household(by=place.by_role[role], household=home, purpose=Purpose.REVIEW)
