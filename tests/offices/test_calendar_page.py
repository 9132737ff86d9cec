"""工作日历: an administrator reads a year; what is assumed says so."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from relief.offices.models import WorkingDay

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client, world):
    client.force_login(world.administrator)
    return client


def page_of(client, year):
    return client.get(reverse("calendar_year", args=[year]))


def test_shows_make_up_days_and_holidays(administrator):
    WorkingDay.objects.create(day=date(2026, 10, 10), is_working=True, provisional=False)
    WorkingDay.objects.create(day=date(2026, 10, 1), is_working=False, provisional=False)
    page = page_of(administrator, 2026).content.decode()

    assert '<td class="is-work"><span>10</span><b>上班</b></td>' in page
    assert '<td class="is-rest"><span>1</span><b>放假</b></td>' in page
    assert "暂估" not in page
    assert "1个工作日" in page


def test_an_assumed_year_says_so(administrator):
    WorkingDay.objects.create(day=date(2027, 10, 1), is_working=True, provisional=True)

    assert "暂估" in page_of(administrator, 2027).content.decode()


def test_a_year_without_days_is_not_found(administrator):
    assert page_of(administrator, 1999).status_code == 404


def test_opens_with_this_year(administrator):
    WorkingDay.objects.create(day=timezone.localdate(), is_working=True, provisional=False)

    assert str(timezone.localdate().year) in administrator.get(reverse("calendar")).content.decode()
