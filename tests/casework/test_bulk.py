"""一次办几件: several taken or approved at once, each a deed of its own; one that fails leaves the others."""

import pytest
from django.urls import reverse

from relief.audit.queries import events_about
from relief.casework import services
from relief.casework.advice import advice_on
from relief.casework.models import Application, Decision
from relief.casework.services import take
from relief.casework.words import programme_title
from relief.casework.workflow import State
from relief.households.models import EntryPart, Household
from relief.households.services.entries import write_entry
from relief.offices.access import acting
from relief.screening.queries import latest_screening
from relief.screening.services import screen_household
from tests.casework.arranging import ABOVE_THE_LIMIT, SECOND_DWELLING, make_application, make_relief
from tests.casework.conferring import call
from tests.casework.investigated import days_pass, lead, look_into, opinion_words, today
from tests.casework.pages import open_page, send, text_of
from tests.casework.refusing import onwards
from tests.recusal.declaring import declares, kin, named
from tests.world import acting_everywhere

GRACE_TITLE = programme_title("dibao_grace")

BROTHER = 1

pytestmark = pytest.mark.django_db


def keys(*applications):
    return [str(each.pk) for each in applications]


def states():
    with acting_everywhere():
        return dict(Application.objects.values_list("pk", "state"))


def owners(*applications):
    with acting_everywhere():
        found = Application.objects.in_bulk([each.pk for each in applications])
    return [found[each.pk].owner_id for each in applications]


def asked_to_confirm(client, user, *applications):
    return send(client, user, "approve_several", chosen=keys(*applications))


def confirmed(client, user, page):
    fields = {f"amount-{row.pk}": row.amount for row in page.context["together"]}
    chosen = [row.pk for row in page.context["together"]]
    return send(client, user, "approve_several", confirmed="1", chosen=chosen, **fields)


class TestTaking:
    def test_all_that_were_picked(self, client, place, relief, dibao):
        sent = send(
            client, place.he_jing, "take_several", chosen=keys(relief, dibao), back="/queue/?sort=newest"
        )
        assert sent.url == "/queue/?sort=newest"
        assert owners(relief, dibao) == [place.he_jing.pk] * 2

    def test_one_that_somebody_has_leaves_the_others(self, client, place, relief, dibao):
        with acting(place.lu_jianxin):
            take(by=place.lu_jianxin, application=relief)
        sent = send(client, place.he_jing, "take_several", chosen=keys(relief, dibao))
        assert [line["programme"] for line in sent.context["done"]] == ["低保"]
        assert [line["programme"] for line in sent.context["left"]] == ["急难型临时救助"]
        assert "陆建新" in text_of(sent)
        assert owners(relief, dibao) == [place.lu_jianxin.pk, place.he_jing.pk]

    def test_nothing_picked_says_how(self, client, place, relief):
        client.force_login(place.he_jing)
        answer = client.post(reverse("take_several"), follow=True)
        assert "先在每行前面的方框里打勾" in text_of(answer)

    def test_another_township_s_is_not_there(self, client, place, relief):
        send(client, place.zheng_guoping, "take_several", chosen=[*keys(relief), "nonsense"])
        assert owners(relief) == [None]


