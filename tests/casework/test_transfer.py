"""转出、接收、退回转出地: a household that moves inside its county, and everything of it with it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from relief.casework import services
from relief.casework.clocks.due import deadlines, events_of
from relief.casework.models import Application
from relief.casework.workflow import State
from relief.households.models import Household
from relief.offices.access import acting
from tests.casework.arranging import FIRE, make_application
from tests.casework.changing import given, lead_change
from tests.casework.investigated import days_pass, lead, look_into, today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, refused_by
from tests.casework.test_guards_changing import tekun_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

WHY = "全家搬到和平里社区女儿家。"


def sent_away(place, application, **said):
    with acting(place.he_jing):
        services.move_on(by=place.he_jing, application=application, to=place.hepingli, text=WHY, **said)


def step(client, user, application, deed, **fields):
    return send(client, user, "step", application.pk, deed, **fields)


def there(application):
    with acting_everywhere():
        return Application.objects.select_related("household").get(pk=application.pk)


class TestFromOfficeToOffice:
    def test_it_is_sent_seen_there_in_the_queue_and_goes_on_where_it_stood(self, client, place, dibao):
        lead(place, dibao, State.INVESTIGATING)
        look_into(place, dibao)
        days_pass(3)
        before = {each.span.clock.code: each.reckoning.due for each in self.clocks(dibao)}
        page = open_page(client, place.he_jing, "step", dibao.pk, "move_on")
        assert "和平里社区" in text_of(page)
        assert "前进社区" not in text_of(page)
        sent = step(client, place.he_jing, dibao, "move_on", to=place.hepingli.number, text=WHY)
        assert sent.url == reverse("queue")
        assert open_page(client, place.he_jing, "application", dibao.pk).status_code == 404
        assert "待转入地接收" in text_of(open_page(client, place.zheng_guoping, "queue"))
        shown = text_of(open_page(client, place.zheng_guoping, "application", dibao.pk))
        for words in (WHY, "家里三口人，住房和申报一致。", "启动调查", "林小满"):
            assert words in shown
        step(client, place.zheng_guoping, dibao, "take_in")
        after = there(dibao)
        assert (after.state, after.owner, after.area_id) == (State.INVESTIGATING, None, place.hepingli.number)
        assert {each.span.clock.code: each.reckoning.due for each in self.clocks(dibao)} == before
        assert "初审意见" in text_of(open_page(client, place.zheng_guoping, "application", dibao.pk))

    def clocks(self, application):
        with acting_everywhere():
            return deadlines(application, events_of(application))

    def test_everything_of_the_household_goes_with_it(self, client, place):
        award = given(place)
        with acting(place.lin_xiaoman):
            household = Household.objects.get(pk=award.household_id)
            relief = services.submit(
                by=place.lin_xiaoman, household=household, programme="emergency_relief", requested=800_00
            )
        sent_away(place, award)
        assert {there(each).state for each in (award, relief)} == {State.MOVING}
        with acting(place.zheng_guoping):
            services.take_in(by=place.zheng_guoping, application=relief)
        assert (there(award).state, there(relief).state) == (State.APPROVED, State.SUBMITTED)
        shown = open_page(client, place.zhou_ting, "household", award.household_id)
        assert shown.status_code == 200
        assert open_page(client, place.lin_xiaoman, "household", award.household_id).status_code == 404
        with acting(place.zhou_ting):
            assert household.screenings.exists()

    def test_it_is_sent_back_with_a_reason_and_stands_where_it_stood(self, client, place, dibao):
        lead(place, dibao, State.ACCEPTED)
        sent_away(place, dibao)
        refused = step(client, place.zheng_guoping, dibao, "turn_away", text="")
        assert refused.status_code == 200
        step(client, place.zheng_guoping, dibao, "turn_away", text="查无此户，没有搬来。")
        after = there(dibao)
        assert (after.state, after.area_id) == (State.ACCEPTED, place.liushu.number)
        shown = text_of(open_page(client, place.he_jing, "application", dibao.pk))
        assert "查无此户，没有搬来。" in shown
        assert shown.count(WHY) == 1
        assert open_page(client, place.zheng_guoping, "application", dibao.pk).status_code == 404

    def test_returned_papers_go_along_and_nothing_is_counted_meanwhile(self, place):
        dibao = make_application(place.lin_xiaoman, "fast_relief", FIRE, 800_00)
        with acting(place.he_jing):
            services.send_back(by=place.he_jing, application=dibao, text="补收入证明。")
        sent_away(place, dibao)
        with acting(place.zheng_guoping):
            services.take_in(by=place.zheng_guoping, application=dibao)
        assert there(dibao).state == State.RETURNED
        (whole,) = self.clocks(dibao)
        assert [stop.until for stop in whole.span.stops] == [None]

    def test_the_caseworker_there_may_withdraw_it(self, client, place, dibao):
        sent_away(place, dibao)
        with acting(place.zheng_guoping):
            services.take_in(by=place.zheng_guoping, application=dibao)
        send(client, place.zhou_ting, "withdraw", dibao.pk)
        assert there(dibao).state == State.WITHDRAWN

    def test_the_page_of_the_decision_accuses_nobody_of_the_log_of_the_other_office(
        self, client, place, relief
    ):
        sent_away(place, relief)
        with acting(place.zheng_guoping):
            services.take_in(by=place.zheng_guoping, application=relief)
            services.approve(by=place.zheng_guoping, application=relief, amount=800_00)
        assert "日志里没有" not in text_of(open_page(client, place.zheng_guoping, "as_decided", relief.pk))
        assert "转来以前办的" not in text_of(open_page(client, place.gao_jianguo, "as_decided", relief.pk))


class TestWhatIsRefused:
    def test_not_while_it_hangs_in_public(self, client, place, dibao):
        lead(place, dibao, State.PUBLISHED)
        page = step(client, place.he_jing, dibao, "move_on", to=place.hepingli.number, text=WHY)
        assert "不能由您办" in text_of(page)
        assert there(dibao).area_id == place.liushu.number

    def test_nor_while_the_end_of_tekun_hangs(self, place):
        end = {"kind": "end", "amount": None, "notice_from": today()}
        award = lead_change(place, tekun_of(place), State.CHANGING, **end)
        with acting(place.he_jing):
            with pytest.raises(services.Refused, match="公示"):
                services.move_on(by=place.he_jing, application=award, to=place.hepingli, text=WHY)
            with refused_by("casework_deed_moving_notice"):
                do(award, place.he_jing, "move_on", left={"goes_to": place.hepingli.number})

    def test_nor_another_case_of_the_household_then(self, client, place, dibao):
        with acting(place.lin_xiaoman):
            household = Household.objects.get(pk=dibao.household_id)
            other = services.submit(by=place.lin_xiaoman, household=household, programme="tekun")
        lead(place, dibao, State.PUBLISHED)
        page = step(client, place.he_jing, other, "move_on", to=place.hepingli.number, text=WHY)
        assert "公示" in text_of(page)
        with acting(place.he_jing), refused_by("casework_deed_moving_notice"):
            do(other, place.he_jing, "move_on", left={"goes_to": place.hepingli.number})

    @pytest.mark.parametrize(
        ("office", "words"), [("qianjin", "不用转出"), ("shiqiao", "社区"), ("abroad", "重新申请")]
    )
    def test_only_to_a_community_of_another_township_of_the_county(self, place, dibao, office, words):
        to = place.other_county if office == "abroad" else getattr(place, office)
        with acting(place.he_jing):
            with pytest.raises(services.Refused, match=words):
                services.move_on(by=place.he_jing, application=dibao, to=to, text=WHY)
            with refused_by("casework_transfer_to"):
                do(dibao, place.he_jing, "move_on", left={"goes_to": to.number})

    def test_what_was_typed_stays(self, client, place, dibao):
        page = step(client, place.he_jing, dibao, "move_on", to="", text=WHY)
        assert WHY in text_of(page)
        assert there(dibao).state == State.SUBMITTED

    def test_nothing_else_is_done_to_it_before_it_is_taken_in(self, place, dibao):
        sent_away(place, dibao)
        with acting(place.zheng_guoping), refused_by("casework_deed_move"):
            do(dibao, place.zheng_guoping, "accept")
        with acting(place.zhou_ting), pytest.raises(PermissionDenied):
            services.withdraw(by=place.zhou_ting, application=there(dibao))

    def test_it_does_not_go_back_once_something_was_asked_for_there(self, client, place, dibao):
        sent_away(place, dibao)
        with acting(place.zhou_ting):
            household = Household.objects.get(pk=dibao.household_id)
            services.submit(by=place.zhou_ting, household=household, programme="tekun")
        page = step(client, place.zheng_guoping, dibao, "turn_away", text="没有搬来。")
        assert "不能退回转出地" in text_of(page)
        with acting(place.zheng_guoping), refused_by("casework_transfer_whole"):
            do(dibao, place.zheng_guoping, "turn_away", left={"goes_to": place.liushu.number})


class TestTheGuards:
    """As anybody could send it who has the application's role and not the application."""

    def test_the_way_there_and_back_is_open_as_sql_too(self, place, dibao):
        with acting(place.he_jing):
            do(dibao, place.he_jing, "move_on", left={"goes_to": place.hepingli.number})
        assert there(dibao).township == place.shiqiao.number
        with acting(place.zheng_guoping):
            do(dibao, place.zheng_guoping, "turn_away", left={"goes_to": place.liushu.number})
        assert there(dibao).township == place.qingxi.number

    def test_it_goes_back_to_where_it_came_from_alone(self, place, dibao):
        sent_away(place, dibao)
        with acting(place.zheng_guoping), refused_by("casework_transfer_back"):
            do(dibao, place.zheng_guoping, "turn_away", left={"goes_to": place.qianjin.number})

    def test_and_stands_where_it_stood(self, place, dibao):
        lead(place, dibao, State.ACCEPTED)
        sent_away(place, dibao)
        with acting(place.zheng_guoping), refused_by("casework_deed_moving_as_it_was"):
            do(dibao, place.zheng_guoping, "take_in", written={"after": "submitted"})

    def test_nothing_that_is_open_stays_behind(self, place, dibao):
        with acting(place.lin_xiaoman):
            household = Household.objects.get(pk=dibao.household_id)
            services.submit(by=place.lin_xiaoman, household=household, programme="tekun")
        with acting(place.he_jing), refused_by("casework_transfer_whole"):
            do(dibao, place.he_jing, "move_on", left={"goes_to": place.hepingli.number})

    def test_a_household_with_a_case_is_not_put_elsewhere_without(self, place, dibao):
        with acting(place.gao_jianguo), refused_by("casework_household_stays"):
            Household.objects.filter(pk=dibao.household_id).update(area=place.hepingli)
