"""用了这一条标准的案件: what rests on one entry of local figures, in the reader's own area."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relief.offices.access import acting
from relief.offices.models import LocalFigures, Section
from relief.screening.queries import screenings_resting_on
from tests.casework.arranging import make_relief
from tests.casework.refusing import refuse
from tests.factories import make_figures
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def relief(place):
    return make_relief(place.lin_xiaoman)


def used():
    """The entry that the screenings of the demonstration county were judged by."""
    with acting_everywhere():
        rows = LocalFigures.objects.filter(section=Section.FIGURES).select_related("area")
        (found,) = [row for row in rows if screenings_resting_on(row).exists()]
    return found


def corrected(row):
    with acting_everywhere():
        values = {**row.values, "minimum_wage": 1}
        return make_figures(
            row.area,
            in_force_from=row.in_force_from,
            values=values,
            corrects=row,
            known_from=timezone.now(),
            reason="抄错了",
        )


def page(client, user, row):
    client.force_login(user)
    return client.get(reverse("figure_cases", args=[row.pk]))


def test_what_is_not_decided_is_listed_and_leads_to_its_page(client, place, relief):
    shown = page(client, place.gao_jianguo, used()).content.decode()

    assert "1件申请还没有决定" in shown
    assert "1次筛查用了它" in shown
    assert reverse("application", args=[relief.pk]) in shown
    assert "已经更正" not in shown


def test_a_correction_leaves_them_where_they_were_and_says_what_happens(client, place, relief):
    row = used()
    correction = corrected(row)
    shown = page(client, place.gao_jianguo, row).content.decode()

    assert "已经更正" in shown
    assert "打开时会提示重新筛查" in shown
    assert reverse("application", args=[relief.pk]) in shown
    assert (
        reverse("application", args=[relief.pk])
        not in page(client, place.gao_jianguo, correction).content.decode()
    )


def test_what_is_decided_is_counted_and_not_listed(client, place, relief):
    with acting(place.he_jing):
        refuse(by=place.he_jing, application=relief, reason="急难不在本地发生")
    shown = page(client, place.gao_jianguo, used()).content.decode()

    assert "1个决定用了它，不变" in shown
    assert reverse("application", args=[relief.pk]) not in shown


def test_another_community_of_the_county_sees_the_entry_and_no_case(client, place, relief):
    shown = page(client, place.zhou_ting, used()).content.decode()

    assert "0件申请还没有决定" in shown
    assert reverse("application", args=[relief.pk]) not in shown


def test_an_entry_of_another_county_is_not_there(client, place):
    with acting_everywhere():
        away = make_figures(place.other_county)
    assert page(client, place.gao_jianguo, away).status_code == 404


def test_the_figures_and_the_form_lead_there(client, place, relief):
    row = used()
    address = reverse("figure_cases", args=[row.pk])
    client.force_login(place.gao_jianguo)
    assert address in client.get(reverse("figures")).content.decode()
    assert address in client.get(reverse("figure_correct", args=[row.pk])).content.decode()
    client.force_login(place.administrator)
    assert address not in client.get(reverse("figures")).content.decode()


def test_many_cases_ask_no_more_questions_than_one(client, place, relief):
    row = used()
    page(client, place.gao_jianguo, row)
    with CaptureQueriesContext(connection) as before:
        page(client, place.gao_jianguo, row)
    for _ in range(3):
        make_relief(place.lin_xiaoman)
    with CaptureQueriesContext(connection) as after:
        shown = page(client, place.gao_jianguo, row).content.decode()

    assert "4件申请还没有决定" in shown
    assert len(after) == len(before)
