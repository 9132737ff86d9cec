"""一事一议: called by the county, written down by one officer, decided as another entered, and held to it."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection
from django.urls import reverse

from relief.casework import services
from relief.casework.models import Application, Attendance, Conference, Decision, ItemDecision
from relief.casework.workflow import State
from relief.offices.access import acting
from relief.offices.models import LocalFigures, Role, Section
from tests.casework.arranging import ABOVE_THE_LIMIT, make_application, make_relief
from tests.casework.conferring import call, hold, item_for
from tests.casework.investigated import today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, execute, refused_by
from tests.casework.refusing import onwards
from tests.factories import make_figures, make_user
from tests.recusal.declaring import declares, kin, named
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
CAP, ASKED = 5000_00, 6000_00
REASON = {"reason": "超过限额，情况属实。"}


def row(application):
    with acting_everywhere():
        return Application.objects.select_related("owner", "household", "area").get(pk=application.pk)


@pytest.fixture
def other(place):
    """Another officer of the same county."""
    with acting_everywhere():
        return make_user(Role.COUNTY_OFFICER, place.county)


@pytest.fixture
def above(place):
    """Above what the county approves by itself, and referred to it."""
    with acting_everywhere():
        before = LocalFigures.objects.get(area=place.county, section=Section.FIGURES)
        values = {**before.values, "county_relief_cap": CAP // 100}
        make_figures(place.county, in_force_from=date(2021, 7, 2), values=values)
    application = make_relief(place.lin_xiaoman, ASKED, ABOVE_THE_LIMIT)
    with acting(place.he_jing):
        services.refer(by=place.he_jing, application=application, **REASON)
    return row(application)


@pytest.fixture
def called(place, above):
    call(place.gao_jianguo, above)
    return row(above)


@pytest.fixture
def item(place, called):
    with acting(place.gao_jianguo):
        return item_for(called)


@pytest.fixture
def held(place, item):
    with acting(place.gao_jianguo):
        hold(item, place.gao_jianguo)
    return item


def minutes_fields(item, **changes):
    return {
        "held_on": today().isoformat(),
        "name_0": "梁副县长",
        "office_0": "县政府 副县长",
        "part_0": "chair",
        "name_1": "许文",
        "office_1": "县财政局 股长",
        "part_1": "member",
        **{f"part_{number}": "member" for number in range(2, 8)},
        f"said_{item.pk}": "入户核过，确有困难。",
    } | changes


def decided(place, held, other, **changes):
    told = {"gives": True, "amount": ASKED, "reasons": "一次性解决住院押金。"} | changes
    with acting(other):
        return services.decide_item(by=other, item=held, **told)


class TestTheWay:
    def test_from_the_county_s_desk_to_an_award(self, client, place, above, other):
        page = open_page(client, place.gao_jianguo, "conference_call")
        assert above.household.number in text_of(page)
        fields = {"meets_on": today().isoformat(), "place": "会议室", "chosen": [str(above.pk)]}
        assert send(client, place.gao_jianguo, "conference_call", **fields).status_code == 302
        assert (row(above).state, row(above).owner) == ("in_conference", None)
        with acting(place.gao_jianguo):
            item = item_for(above)
        conference = item.conference
        sent = send(client, place.gao_jianguo, "conference_minutes", conference.pk, **minutes_fields(item))
        assert sent.status_code == 302
        fields = {"gives": "yes", "amount": "6000", "reasons": "一次性解决住院押金。"}
        fields |= {"votes_for": "5", "votes_against": "1", "abstained": "0"}
        assert send(client, other, "conference_decide", item.pk, **fields).status_code == 302
        opened = open_page(client, place.gao_jianguo, "application", above.pk)
        for words in ("入户核过，确有困难。", "梁副县长", "同意，6,000.00元", "赞成5，反对1，弃权0"):
            assert words in text_of(opened)
        assert opened.context["deeds"] == ("approve",)
        fields = {"decision": "approve", "amount": "6000", "reason": "按会议决定。"}
        assert send(client, place.gao_jianguo, "application", above.pk, **fields).status_code == 302
        with acting_everywhere():
            assert Decision.objects.get().amount == ASKED

    def test_to_a_refusal(self, client, place, held, other):
        decided(place, held, other, gives=False, amount=None)
        application = held.deed.application
        opened = open_page(client, place.gao_jianguo, "application", application.pk)
        assert opened.context["deeds"] == ("refuse",)
        fields = {"decision": "refuse", "reason": "家里有别的办法。", "article": "民发〔2018〕23号二（一）"}
        with acting(place.gao_jianguo):
            fields |= onwards(application)
        send(client, place.gao_jianguo, "application", application.pk, **fields)
        assert row(application).state == "refused"

    def test_a_complex_case_of_any_amount_is_brought_up_by_the_township(self, client, place):
        rigid = make_application(place.lin_xiaoman, "rigid_expenditure", ABOVE_THE_LIMIT)
        opened = open_page(client, place.he_jing, "application", rigid.pk)
        assert "提请一事一议" in [each.label for each in opened.context["besides"]]
        sent = send(client, place.he_jing, "step", rigid.pk, "bring_up", reason="")
        assert sent.context["form"].errors["reason"] == ["请填写"]
        send(client, place.he_jing, "step", rigid.pk, "bring_up", reason="户籍不清，几处住房说法不一。")
        assert (row(rigid).state, row(rigid).owner) == ("referred", None)
        assert "几处住房说法不一" in text_of(open_page(client, place.gao_jianguo, "application", rigid.pk))

    def test_one_conference_treats_several(self, client, place, above):
        second = make_relief(place.lin_xiaoman, ASKED, ABOVE_THE_LIMIT)
        with acting(place.he_jing):
            services.refer(by=place.he_jing, application=second, **REASON)
        conference = call(place.gao_jianguo, above, second)
        page = open_page(client, place.gao_jianguo, "conference", conference.pk)
        assert len(page.context["items"]) == 2
        assert len(open_page(client, place.gao_jianguo, "conferences").context["rows"]) == 1


class TestWhatIsRefused:
    def test_the_county_alone_approves_nothing_above_its_limit(self, client, place, above):
        opened = open_page(client, place.gao_jianguo, "application", above.pk)
        assert "由县级一事一议决定" in opened.context["limit"].text
        fields = {"decision": "approve", "amount": "6000", "reason": "急。"}
        send(client, place.gao_jianguo, "application", above.pk, **fields)
        assert row(above).state == "referred"

    def test_nothing_before_the_conference_has_decided(self, client, place, held, other):
        application = held.deed.application
        opened = open_page(client, place.gao_jianguo, "application", application.pk)
        assert opened.context["limit"].title == "一事一议还没有定。"
        assert [each.name for each in opened.context["limit"].people]
        assert not opened.context["deeds"]

    def test_no_other_amount_than_it_has_decided(self, client, place, held, other):
        decided(place, held, other, amount=CAP)
        fields = {"decision": "approve", "amount": "6000", "reason": "急。"}
        sent = send(client, place.gao_jianguo, "application", held.deed.application_id, **fields)
        assert "会议定的是：同意，5,000.00元" in sent.context["form"].errors["amount"][0]

    def test_who_closed_the_minutes_enters_no_decision_and_reads_who_can(self, client, place, held, other):
        fields = {"gives": "yes", "amount": "6000", "reasons": "一次性解决。"}
        sent = send(client, place.gao_jianguo, "conference_decide", held.pk, **fields)
        assert sent.context["guard"].title == "您不能登记决定：会议记录是您定稿的。"
        assert other.display_name in [each.name for each in sent.context["guard"].people]
        with acting_everywhere():
            assert not ItemDecision.objects.exists()

    def test_nobody_enters_what_was_decided_on_their_own_family(self, place, above, held, other):
        named(place.lin_xiaoman, above.household, 11)
        declares(other, kin(11))
        with pytest.raises(services.Recused):
            decided(place, held, other)
        self.not_written(held, other)

    def test_nor_are_they_offered_to(self, client, place, above, held, other):
        decides = reverse("conference_decide", args=[held.pk])
        page = ["conference", held.conference_id]
        assert decides in text_of(open_page(client, other, *page))
        named(place.lin_xiaoman, above.household, 11)
        declares(other, kin(11))
        assert decides not in text_of(open_page(client, other, *page))

    def test_nor_find_their_family_among_what_can_be_called(self, client, place, above, other):
        assert above.household.number in text_of(open_page(client, other, "conference_call"))
        named(place.lin_xiaoman, above.household, 11)
        declares(other, kin(11))
        assert above.household.number not in text_of(open_page(client, other, "conference_call"))

    def test_where_there_is_no_other_officer_it_says_so(self, client, place, held):
        page = text_of(open_page(client, place.gao_jianguo, "conference", held.conference_id))
        assert "现在没有别人可以办，请系统管理员增加经办人。" in page

    def test_nor_does_another_account_of_whoever_closed_the_minutes(self, place, held, other):
        for account in (place.gao_jianguo, other):
            declares(account, own=410)
        with pytest.raises(PermissionDenied, match="另一位"):
            decided(place, held, other)
        self.not_written(held, other)

    def not_written(self, held, by):
        """By the database's own word."""
        said = {"gives": True, "amount": ASKED, "reasons": "一次性解决。"}
        with acting(by), refused_by("casework_itemdecision_recused"):
            ItemDecision.objects.create(item=held, entered_by=by, **said)

    @pytest.mark.parametrize(
        ("changes", "box"),
        [
            ({"name_1": "", "office_1": ""}, "name_0"),
            ({"office_0": ""}, "office_0"),
            ({"held_on": (today() + DAY).isoformat()}, "held_on"),
        ],
    )
    def test_minutes_say_who_was_there_and_when(self, client, place, item, changes, box):
        fields = minutes_fields(item, **changes)
        sent = send(client, place.gao_jianguo, "conference_minutes", item.conference_id, **fields)
        assert sent.context["form"].errors[box]
        assert "入户核过，确有困难。" in text_of(sent)

    def test_and_what_was_said_of_each(self, client, place, item):
        fields = minutes_fields(item, **{f"said_{item.pk}": ""})
        sent = send(client, place.gao_jianguo, "conference_minutes", item.conference_id, **fields)
        assert sent.context["form"].errors[f"said_{item.pk}"] == ["请填写"]

    def test_votes_are_told_whole(self, client, place, held, other):
        fields = {"gives": "yes", "amount": "6000", "reasons": "一次性解决。", "votes_for": "3"}
        sent = send(client, other, "conference_decide", held.pk, **fields)
        assert "没有的写0" in sent.context["form"].errors["abstained"][0]

    @pytest.mark.parametrize("who", ["lin_xiaoman", "he_jing", "auditor", "administrator"])
    def test_nobody_else_calls_one(self, client, place, above, who):
        assert open_page(client, getattr(place, who), "conference_call").status_code == 403


