"""领办、放回、转交、全部转交: who has an application on the desk, from the queue and from its page."""

import pytest
from django.urls import reverse

from relief.audit.queries import events_about
from relief.casework.models import Application
from relief.casework.services import take
from relief.households.models import EntryPart
from relief.households.services.entries import write_entry
from relief.offices.access import acting
from tests.casework.pages import NOBODY, open_page, send, text_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def owner_of(application):
    with acting_everywhere():
        return Application.objects.get(pk=application.pk).owner


def taken(application, by):
    with acting(by):
        take(by=by, application=application)


class TestTakingAndGivingBack:
    def test_it_comes_back_to_where_one_was_at_the_same_row(self, client, place, relief):
        sent = send(client, place.he_jing, "take", relief.pk, back="/queue/?owner=nobody")
        assert sent.url == f"/queue/?owner=nobody#row-{relief.pk}"
        assert owner_of(relief) == place.he_jing
        sent = send(client, place.he_jing, "give_back", relief.pk, back="https://elsewhere.example/")
        assert sent.url == f"{reverse('queue')}#row-{relief.pk}"
        assert owner_of(relief) is None

    def test_what_a_colleague_has_stays_theirs(self, client, place, relief):
        taken(relief, place.lu_jianxin)
        for name in ("take", "give_back"):
            client.force_login(place.he_jing)
            answer = client.post(reverse(name, args=[relief.pk]), follow=True)
            assert "陆建新" in text_of(answer)
        assert owner_of(relief) == place.lu_jianxin

    @pytest.mark.parametrize("name", ["take", "give_back"])
    def test_another_township_is_answered_like_nothing(self, client, place, relief, name):
        there = send(client, place.zheng_guoping, name, relief.pk)
        nothing = send(client, place.zheng_guoping, name, NOBODY)
        assert (there.status_code, there.content) == (404, nothing.content)

    @pytest.mark.parametrize("name", ["take", "give_back", "hand_over"])
    @pytest.mark.parametrize("who", ["lin_xiaoman", "auditor", "administrator"])
    def test_it_is_for_those_who_decide(self, client, place, relief, name, who):
        assert send(client, getattr(place, who), name, relief.pk).status_code == 403

    @pytest.mark.parametrize("name", ["take", "give_back"])
    def test_only_by_a_form(self, client, place, relief, name):
        assert open_page(client, place.he_jing, name, relief.pk).status_code == 405


class TestHandingOver:
    def choices(self, page):
        return [person.display_name for person in page.context["form"].people.values()]

    def test_to_a_colleague_who_may_decide_with_a_reason(self, client, place, relief):
        taken(relief, place.he_jing)
        page = open_page(client, place.he_jing, "hand_over", relief.pk)
        assert self.choices(page) == ["陆建新"]
        fields = {"to": place.lu_jianxin.pk, "reason": "明天休假", "back": "/queue/"}
        assert send(client, place.he_jing, "hand_over", relief.pk, **fields).url == "/queue/"
        assert owner_of(relief) == place.lu_jianxin
        with acting_everywhere():
            assert [event.action for event in events_about(relief)][-1] == "casework.handed_over"

    def test_who_entered_it_is_not_offered(self, client, place, relief):
        taken(relief, place.he_jing)
        with acting(place.lu_jianxin):
            write_entry(by=place.lu_jianxin, household=relief.household, part=EntryPart.INCOMES)
        page = open_page(client, place.he_jing, "hand_over", relief.pk)
        assert self.choices(page) == []
        assert "没有可以接手的同事" in text_of(page)

    def test_nobody_chosen_comes_back_with_what_was_typed(self, client, place, relief):
        taken(relief, place.he_jing)
        page = send(client, place.he_jing, "hand_over", relief.pk, reason="明天休假")
        assert "请选择" in text_of(page)
        assert "明天休假" in text_of(page)
        assert owner_of(relief) == place.he_jing

    def test_what_is_not_one_s_own_is_not_handed_over(self, client, place, relief):
        page = open_page(client, place.he_jing, "hand_over", relief.pk)
        assert "您没有经办这件申请" in text_of(page)
        send(client, place.he_jing, "hand_over", relief.pk, to=place.lu_jianxin.pk)
        assert owner_of(relief) is None


