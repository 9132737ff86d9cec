"""送达: the written notice of every decision is handed over by the township, whoever decided."""

from datetime import timedelta

import pytest
from django.urls import reverse

from relief.casework.handing_over import to_hand_over
from relief.casework.models import Delivery
from relief.casework.services import approve, complete_papers, notify, refer, relieve_first
from relief.offices.access import acting
from relief.papers.models import Paper
from tests.casework.arranging import make_application, make_relief
from tests.casework.investigated import decided_by_the_township_alone, today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, refused_by
from tests.casework.refusing import refuse
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def handed(day=None):
    return {"handed_on": (day or today()).isoformat(), "way": "in_person"}


def approved(place, application):
    with acting(place.he_jing):
        approve(by=place.he_jing, application=application, amount=800_00)


def refused(place, application):
    with acting(place.he_jing):
        refuse(by=place.he_jing, application=application, reason="没有遇到急难。")


def relieved_first(place, application):
    with acting(place.he_jing):
        relieve_first(by=place.he_jing, application=application, amount=800_00, reason="被褥烧光了。")
        complete_papers(by=place.he_jing, application=application, text="火灾经过核过。")


def refused_by_the_county(place, application):
    with acting(place.he_jing):
        refer(by=place.he_jing, application=application, reason="超过本镇审批限额。")
    with acting(place.gao_jianguo):
        refuse(by=place.gao_jianguo, application=application, reason="没有遇到急难。")


def waiting_to_be_handed_over(user):
    with acting(user):
        return [each.pk for each in to_hand_over(user, 10)]


class TestOfTheShortProcedure:
    @pytest.mark.parametrize("decided", [approved, refused, relieved_first])
    def test_what_the_township_decided(self, client, place, relief, decided):
        decided(place, relief)
        page = open_page(client, place.lu_jianxin, "application", relief.pk)
        assert [each.label for each in page.context["doings"]] == ["送达"]
        assert send(client, place.lu_jianxin, "step", relief.pk, "notify", **handed()).status_code == 302
        with acting_everywhere():
            assert Delivery.objects.get().deed.by == place.lu_jianxin
            assert Paper.objects.filter(case=relief.pk, kind="receipt").count() == 1
        assert open_page(client, place.lu_jianxin, "application", relief.pk).context["doings"] == []

    def test_what_the_county_decided(self, client, place):
        relief = make_relief(place.lin_xiaoman, 2_401_00)
        refused_by_the_county(place, relief)
        page = text_of(send(client, place.gao_jianguo, "step", relief.pk, "notify", **handed()))
        assert "不能由您办“送达”" in page
        send(client, place.he_jing, "step", relief.pk, "notify", **handed())
        with acting_everywhere():
            assert Delivery.objects.filter(deed__application=relief.pk).exists()

    def test_once_and_never_before_the_decision(self, client, place, relief):
        assert "不能由您办“送达”" in text_of(open_page(client, place.he_jing, "step", relief.pk, "notify"))
        refused(place, relief)
        early = send(client, place.he_jing, "step", relief.pk, "notify", **handed(today() - DAY))
        assert "送达日期不能早于决定那天。" in text_of(early)
        send(client, place.he_jing, "step", relief.pk, "notify", **handed())
        again = send(client, place.lu_jianxin, "step", relief.pk, "notify", **handed())
        assert "已经送达。" in text_of(again)

    @pytest.mark.parametrize("decided", [approved, refused])
    def test_the_database_takes_one_and_none_before(self, place, relief, decided):
        with acting(place.he_jing), refused_by("casework_deed_move"):
            do(relief, place.he_jing, "notify", order=("deed",))
        decided(place, relief)
        with acting(place.he_jing):
            with refused_by("casework_delivery_day"):
                do(relief, place.he_jing, "notify", left={"handed_on": today() - DAY})
            do(relief, place.he_jing, "notify")
            with refused_by("casework_deed_delivery"):
                do(relief, place.he_jing, "notify")


class TestWhatWaits:
    """待送达, on the first page of whoever hands over."""

    def test_from_the_decision_until_it_is_handed_over(self, client, place, relief):
        client.force_login(place.he_jing)
        assert client.get(reverse("home")).context["undelivered"] == []
        approved(place, relief)
        (work,) = client.get(reverse("home")).context["undelivered"]
        assert (work.url, work.state) == (reverse("application", args=[relief.pk]), "今天决定")
        with acting(place.he_jing):
            notify(by=place.he_jing, application=relief, on=today(), handed_on=today(), way="posted")
        assert client.get(reverse("home")).context["undelivered"] == []

    def test_nothing_of_another_township(self, place, relief):
        approved(place, relief)
        assert waiting_to_be_handed_over(place.he_jing) == [relief.pk]
        assert waiting_to_be_handed_over(place.zheng_guoping) == []

    def test_nothing_that_nobody_confirmed(self, place, relief):
        approved(place, relief)
        decided_by_the_township_alone(relief)
        assert waiting_to_be_handed_over(place.he_jing) == []

    def test_first_decided_first(self, place):
        first, second = make_relief(place.lin_xiaoman), make_application(place.lin_xiaoman, "dibao_margin")
        refused(place, second)
        approved(place, first)
        assert waiting_to_be_handed_over(place.he_jing) == [second.pk, first.pk]
