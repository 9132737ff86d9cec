"""续办: a standing that ends is asked for again while it runs, and follows without a gap."""

from datetime import timedelta

import pytest

from relief.casework.models import Application
from relief.casework.services import Refused, approve, submit
from relief.casework.services.awarding import standing_until
from relief.funds.models import Award
from relief.offices.access import acting
from tests.casework.arranging import make_application
from tests.casework.investigated import today
from tests.casework.pages import open_page, text_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

RIGID = ("rigid_expenditure", "rigid-spending-over-the-ratio")
MARGIN = ("dibao_margin", "dibao-exactly-at-standard")
DAY = timedelta(days=1)


def recognised(place, programme, case):
    application = make_application(place.lin_xiaoman, programme, case)
    approved(place, application)
    return application


def approved(place, application):
    with acting(place.he_jing):
        approve(by=place.he_jing, application=application, reason="情况属实。")


def asked_again(place, application):
    with acting(place.lin_xiaoman):
        return submit(by=place.lin_xiaoman, household=application.household, programme=application.programme)


def awards():
    with acting_everywhere():
        return list(Award.objects.order_by("since"))


def test_the_new_one_begins_the_day_after_the_old_one_ends(place):
    first = recognised(place, *RIGID)
    approved(place, asked_again(place, first))
    old, new = awards()
    assert (old.since, old.until) == (today(), standing_until("rigid_expenditure", today()))
    assert (new.since, new.until) == (old.until + DAY, standing_until("rigid_expenditure", old.until + DAY))


def test_a_third_follows_the_second(place):
    first = recognised(place, *RIGID)
    for _time in range(2):
        approved(place, asked_again(place, first))
    found = awards()
    assert [later.since - earlier.until for earlier, later in zip(found, found[1:], strict=False)] == [
        DAY,
        DAY,
    ]


def test_what_has_no_end_needs_none(place):
    first = recognised(place, *MARGIN)
    with pytest.raises(Refused, match="不能重复发放"):
        approved(place, asked_again(place, first))


def test_the_page_says_until_when_and_leads_the_caseworker_on(client, place):
    first = recognised(place, *RIGID)
    opened = open_page(client, place.lin_xiaoman, "application", first.pk)
    assert opened.context["renews"].url
    assert "续办：重新申请" in text_of(opened)
    assert open_page(client, place.he_jing, "application", first.pk).context["renews"].url == ""
    asked_again(place, first)
    assert open_page(client, place.lin_xiaoman, "application", first.pk).context["renews"].url == ""


def test_the_old_one_stays_as_it_was_decided(place):
    first = recognised(place, *RIGID)
    approved(place, asked_again(place, first))
    with acting_everywhere():
        assert set(Application.objects.values_list("state", flat=True)) == {"approved"}


def test_in_english(client, place):
    first = recognised(place, *RIGID)
    client.cookies["django_language"] = "en"
    assert "Renew: apply again" in text_of(open_page(client, place.lin_xiaoman, "application", first.pk))
