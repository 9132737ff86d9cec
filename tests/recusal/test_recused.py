"""回避 in casework: who tries what, and what stops it, by the services and by SQL as relief_app."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from relief.audit.models import Event
from relief.casework import services
from relief.casework.models import Application
from relief.casework.queries import how_many_wait, nobody_s, on_ones_desk
from relief.casework.queue import queue_of
from relief.casework.services import Recused, Refused
from relief.casework.workflow import State
from relief.offices.access import acting
from relief.offices.models import Role
from relief.recusal.models import Declaration
from relief.screening.services import screen_household
from tests.casework.arranging import make_application, make_relief
from tests.casework.investigated import county_visit_words, lead, today, visit_words
from tests.casework.pages import open_page
from tests.casework.raw import do, refused_by
from tests.factories import make_user
from tests.recusal.declaring import committee_member, declares, kin, named
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

BROTHER, OWN = 11, 400


@pytest.fixture
def relief(place):
    """800.00元 after a fire, for the brother of whoever declares him."""
    application = make_relief(place.lin_xiaoman)
    named(place.lin_xiaoman, application.household, BROTHER)
    return again(place, application)


def again(place, application):
    """The same, screened on the facts as they are now."""
    home = application.household
    with acting(place.lin_xiaoman):
        home.refresh_from_db()
        screen_household(by=place.lin_xiaoman, household=home, day=home.facts_on)
        return Application.objects.select_related("household", "area").get(pk=application.pk)


def attempts(person):
    with acting_everywhere():
        return list(
            Event.objects.filter(action="recusal.attempt_refused", actor_id=person.pk).values_list(
                "details__tried", flat=True
            )
        )


def waiting(person):
    with acting(person):
        queued = queue_of(person).count()
        assert sum(how_many_wait(person).values()) == queued
        assert len(on_ones_desk(person, 9)) + len(nobody_s(person, 9)) == queued
        return queued


def assigned(place, application, to):
    with acting(place.gao_jianguo):
        return services.assign(by=place.gao_jianguo, application=application, to=to, reason="与本户无关。")


def seen(place, application):
    with acting(place.gao_jianguo):
        words = county_visit_words()
        return services.county_visit(by=place.gao_jianguo, application=application, on=today(), **words)


def now(application):
    with acting_everywhere():
        return Application.objects.get(pk=application.pk)


class TestWhoIsRelated:
    def test_the_case_leaves_the_queue_at_once(self, place, relief):
        assert (waiting(place.he_jing), waiting(place.lu_jianxin)) == (1, 1)
        declares(place.he_jing, kin(BROTHER))
        assert (waiting(place.he_jing), waiting(place.lu_jianxin)) == (0, 1)

    def test_even_from_their_own_desk(self, place, relief):
        with acting(place.he_jing):
            services.take(by=place.he_jing, application=relief)
        declares(place.he_jing, kin(BROTHER))
        assert waiting(place.he_jing) == 0
        assert place.he_jing.pk == now(relief).owner_id
        assigned(place, relief, place.lu_jianxin)
        assert place.lu_jianxin.pk == now(relief).owner_id

    @pytest.mark.parametrize(
        ("deed", "said"),
        [
            ("take", {}),
            ("approve", {"amount": 800_00}),
            ("refuse", {"reason": "不符合。"}),
            ("send_back", {"text": "补票据。"}),
            ("refer", {"reason": "超过限额。"}),
            ("void", {"text": "录错了。"}),
        ],
    )
    def test_nothing_can_be_done_to_it_and_every_attempt_is_kept(self, place, relief, deed, said):
        declares(place.he_jing, kin(BROTHER))
        with acting(place.he_jing), pytest.raises(Recused, match="回避"):
            getattr(services, deed)(by=place.he_jing, application=relief, **said)
        assert attempts(place.he_jing) == [deed]
        assert now(relief).steps == 1

    @pytest.mark.parametrize("deed", ["take", "approve", "refuse", "send_back", "refer", "void"])
    def test_nor_by_sql(self, place, relief, deed):
        declares(place.he_jing, kin(BROTHER))
        with (
            acting(place.he_jing),
            refused_by(
                "casework_decision_recused" if deed in ("approve", "refuse") else "casework_deed_recused"
            ),
        ):
            do(relief, place.he_jing, deed)

    def test_nor_passed_on_to_a_friend(self, place, relief):
        with acting(place.he_jing):
            services.take(by=place.he_jing, application=relief)
        declares(place.he_jing, kin(BROTHER))
        asked = {"by": place.he_jing, "application": relief, "to": place.lu_jianxin}
        with acting(place.he_jing):
            with pytest.raises(Recused):
                services.hand_over(**asked)
            with refused_by("casework_deed_recused"):
                do(relief, place.he_jing, "hand_over", colleague=place.lu_jianxin)
            services.give_back(by=place.he_jing, application=relief)
        assert attempts(place.he_jing) == ["hand_over"]

    def test_nobody_hands_it_to_whoever_is_related(self, place, relief):
        with acting(place.lu_jianxin):
            services.take(by=place.lu_jianxin, application=relief)
        declares(place.he_jing, kin(BROTHER))
        leaver = {"leaver": place.lu_jianxin, "to": place.he_jing, "reason": "调走了。"}
        with acting(place.administrator):
            done = services.hand_over_all(by=place.administrator, **leaver)
            assert (done.handed, len(done.left)) == ([], 1)
            with refused_by("casework_deed_colleague"):
                do(relief, place.administrator, "hand_over_all", colleague=place.he_jing)
        with acting(place.gao_jianguo), pytest.raises(Refused):
            assigned(place, relief, place.he_jing)

    def test_an_administrator_is_held_off_like_everybody(self, place, relief):
        with acting(place.he_jing):
            services.take(by=place.he_jing, application=relief)
        declares(place.administrator, kin(BROTHER))
        leaver = {"leaver": place.he_jing, "to": place.lu_jianxin, "reason": "调走了。"}
        with acting(place.administrator):
            done = services.hand_over_all(by=place.administrator, **leaver)
            assert (done.handed, len(done.left)) == ([], 1)
            with refused_by("casework_deed_recused"):
                do(relief, place.administrator, "hand_over_all", colleague=place.lu_jianxin)
        assert attempts(place.administrator) == ["hand_over_all"]

    def test_a_new_role_does_not_help(self, place, relief):
        declares(place.zhou_ting, kin(BROTHER))
        with acting_everywhere():
            place.zhou_ting.role, place.zhou_ting.area = Role.APPROVER, place.qingxi
            place.zhou_ting.save()
        with acting(place.zhou_ting), pytest.raises(Recused):
            services.take(by=place.zhou_ting, application=relief)

    def test_nor_does_a_second_account(self, place, relief):
        declares(place.he_jing, kin(BROTHER), own=OWN)
        with acting_everywhere():
            second = make_user(Role.APPROVER, place.qingxi)
        declares(second, own=OWN)
        with acting(second):
            with pytest.raises(Recused):
                services.take(by=second, application=relief)
            with refused_by("casework_deed_recused"):
                do(relief, second, "take")
        assert waiting(second) == 0

    def test_nor_one_that_never_said_whose_it_is(self, place, relief):
        with acting_everywhere():
            second = make_user(Role.APPROVER, place.qingxi, is_active=False)
            second.is_active = True
            second.save()
            assert not Declaration.objects.filter(staff=second).exists()
        with acting(second):
            with pytest.raises(PermissionDenied, match="先申报近亲属"):
                services.take(by=second, application=relief)
            with refused_by("casework_deed_undeclared"):
                do(relief, second, "take")

    def test_nor_does_whoever_is_related_look_into_the_household(self, place):
        application = make_application(place.lin_xiaoman)
        with acting(place.he_jing):
            services.accept(by=place.he_jing, application=application)
            services.investigate(by=place.he_jing, application=application)
        named(place.lin_xiaoman, application.household, BROTHER)
        declares(place.lin_xiaoman, kin(BROTHER))
        words = visit_words(place.he_jing, place.lin_xiaoman)
        with acting(place.he_jing):
            with pytest.raises(Refused, match="调查人要回避"):
                services.record_visit(by=place.he_jing, application=application, on=today(), **words)
            with refused_by("casework_homevisit_recused"):
                do(application, place.he_jing, "record_visit", left={"second": place.lin_xiaoman.pk})


class TestOnePersonWithTwoAccounts:
    def test_who_submitted_does_not_decide_by_another_account(self, place):
        relief = make_relief(place.lin_xiaoman)
        declares(place.lin_xiaoman, own=OWN)
        declares(place.he_jing, own=OWN)
        with acting(place.he_jing):
            with pytest.raises(PermissionDenied, match="您是录入人"):
                services.take(by=place.he_jing, application=relief)
            with refused_by("casework_deed_second_person"):
                do(relief, place.he_jing, "take")
            with refused_by("casework_decision_second_person"):
                do(relief, place.he_jing, "approve")
        asked = {"by": place.lu_jianxin, "application": relief}
        with acting(place.lu_jianxin):
            services.take(**asked)
            with pytest.raises(Refused):
                services.hand_over(**asked, to=place.he_jing)

    def test_who_gave_the_opinion_does_not_confirm_it_by_another_account(self, place):
        application = lead(place, make_application(place.lin_xiaoman), State.TO_CONFIRM)
        declares(place.he_jing, own=OWN)
        declares(place.gao_jianguo, own=OWN)
        with acting(place.gao_jianguo):
            with pytest.raises(PermissionDenied, match="初审意见是您提的"):
                services.take(by=place.gao_jianguo, application=application)
            with refused_by("casework_deed_second_person"):
                do(application, place.gao_jianguo, "take")

    def test_two_accounts_are_not_two_investigators(self, place):
        application = make_application(place.lin_xiaoman)
        with acting(place.he_jing):
            services.accept(by=place.he_jing, application=application)
            services.investigate(by=place.he_jing, application=application)
        declares(place.he_jing, own=OWN)
        declares(place.lu_jianxin, own=OWN)
        words = visit_words(place.he_jing, place.lu_jianxin)
        with acting(place.he_jing):
            with pytest.raises(Refused, match="两位不同的调查人"):
                services.record_visit(by=place.he_jing, application=application, on=today(), **words)
            with refused_by("casework_homevisit_recused"):
                do(application, place.he_jing, "record_visit")


class TestARegisteredCase:
    """Of somebody in another township of the county: nobody here is related, and yet it is registered."""

    @pytest.fixture
    def registered(self, place, relief):
        declares(place.zhou_ting, kin(BROTHER))
        return relief

    def test_the_county_says_who_has_it(self, place, registered):
        with acting(place.he_jing):
            with pytest.raises(PermissionDenied, match="由县级指定经办人"):
                services.take(by=place.he_jing, application=registered)
            with refused_by("casework_deed_county_chooses"):
                do(registered, place.he_jing, "take")
            with refused_by("casework_deed_county_chooses"):
                do(registered, place.he_jing, "send_back")
        assigned(place, registered, place.he_jing)
        with acting(place.he_jing):
            services.send_back(by=place.he_jing, application=registered, text="补票据。")
        assert now(registered).owner_id == place.he_jing.pk

    def test_who_was_chosen_chooses_nobody_else(self, place, registered):
        assigned(place, registered, place.he_jing)
        with acting(place.he_jing):
            with pytest.raises(PermissionDenied, match="由县级指定经办人"):
                services.hand_over(by=place.he_jing, application=registered, to=place.lu_jianxin)
            with refused_by("casework_deed_county_chooses"):
                do(registered, place.he_jing, "hand_over", colleague=place.lu_jianxin)

    def test_it_is_not_decided_before_the_county_was_there(self, place, registered):
        assigned(place, registered, place.he_jing)
        with acting(place.he_jing):
            with pytest.raises(Refused, match="县级入户以后才能决定"):
                services.approve(by=place.he_jing, application=registered, amount=800_00)
            with pytest.raises(Refused, match="县级入户以后才能决定"):
                services.refuse(by=place.he_jing, application=registered, reason="不符合。")
            for deed in ("approve", "refuse"):
                with refused_by("casework_deed_county_visit"):
                    do(registered, place.he_jing, deed)
        seen(place, registered)
        with acting(place.he_jing):
            decided = services.approve(by=place.he_jing, application=registered, amount=800_00)
        assert decided.decider == place.he_jing

    def test_what_is_urgent_is_given_first_and_seen_before_its_papers(self, client, place, registered):
        assigned(place, registered, place.he_jing)
        with acting(place.he_jing):
            services.relieve_first(by=place.he_jing, application=registered, amount=800_00)
        papers = {"by": place.lin_xiaoman, "application": now(registered), "text": "发票已补。"}
        with acting(place.lin_xiaoman):
            with pytest.raises(Refused, match="县级入户以后才能补齐手续"):
                services.complete_papers(**papers)
            with refused_by("casework_deed_to_complete"):
                do(registered, place.lin_xiaoman, "complete_papers")
        listed = open_page(client, place.gao_jianguo, "registered").context["lines"]
        assert [each.pk for each in listed] == [registered.pk]
        seen(place, now(registered))
        with acting(place.lin_xiaoman):
            assert services.complete_papers(**papers).state == "approved"

    def test_a_visit_of_before_it_was_asked_for_is_none(self, place, registered):
        words = county_visit_words() | {"visited_on": today() - timedelta(days=1)}
        county = {"by": place.gao_jianguo, "application": registered, "on": today()}
        with acting(place.gao_jianguo):
            with pytest.raises(Refused, match="不能早于提交申请那天"):
                services.county_visit(**county, **words)
            with refused_by("casework_countyvisit_since"):
                do(registered, place.gao_jianguo, "county_visit", left={"visited_on": words["visited_on"]})

    def test_the_visit_is_a_deed_with_what_was_seen_sealed(self, place, registered):
        visit = seen(place, registered)
        with acting(place.gao_jianguo):
            assert (visit.deed.deed, visit.deed.after) == ("county_visit", "submitted")
            assert str(visit.finding) == "一家三口住一间屋。"
            assert Event.objects.filter(action="casework.county_visited").count() == 1
        assert now(registered).owner_id is None

    def test_only_the_county_visits_and_chooses(self, place, registered):
        for person in (place.he_jing, place.lin_xiaoman, place.administrator, place.zheng_guoping):
            with acting(person), pytest.raises((PermissionDenied, Application.DoesNotExist)):
                services.county_visit(by=person, application=registered, on=today(), **county_visit_words())
            with acting(person), pytest.raises((PermissionDenied, Application.DoesNotExist)):
                services.assign(by=person, application=registered, to=place.he_jing, reason="我来。")

    def test_who_is_related_neither_visits_nor_chooses(self, place, relief):
        declares(place.gao_jianguo, kin(BROTHER))
        with pytest.raises(Recused):
            seen(place, relief)
        with pytest.raises(Recused):
            assigned(place, relief, place.he_jing)
        with acting(place.gao_jianguo):
            for deed in ("county_visit", "assign"):
                with refused_by("casework_deed_recused"):
                    do(relief, place.gao_jianguo, deed, colleague=place.he_jing)
        assert attempts(place.gao_jianguo) == ["county_visit", "assign"]

    def test_what_is_not_registered_has_neither(self, place, relief):
        with pytest.raises(Refused, match="没有单独登记"):
            seen(place, relief)
        with pytest.raises(Refused, match="没有单独登记"):
            assigned(place, relief, place.he_jing)
        with acting(place.gao_jianguo):
            for deed in ("county_visit", "assign"):
                with refused_by("casework_deed_registered"):
                    do(relief, place.gao_jianguo, deed, colleague=place.he_jing)

    def test_no_visit_lies_ahead(self, place, registered):
        tomorrow = today() + timedelta(days=1)
        words = county_visit_words() | {"visited_on": tomorrow}
        with acting(place.gao_jianguo):
            with pytest.raises(Refused, match="不能晚于今天"):
                services.county_visit(by=place.gao_jianguo, application=registered, on=today(), **words)
            with refused_by("casework_countyvisit_day"):
                do(registered, place.gao_jianguo, "county_visit", left={"visited_on": tomorrow})

    def test_a_visit_without_its_row_is_none(self, place, registered):
        with acting(place.gao_jianguo), refused_by("casework_deed_recorded"):
            do(registered, place.gao_jianguo, "county_visit", order=("deed", "move"))

    def test_a_member_of_the_committee_makes_it_one_too(self, place, relief):
        committee_member(place.lin_xiaoman, place.liushu, kin(BROTHER))
        with acting(place.he_jing), pytest.raises(PermissionDenied, match="由县级指定经办人"):
            services.take(by=place.he_jing, application=relief)

    def test_dibao_goes_all_its_way_with_whom_the_county_chose(self, place):
        application = make_application(place.lin_xiaoman)
        committee_member(place.lin_xiaoman, place.liushu, kin(BROTHER))
        named(place.lin_xiaoman, application.household, BROTHER)
        again(place, application)
        assigned(place, application, place.he_jing)
        lead(place, application, State.TO_CONFIRM)
        reason = {"reason": "情况属实。", "amount": 1_00}
        with acting(place.gao_jianguo), pytest.raises(Refused, match="县级入户以后才能决定"):
            services.approve(by=place.gao_jianguo, application=application, **reason)
        seen(place, application)
        with acting(place.gao_jianguo):
            services.approve(by=place.gao_jianguo, application=application, **reason)
        assert now(application).state == State.APPROVED