class TestConfirming:
    def test_each_is_listed_by_name_advice_and_amount_and_nothing_is_decided(
        self, client, place, relief, grace
    ):
        page = asked_to_confirm(client, place.he_jing, relief, grace)
        rows = page.context["together"]
        assert [(row.programme, row.said) for row in rows] == [
            ("急难型临时救助", "800.00元"),
            (GRACE_TITLE, "每月130.00元"),
        ]
        assert [(each.label, each.amount) for each in page.context["sums"]] == [
            ("急难型临时救助1件", "800.00元"),
            (f"{GRACE_TITLE}1件", "每月130.00元"),
        ]
        assert page.context["label"].startswith("批准2件：")
        assert set(states().values()) == {"submitted"}

    def test_what_departs_from_the_advice_is_decided_alone(self, client, place):
        page = asked_to_confirm(
            client, place.he_jing, make_application(place.lin_xiaoman, "dibao_margin", SECOND_DWELLING)
        )
        assert page.context["together"] == []
        assert page.context["alone"][0].guard.title == "系统建议不是批准。"
        assert 'name="confirmed"' not in text_of(page)

    def test_what_is_investigated_first_is_not_approved_here(self, client, place, dibao):
        page = asked_to_confirm(client, place.he_jing, dibao)
        assert page.context["alone"][0].guard.title == "要先受理、调查、公示，由县级确认。"

    def test_what_is_above_the_limit_says_who_can(self, client, place):
        page = asked_to_confirm(
            client, place.he_jing, make_relief(place.lin_xiaoman, 2401_00, ABOVE_THE_LIMIT)
        )
        assert "高建国" in text_of(page)
        assert page.context["together"] == []

    @pytest.mark.parametrize(("more", "why"), [(0, []), (1_00, ["系统建议和公示的初审意见不一样。"])])
    def test_the_county_confirms_with_others_what_was_published(self, client, place, dibao, more, why):
        with acting(place.he_jing):
            advised = advice_on("dibao", latest_screening(dibao.household)).amount
        lead(place, dibao, State.INVESTIGATING)
        look_into(place, dibao)
        opinion = opinion_words(advised + more) | {"on": today()}
        with acting(place.he_jing):
            services.propose(by=place.he_jing, application=dibao, **opinion)
        days_pass()
        lead(place, dibao, State.TO_CONFIRM, after=State.PUBLISHED)
        page = asked_to_confirm(client, place.gao_jianguo, dibao)
        assert [row.guard.title for row in page.context["alone"]] == why
        assert len(page.context["together"]) == 1 - len(why)

    def test_a_registered_case_waits_for_the_visit_of_the_county(self, client, place, relief):
        declares(place.lu_jianxin, kin(BROTHER))
        with acting(place.lin_xiaoman):
            named(place.lin_xiaoman, relief.household, BROTHER)
            home = Household.objects.get(pk=relief.household_id)
            screen_household(by=place.lin_xiaoman, household=home, day=home.facts_on)
        with acting(place.gao_jianguo):
            services.assign(by=place.gao_jianguo, application=relief, to=place.he_jing, reason="无关。")
        page = asked_to_confirm(client, place.he_jing, relief)
        assert [row.guard.title for row in page.context["alone"]] == [
            "这件申请单独登记，县级入户以后才能决定。"
        ]

    def test_what_a_conference_has_not_decided_waits_for_it(self, client, place):
        rigid = make_application(place.lin_xiaoman, "rigid_expenditure", "rigid-spending-over-the-ratio")
        with acting(place.he_jing):
            services.bring_up(by=place.he_jing, application=rigid, reason="几处住房说法不一。")
        with acting_everywhere():
            call(place.gao_jianguo, Application.objects.select_related("household").get(pk=rigid.pk))
        page = asked_to_confirm(client, place.gao_jianguo, rigid)
        assert [row.guard.title for row in page.context["alone"]] == ["一事一议还没有定。"]

    def test_changed_facts_want_a_new_check(self, client, place, relief):
        with acting_everywhere():
            Household.objects.filter(pk=relief.household_id).update(support_disregarded=1_00)
        page = asked_to_confirm(client, place.he_jing, relief)
        assert "要先重新筛查" in text_of(page)

    def test_who_entered_a_part_reads_that_it_is_not_theirs(self, client, place, relief, grace):
        with acting(place.he_jing):
            write_entry(by=place.he_jing, household=relief.household, part=EntryPart.INCOMES)
        page = asked_to_confirm(client, place.he_jing, relief, grace)
        assert [row.programme for row in page.context["together"]] == [GRACE_TITLE]
        assert "您是录入人" in page.context["alone"][0].guard.title
        assert "陆建新" in text_of(page)

    def test_what_a_colleague_has_is_theirs(self, client, place, relief):
        with acting(place.lu_jianxin):
            take(by=place.lu_jianxin, application=relief)
        page = asked_to_confirm(client, place.he_jing, relief)
        assert page.context["together"] == []
        assert "陆建新" in text_of(page)


class TestApproving:
    def test_each_is_a_decision_of_its_own(self, client, place, relief, grace):
        told = confirmed(client, place.he_jing, asked_to_confirm(client, place.he_jing, relief, grace))
        assert len(told.context["done"]) == 2
        with acting_everywhere():
            found = {each.application_id: each.amount for each in Decision.objects.all()}
            assert found == {relief.pk: 800_00, grace.pk: 130_00}
            for each in (relief, grace):
                assert [event.action for event in events_about(each)][-1] == "casework.approved"

    def test_one_that_fails_leaves_the_others(self, client, place, relief, grace):
        page = asked_to_confirm(client, place.he_jing, relief, grace)
        fields = {"decision": "refuse", "reason": "不在本地。", "article": "第二十九条"}
        send(client, place.lu_jianxin, "application", relief.pk, **fields, **onwards(relief))
        told = confirmed(client, place.he_jing, page)
        assert [line["programme"] for line in told.context["done"]] == [GRACE_TITLE]
        assert [line["programme"] for line in told.context["left"]] == ["急难型临时救助"]
        assert "陆建新已经决定了。" in text_of(told)
        assert states() == {relief.pk: "refused", grace.pk: "approved"}

    def test_what_was_not_confirmed_at_this_amount_is_not_given(self, client, place, relief):
        fields = {"confirmed": "1", "chosen": keys(relief), f"amount-{relief.pk}": "70000"}
        told = send(client, place.he_jing, "approve_several", **fields)
        assert "与系统建议不同" in text_of(told)
        assert states() == {relief.pk: "submitted"}

    def test_twice_is_once(self, client, place, relief):
        page = asked_to_confirm(client, place.he_jing, relief)
        confirmed(client, place.he_jing, page)
        assert "何静已经决定了。" in text_of(confirmed(client, place.he_jing, page))
        with acting_everywhere():
            assert Decision.objects.count() == 1


@pytest.mark.parametrize("name", ["take_several", "approve_several"])
@pytest.mark.parametrize("who", ["auditor", "administrator", "lin_xiaoman"])
def test_nobody_else_takes_or_approves(client, place, relief, name, who):
    fields = {"chosen": keys(relief), "confirmed": "1", f"amount-{relief.pk}": "80000"}
    assert send(client, getattr(place, who), name, **fields).status_code == 403
    assert (states(), owners(relief)) == ({relief.pk: "submitted"}, [None])


@pytest.mark.parametrize("name", ["take_several", "approve_several"])
def test_only_by_a_form(client, place, name):
    assert open_page(client, place.he_jing, name).status_code == 405
