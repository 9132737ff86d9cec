"""接到投诉举报 during the confirmation: the county goes to the home before anybody decides."""

from datetime import timedelta

import pytest
from django.urls import reverse

from relief.casework.models import Application
from relief.casework.services import Refused, approve, complain, county_visit, send_back
from relief.casework.workflow import CONFIRMED_HERE, State
from relief.offices.access import acting
from tests.casework.investigated import county_visit_words, days_pass, lead, today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, refused_by
from tests.casework.refusing import refuse
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

SAID = "有人来电，说这户在县城另有一套房出租。"
DAY = timedelta(days=1)


@pytest.fixture
def to_confirm(place, dibao):
    return lead(place, dibao, State.TO_CONFIRM)


def complained(by, application):
    with acting(by):
        complain(by=by, application=application, text=SAID)


def visited(place, application, **changes):
    words = county_visit_words() | {"on": today()} | changes
    with acting(place.gao_jianguo):
        county_visit(by=place.gao_jianguo, application=application, **words)


def state_of(application):
    with acting_everywhere():
        return Application.objects.get(pk=application.pk).state


class TestAtItsPage:
    @pytest.mark.parametrize("who", ["lin_xiaoman", "he_jing", "gao_jianguo"])
    def test_whoever_hears_of_it_writes_it_down(self, client, place, to_confirm, who):
        by = getattr(place, who)
        offered = open_page(client, by, "application", to_confirm.pk).context["besides"]
        assert "接到投诉举报" in [each.label for each in offered]
        assert send(client, by, "step", to_confirm.pk, "complain", text=SAID).status_code == 302
        page = text_of(open_page(client, place.gao_jianguo, "application", to_confirm.pk))
        assert SAID in page
        assert "确认期间接到投诉举报，县级入户以后才能决定。" in page
        assert "接到投诉举报，县级还没有入户" in page

    def test_never_without_what_was_said(self, client, place, to_confirm):
        sent = send(client, place.gao_jianguo, "step", to_confirm.pk, "complain", text=" ")
        assert sent.context["form"].errors.keys() == {"text"}

    def test_neither_before_nor_after_the_confirmation(self, client, place, dibao):
        lead(place, dibao, State.PUBLISHED)
        sent = send(client, place.gao_jianguo, "step", dibao.pk, "complain", text=SAID)
        assert "不能由您办“接到投诉举报”" in text_of(sent)

    def test_the_county_finds_it_where_it_finds_what_it_has_to_see(self, client, place, to_confirm):
        client.force_login(place.gao_jianguo)
        assert client.get(reverse("registered")).context["lines"] == []
        complained(place.lin_xiaoman, to_confirm)
        (line,) = client.get(reverse("registered")).context["lines"]
        assert (line.pk, line.reasons, line.visited) == (to_confirm.pk, ["确认期间接到投诉举报"], "")
        assert not line.to_assign
        visited(place, to_confirm)
        (line,) = client.get(reverse("registered")).context["lines"]
        assert line.visited


class TestWhatHasToBeSeen:
    @pytest.mark.parametrize("state", CONFIRMED_HERE)
    @pytest.mark.parametrize("deed", [approve, refuse])
    def test_nobody_decides_before(self, place, dibao, state, deed):
        """Also where the township confirms."""
        lead(place, dibao, state)
        complained(place.lin_xiaoman, dibao)
        by = place.gao_jianguo if state == State.TO_CONFIRM else place.lu_jianxin
        said = {"reason": "按初审意见。", **({"amount": 1_00} if deed is approve else {})}
        with acting(by), pytest.raises(Refused, match="县级入户以后才能决定"):
            deed(by=by, application=dibao, **said)
        visited(place, dibao)
        with acting(by):
            deed(by=by, application=dibao, **said)
        assert state_of(dibao) == ("approved" if deed is approve else "refused")

    def test_once_more_after_every_further_complaint(self, place, to_confirm):
        for _again in range(2):
            complained(place.lin_xiaoman, to_confirm)
            with acting(place.gao_jianguo), pytest.raises(Refused, match="县级入户以后才能决定"):
                approve(by=place.gao_jianguo, application=to_confirm, amount=1_00)
            visited(place, to_confirm)
        with acting(place.gao_jianguo):
            approve(by=place.gao_jianguo, application=to_confirm, amount=1_00)

    def test_what_is_sent_back_comes_back_unseen(self, client, place, to_confirm):
        complained(place.lin_xiaoman, to_confirm)
        with acting(place.gao_jianguo):
            send_back(by=place.gao_jianguo, application=to_confirm, text="房屋再查。")
        lead(place, to_confirm, State.TO_CONFIRM, after=State.INVESTIGATING)
        with acting(place.gao_jianguo), pytest.raises(Refused, match="县级入户以后才能决定"):
            approve(by=place.gao_jianguo, application=to_confirm, amount=1_00)

    def test_a_visit_counts_from_the_complaint(self, place, to_confirm):
        days_pass(3)
        complained(place.lin_xiaoman, to_confirm)
        with pytest.raises(Refused, match="不能早于接到投诉举报那天"):
            visited(place, to_confirm, visited_on=today() - DAY)

    def test_nothing_to_see_without_one(self, client, place, to_confirm):
        with pytest.raises(Refused, match="也没有接到投诉举报"):
            visited(place, to_confirm)
        page = open_page(client, place.gao_jianguo, "application", to_confirm.pk)
        assert "记县级入户" not in [each.label for each in page.context["besides"]]


class TestTheDatabase:
    @pytest.mark.parametrize("state", CONFIRMED_HERE)
    @pytest.mark.parametrize("deed", ["approve", "refuse"])
    def test_nobody_decides_before(self, place, dibao, state, deed):
        lead(place, dibao, state)
        with acting(place.lin_xiaoman):
            do(dibao, place.lin_xiaoman, "complain")
        by = place.gao_jianguo if state == State.TO_CONFIRM else place.lu_jianxin
        with acting(by), refused_by("casework_decision_county_visit"):
            do(dibao, by, deed)
        with acting(by), refused_by("casework_deed_county_visit"):
            do(dibao, by, deed, order=("deed", "move"))
        with acting(place.gao_jianguo):
            do(dibao, place.gao_jianguo, "county_visit")
        with acting(by):
            do(dibao, by, deed)

    def test_an_earlier_visit_is_none(self, place, to_confirm):
        with acting(place.lin_xiaoman):
            do(to_confirm, place.lin_xiaoman, "complain")
        with acting(place.gao_jianguo):
            do(to_confirm, place.gao_jianguo, "county_visit")
        days_pass(1)
        with acting(place.lin_xiaoman):
            do(to_confirm, place.lin_xiaoman, "complain")
        with acting(place.gao_jianguo), refused_by("casework_decision_county_visit"):
            do(to_confirm, place.gao_jianguo, "approve")
        early = {"visited_on": today() - DAY}
        with acting(place.gao_jianguo), refused_by("casework_countyvisit_since_complaint"):
            do(to_confirm, place.gao_jianguo, "county_visit", left=early)

    def test_nothing_to_see_without_one(self, place, to_confirm):
        with acting(place.gao_jianguo), refused_by("casework_deed_registered"):
            do(to_confirm, place.gao_jianguo, "county_visit")

    def test_nobody_s_case_is_assigned_for_it(self, place, dibao):
        lead(place, dibao, State.TO_CONFIRM_HERE)
        with acting(place.lin_xiaoman):
            do(dibao, place.lin_xiaoman, "complain")
        with acting(place.gao_jianguo), refused_by("casework_deed_registered"):
            do(dibao, place.gao_jianguo, "assign", colleague=place.lu_jianxin)