class TestTheDatabase:
    def test_no_approval_above_the_limit_without_it(self, place, above):
        with acting(place.gao_jianguo), refused_by("casework_decision_county_limit"):
            do(above, place.gao_jianguo, "approve", decision={"amount": ASKED})

    @pytest.mark.parametrize("deed", ["approve", "refuse"])
    def test_nothing_out_of_one_that_has_not_decided(self, place, held, deed):
        with acting(place.gao_jianguo), refused_by("casework_decision_of_the_conference"):
            do(held.deed.application, place.gao_jianguo, deed)

    def test_nor_with_another_amount_or_outcome(self, place, held, other):
        decided(place, held, other)
        with acting(place.gao_jianguo):
            with refused_by("casework_decision_of_the_conference"):
                do(held.deed.application, place.gao_jianguo, "refuse")
            with refused_by("casework_decision_of_the_conference"):
                do(held.deed.application, place.gao_jianguo, "approve", decision={"amount": ASKED + 1})
            do(held.deed.application, place.gao_jianguo, "approve", decision={"amount": ASKED})

    def refused(self, by, constraint, statement, *values):
        with acting(by), pytest.raises(IntegrityError) as refused:
            execute((statement, values))
        assert refused.value.__cause__.diag.constraint_name == constraint

    def test_a_conference_is_called_by_the_county_in_one_s_own_name(self, place, other):
        statement = (
            "INSERT INTO casework_conference (id, area_id, meets_on, place, called_by_id, called_at)"
            " VALUES (gen_random_uuid(), %s, %s, '会议室', %s, now())"
        )
        named = (place.county.pk, today(), other.pk)
        self.refused(place.gao_jianguo, "casework_conference_called", statement, *named)

    def test_minutes_want_two_people_and_every_word(self, place, item):
        statement = (
            "INSERT INTO casework_minutes (conference_id, held_on, closed_by_id, closed_at)"
            " VALUES (%s, %s, %s, now())"
        )
        values = (item.conference_id, today(), place.gao_jianguo.pk)
        self.refused(place.gao_jianguo, "casework_minutes_attendance", statement, *values)
        with acting(place.gao_jianguo):
            for position in range(2):
                told = {"name": "许文", "office": "财政局", "part": "member", "position": position}
                Attendance.objects.create(conference=item.conference, **told)
        self.refused(place.gao_jianguo, "casework_minutes_words", statement, *values)

    def test_nothing_is_added_to_closed_minutes(self, place, held):
        statement = (
            "INSERT INTO casework_attendance (id, conference_id, position, name, office, part)"
            " VALUES (gen_random_uuid(), %s, 9, '某人', '某局', 'heard')"
        )
        self.refused(place.gao_jianguo, "casework_attendance_open", statement, held.conference_id)

    def test_no_decision_by_who_closed_them_nor_before(self, place, item, other):
        statement = (
            "INSERT INTO casework_itemdecision"
            " (item_id, gives, amount_fen, reasons, entered_by_id, entered_at)"
            " VALUES (%s, true, 600000, 'sealed', %s, now())"
        )
        self.refused(other, "casework_itemdecision_minutes", statement, item.pk, other.pk)
        with acting(place.gao_jianguo):
            hold(item, place.gao_jianguo)
        by = place.gao_jianguo
        self.refused(by, "casework_itemdecision_another", statement, item.pk, by.pk)
        self.refused(by, "casework_itemdecision_entered", statement, item.pk, other.pk)

    @pytest.mark.parametrize(
        "table",
        ["conference", "agendaitem", "attendance", "minutes", "itemwords", "itemdecision"],
    )
    def test_nothing_of_it_ever_changes(self, place, held, other, table):
        decided(place, held, other)
        with acting(place.gao_jianguo), pytest.raises(DatabaseError, match="permission denied"):
            execute((f"DELETE FROM casework_{table}", None))

    def test_a_township_sees_the_conference_of_its_own_case_and_another_does_not(self, place, called):
        for by, seen in ((place.he_jing, 1), (place.zheng_guoping, 0), (place.gao_jianguo, 1)):
            with acting(by):
                assert Conference.objects.count() == seen

    def test_what_was_said_and_why_is_sealed(self, place, held, other):
        decided(place, held, other)
        with acting_everywhere(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT said, reasons FROM casework_itemwords JOIN casework_itemdecision USING (item_id)"
            )
            ((said, reasons),) = cursor.fetchall()
        assert "确有困难".encode() not in bytes(said)
        assert "住院".encode() not in bytes(reasons)


def test_it_stands_in_the_county_s_queue(client, place, called):
    (found,) = open_page(client, place.gao_jianguo, "queue").context["rows"]
    assert found.state == State.IN_CONFERENCE.label