class TestWhoLeaves:
    @pytest.mark.parametrize("who", ["gao_jianguo", "administrator"])
    def test_everything_goes_to_a_colleague_each_written_down(self, client, place, relief, dibao, who):
        arranger = getattr(place, who)
        for each in (relief, dibao):
            taken(each, place.he_jing)
        held = open_page(client, arranger, "owners").context["held"]
        assert [(each.person, each.number) for each in held] == [(place.he_jing, 2)]
        page = open_page(client, arranger, "leaver", place.he_jing.pk)
        assert self.choices(page) == ["陆建新"]
        assert [line.number for line in page.context["lines"]] == [
            each.household.number for each in (relief, dibao)
        ]
        fields = {"to": place.lu_jianxin.pk, "reason": "调离"}
        assert send(client, arranger, "leaver", place.he_jing.pk, **fields).url == reverse("owners")
        assert [owner_of(each) for each in (relief, dibao)] == [place.lu_jianxin] * 2
        with acting_everywhere():
            for each in (relief, dibao):
                assert [event.action for event in events_about(each)][-1] == "casework.reassigned"

    def choices(self, page):
        return [person.display_name for person in page.context["form"].people.values()]

    def test_what_the_colleague_may_not_decide_stays_and_is_named(self, client, place, relief, dibao):
        for each in (relief, dibao):
            taken(each, place.he_jing)
        with acting(place.lu_jianxin):
            write_entry(by=place.lu_jianxin, household=relief.household, part=EntryPart.INCOMES)
        client.force_login(place.gao_jianguo)
        fields = {"to": place.lu_jianxin.pk, "reason": "调离"}
        answer = client.post(reverse("leaver", args=[place.he_jing.pk]), fields, follow=True)
        assert "1件陆建新不能办" in text_of(answer)
        assert [owner_of(each) for each in (relief, dibao)] == [place.he_jing, place.lu_jianxin]

    def test_without_a_reason_nothing_moves(self, client, place, relief):
        taken(relief, place.he_jing)
        send(client, place.gao_jianguo, "leaver", place.he_jing.pk, to=place.lu_jianxin.pk)
        assert owner_of(relief) == place.he_jing

    def test_an_administrator_reads_no_name_and_no_fact(self, client, place, relief, dibao):
        taken(relief, place.he_jing)
        for page in (
            open_page(client, place.administrator, "owners"),
            open_page(client, place.administrator, "leaver", place.he_jing.pk),
        ):
            with acting_everywhere():
                people = [member.person for member in relief.household.members.select_related("person")]
            assert not any(person and person.name in text_of(page) for person in people)
            assert reverse("application", args=[relief.pk]) not in text_of(page)
            assert "800" not in text_of(page)

    def test_what_nobody_has_is_listed_without_people(self, client, place, relief, dibao):
        taken(relief, place.he_jing)
        page = open_page(client, place.administrator, "owners")
        assert [line.number for line in page.context["lines"]] == [dibao.household.number]
        for words in ("低保", "柳树社区", "今天提交"):
            assert words in text_of(page)

    @pytest.mark.parametrize("who", ["he_jing", "lin_xiaoman", "auditor"])
    def test_it_is_for_the_county_and_the_administrator(self, client, place, relief, who):
        assert open_page(client, getattr(place, who), "owners").status_code == 403
        assert send(client, getattr(place, who), "leaver", place.he_jing.pk).status_code == 403

    def test_somebody_of_another_place_is_not_there(self, client, place):
        assert open_page(client, place.gao_jianguo, "leaver", NOBODY).status_code == 404
