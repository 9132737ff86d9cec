"""领办, 放回, 转交, 改派, 退回补正, 报县级, 更正: who does it, what it leaves, what it says to others."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from relief.audit.queries import events_about
from relief.casework import queries
from relief.casework.guards import who_may_decide, who_may_not
from relief.casework.models import Application, Deed
from relief.casework.services import (
    AlreadyDone,
    OutOfDate,
    Refused,
    approve,
    correct,
    give_back,
    hand_over,
    hand_over_all,
    refer,
    resubmit,
    send_back,
    submit,
    take,
    withdraw,
)
from relief.casework.workflow import State
from relief.households.models import EntryPart, Household
from relief.households.services.entries import write_entry
from relief.offices.access import acting
from relief.offices.models import Role
from relief.screening.services import screen_household
from tests.casework.arranging import ABOVE_THE_LIMIT, make_relief
from tests.casework.refusing import refuse
from tests.factories import make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def above(place):
    """2,401.00元, one yuan more than the township approves."""
    return make_relief(place.lin_xiaoman, 2401_00, ABOVE_THE_LIMIT)


@pytest.fixture
def referred(place, above):
    with acting(place.he_jing):
        return refer(by=place.he_jing, application=above, reason="超过限额。")


@pytest.fixture
def returned(place, relief):
    with acting(place.he_jing):
        return send_back(by=place.he_jing, application=relief, text="补火灾证明。")


def row(application):
    with acting_everywhere():
        return Application.objects.select_related("owner").get(pk=application.pk)


def last(application):
    """The newest deed and the newest row of the audit, which belong together."""
    with acting_everywhere():
        deed = application.deeds.select_related("by", "colleague").order_by("-number")[0]
        event = events_about(application).last()
        assert events_about(application).count() == application.deeds.count()
    assert (event.actor_id, event.details["deed"]) == (deed.by_id, deed.number)
    return deed, event


def another(place, role=Role.APPROVER, area=None):
    with acting_everywhere():
        return make_user(role, area or place.qingxi)


def do(deed, by, application, **said):
    with acting(by):
        return deed(by=by, application=application, **said)


class TestTake:
    def test_it_is_on_one_s_desk_since_a_moment(self, relief, place):
        taken = do(take, place.he_jing, relief)
        deed, event = last(relief)
        assert (taken.owner, row(relief).owned_at) == (place.he_jing, deed.at)
        assert (deed.deed, deed.after, event.action) == ("take", State.SUBMITTED, "casework.taken")

    def test_the_second_reads_whose_it_is(self, relief, place):
        do(take, place.he_jing, relief)
        with pytest.raises(AlreadyDone, match="何静已经在办这件申请"):
            do(take, place.lu_jianxin, relief)

    def test_not_twice(self, relief, place):
        do(take, place.he_jing, relief)
        with pytest.raises(Refused, match="已经在您手上"):
            do(take, place.he_jing, relief)
        assert last(relief)[0].number == 2

    @pytest.mark.parametrize("who", ["lin_xiaoman", "gao_jianguo", "administrator", "auditor"])
    def test_not_by_another_role(self, relief, place, who):
        with pytest.raises(PermissionDenied, match="您不是审批人"):
            do(take, getattr(place, who), relief)

    def test_not_by_who_entered(self, relief, place):
        with acting(place.he_jing):
            write_entry(place.he_jing, relief.household, EntryPart.INCOMES)
        with pytest.raises(PermissionDenied, match="您是录入人"):
            do(take, place.he_jing, relief)

    def test_what_was_referred_is_taken_by_the_county_alone(self, referred, place):
        with pytest.raises(PermissionDenied, match="您不是县级民政部门经办人"):
            do(take, place.he_jing, referred)
        assert do(take, place.gao_jianguo, referred).owner == place.gao_jianguo

    def test_not_what_is_decided(self, relief, place):
        do(refuse, place.lu_jianxin, relief, reason="不符合。")
        with pytest.raises(AlreadyDone, match="陆建新已经决定了"):
            do(take, place.he_jing, relief)

    def test_a_colleague_s_is_not_decided_and_one_reads_whose_it_is(self, relief, place):
        do(take, place.he_jing, relief)
        with acting(place.lu_jianxin):
            guard = who_may_not(place.lu_jianxin, row(relief))
            assert [each.name for each in guard.people] == ["何静"]
            for deed, said in (
                (approve, {"amount": 800_00}),
                (refuse, {"reason": "不"}),
                (send_back, {"text": "补"}),
            ):
                with pytest.raises(PermissionDenied, match="这件申请由何静在办"):
                    deed(by=place.lu_jianxin, application=relief, **said)
        assert row(relief).state == State.SUBMITTED

    def test_deciding_takes_it(self, relief, place):
        do(approve, place.he_jing, relief, amount=800_00)
        assert row(relief).owner == place.he_jing


class TestGiveBackAndHandOver:
    def test_given_back_it_is_everybody_s(self, relief, place):
        do(take, place.he_jing, relief)
        do(give_back, place.he_jing, relief)
        assert (row(relief).owner, row(relief).owned_at) == (None, None)
        assert do(take, place.lu_jianxin, relief).owner == place.lu_jianxin

    def test_only_one_s_own(self, relief, place):
        with pytest.raises(AlreadyDone, match="没有人在办"):
            do(give_back, place.he_jing, relief)
        do(take, place.he_jing, relief)
        for deed, said in ((give_back, {}), (hand_over, {"to": place.lu_jianxin})):
            with pytest.raises(AlreadyDone, match="何静已经在办"):
                do(deed, place.lu_jianxin, relief, **said)

    def test_a_named_colleague_has_it(self, relief, place):
        do(take, place.he_jing, relief)
        do(hand_over, place.he_jing, relief, to=place.lu_jianxin, reason="我休假。")
        deed, event = last(relief)
        assert (row(relief).owner, deed.colleague, deed.text) == (
            place.lu_jianxin,
            place.lu_jianxin,
            "我休假。",
        )
        assert (event.action, event.details["to"]) == ("casework.handed_over", str(place.lu_jianxin.pk))
        assert do(approve, place.lu_jianxin, relief, amount=800_00).decider == place.lu_jianxin

    @pytest.mark.parametrize(
        "who", ["zheng_guoping", "lin_xiaoman", "gao_jianguo", "administrator", "he_jing"]
    )
    def test_no_colleague_who_may_not_decide(self, relief, place, who):
        do(take, place.he_jing, relief)
        with pytest.raises(Refused, match="不能办这件申请") as refused:
            do(hand_over, place.he_jing, relief, to=getattr(place, who))
        assert refused.value.field == "to"
        assert row(relief).owner == place.he_jing

    def test_who_may_have_it_is_named(self, relief, place):
        with acting(place.he_jing):
            write_entry(place.he_jing, relief.household, EntryPart.INCOMES)
            assert who_may_decide(row(relief)) == [place.lu_jianxin]


class TestHandOverAll:
    def test_everything_goes_to_the_colleague_each_by_itself(self, place):
        made = [make_relief(place.lin_xiaoman) for _ in range(3)]
        for each in made[:2]:
            do(take, place.he_jing, each)
        do(send_back, place.he_jing, made[2], text="补证明。")
        with acting(place.administrator):
            done = hand_over_all(
                by=place.administrator, leaver=place.he_jing, to=place.lu_jianxin, reason="调走。"
            )
        assert {each.pk for each in done.handed} == {each.pk for each in made}
        assert done.left == []
        for each in made:
            deed, event = last(each)
            assert (row(each).owner, deed.text, event.action) == (
                place.lu_jianxin,
                "调走。",
                "casework.reassigned",
            )

    def test_what_the_colleague_may_not_decide_stays(self, place):
        mine, entered = make_relief(place.lin_xiaoman), make_relief(place.lin_xiaoman)
        with acting(place.lu_jianxin):
            write_entry(place.lu_jianxin, entered.household, EntryPart.INCOMES)
        for each in (mine, entered):
            do(take, place.he_jing, each)
        with acting(place.gao_jianguo):
            done = hand_over_all(
                by=place.gao_jianguo, leaver=place.he_jing, to=place.lu_jianxin, reason="调走。"
            )
        assert ([each.pk for each in done.handed], [each.pk for each in done.left]) == (
            [mine.pk],
            [entered.pk],
        )
        assert row(entered).owner == place.he_jing

    @pytest.mark.parametrize("who", ["he_jing", "lin_xiaoman", "auditor"])
    def test_not_by_another_role(self, place, relief, who):
        by = getattr(place, who)
        with acting(by), pytest.raises(PermissionDenied):
            hand_over_all(by=by, leaver=place.he_jing, to=place.lu_jianxin, reason="调走。")

    @pytest.mark.parametrize(
        ("to", "reason", "field"), [("lu_jianxin", " ", "reason"), ("he_jing", "调走", "to")]
    )
    def test_never_without_a_reason_nor_to_the_same(self, place, to, reason, field):
        with acting(place.administrator), pytest.raises(Refused) as refused:
            hand_over_all(by=place.administrator, leaver=place.he_jing, to=getattr(place, to), reason=reason)
        assert refused.value.field == field


class TestSendBackAndResubmit:
    def test_the_caseworker_reads_what_is_to_be_mended(self, returned, place):
        with acting(place.lin_xiaoman):
            assert [each.pk for each in queries.returned()] == [returned.pk]
            mend = queries.what_to_mend(returned)
            assert (mend.text, mend.by) == ("补火灾证明。", place.he_jing)
            assert queries.is_open(returned.household, returned.programme)
        assert last(returned)[1].action == "casework.sent_back"

    def test_never_without_saying_what(self, relief, place):
        with pytest.raises(Refused, match="要补正什么") as refused:
            do(send_back, place.he_jing, relief, text=" ")
        assert refused.value.field == "text"

    def test_it_needs_no_screening_of_today(self, relief, place):
        with acting_everywhere():
            Household.objects.filter(pk=relief.household_id).update(support_disregarded=1_00)
        assert do(send_back, place.he_jing, relief, text="重新筛查。").state == State.RETURNED

    def test_it_comes_back_to_whoever_had_it_with_another_amount_and_screening(self, returned, place):
        with acting(place.lin_xiaoman):
            household = returned.household
            screening = screen_household(by=place.lin_xiaoman, household=household, day=household.facts_on)
            resubmit(by=place.lin_xiaoman, application=returned, requested=700_00, remarks="证明在材料里。")
            assert queries.remarks_on(returned).text == "证明在材料里。"
        now = row(returned)
        assert (now.state, now.owner, now.requested) == (State.SUBMITTED, place.he_jing, 700_00)
        assert (now.screening_id, now.submitted_at) == (screening.pk, returned.submitted_at)
        assert last(returned)[1].details["requested"] == 700_00

    def test_another_caseworker_may_and_then_never_decides(self, returned, place):
        other = another(place, Role.CASEWORKER, place.liushu)
        do(resubmit, other, returned, requested=800_00)
        with acting(place.administrator):
            other.role, other.area = Role.APPROVER, place.qingxi
            other.save()
        do(give_back, place.he_jing, returned)
        with pytest.raises(PermissionDenied, match="您是提交人"):
            do(take, other, returned)

    def test_it_is_everybody_s_when_who_had_it_has_left(self, returned, place):
        with acting(place.administrator):
            type(place.he_jing).objects.filter(pk=place.he_jing.pk).update(is_active=False)
        do(resubmit, place.lin_xiaoman, returned, requested=800_00)
        assert row(returned).owner is None

    @pytest.mark.parametrize("who", ["he_jing", "zhou_ting", "administrator"])
    def test_only_by_the_caseworker_of_the_community(self, returned, place, who):
        with acting(place.lin_xiaoman), pytest.raises(PermissionDenied, match="协理员"):
            resubmit(by=getattr(place, who), application=returned, requested=800_00)

    def test_only_on_a_screening_of_today_and_with_its_amount(self, returned, place):
        with pytest.raises(Refused, match="请写申请的金额") as refused:
            do(resubmit, place.lin_xiaoman, returned)
        assert refused.value.field == "requested"
        with acting_everywhere():
            Household.objects.filter(pk=returned.household_id).update(support_disregarded=1_00)
        with pytest.raises(OutOfDate, match="请重新筛查"):
            do(resubmit, place.lin_xiaoman, returned, requested=800_00)

    def test_not_what_was_not_sent_back(self, relief, place):
        with pytest.raises(AlreadyDone, match="林小满已经办了“提交”。这件申请现在是“待审”"):
            do(resubmit, place.lin_xiaoman, relief, requested=800_00)

    @pytest.mark.parametrize("deed", [approve, refuse, take])
    def test_until_then_nobody_decides(self, returned, place, deed):
        said = {approve: {"amount": 800_00}, refuse: {"reason": "不"}, take: {}}[deed]
        with pytest.raises(AlreadyDone, match="何静已经办了“退回补正”。这件申请现在是“退回补正”"):
            do(deed, place.lu_jianxin, returned, **said)

    def test_it_may_be_withdrawn_by_who_submitted_it_again(self, returned, place):
        other = another(place, Role.CASEWORKER, place.liushu)
        with pytest.raises(PermissionDenied):
            do(withdraw, other, returned)
        do(resubmit, other, returned, requested=800_00)
        do(withdraw, other, returned)
        assert row(returned).state == State.WITHDRAWN

    def test_while_it_is_mended_no_other_is_submitted(self, returned, place):
        with acting(place.lin_xiaoman), pytest.raises(AlreadyDone):
            submit(
                by=place.lin_xiaoman,
                household=returned.household,
                programme="emergency_relief",
                requested=800_00,
            )


class TestRefer:
    def test_it_stands_in_the_county_s_queue_and_is_nobody_s(self, above, place):
        do(take, place.he_jing, above)
        do(refer, place.he_jing, above, reason="超过限额。")
        assert (row(above).state, row(above).owner) == (State.REFERRED, None)
        assert last(above)[0].text == "超过限额。"
        with acting(place.gao_jianguo):
            assert [each.pk for each in queries.waiting_for(place.gao_jianguo)] == [above.pk]
        with acting(place.he_jing):
            assert not queries.waiting_for(place.he_jing).exists()

    def test_not_within_the_township_s_limit(self, relief, grace, place):
        for each in (relief, grace):
            with pytest.raises(Refused, match="没有超过乡镇"):
                do(refer, place.he_jing, each, reason="请县里定。")

    def test_never_without_a_reason(self, above, place):
        with pytest.raises(Refused, match="报县级的理由") as refused:
            do(refer, place.he_jing, above, reason="")
        assert refused.value.field == "reason"

    @pytest.mark.parametrize("who", ["lin_xiaoman", "gao_jianguo", "administrator"])
    def test_only_by_an_approver(self, above, place, who):
        with pytest.raises(PermissionDenied):
            do(refer, getattr(place, who), above, reason="超过限额。")

    def test_the_county_approves_what_the_township_may_not(self, referred, place):
        decision = do(approve, place.gao_jianguo, referred, amount=2401_00, reason="困难大。")
        assert (decision.decider, row(referred).state) == (place.gao_jianguo, State.APPROVED)
        assert last(referred)[0].role == Role.COUNTY_OFFICER

    def test_the_township_decides_no_more(self, referred, place):
        with acting(place.he_jing):
            guard = who_may_not(place.he_jing, row(referred))
            assert ("县民政部门" in guard.text, [each.name for each in guard.people]) == (True, ["高建国"])
        with pytest.raises(PermissionDenied):
            do(approve, place.he_jing, referred, amount=2401_00, reason="困难大。")

    def test_sent_back_by_the_county_it_begins_again_at_the_township(self, referred, place):
        do(send_back, place.gao_jianguo, referred, text="补说明。")
        do(resubmit, place.lin_xiaoman, referred, requested=2400_00)
        assert (row(referred).state, row(referred).owner) == (State.SUBMITTED, None)
        assert do(approve, place.he_jing, referred, amount=2400_00, reason="可以。").amount == 2400_00

    def test_above_the_county_s_limit_nobody_can_approve_it_here(self, referred, place, monkeypatch):
        monkeypatch.setattr(
            "relief.casework.advice.Advice.office", lambda advice, amount: "county_conference"
        )
        with pytest.raises(Refused, match="县级一事一议") as refused:
            do(approve, place.gao_jianguo, referred, amount=2401_00, reason="困难大。")
        assert refused.value.field == "amount"
        do(refuse, place.gao_jianguo, referred, reason="不符合。")

    def test_an_unknown_limit_is_no_ground_to_refer(self, above, place, monkeypatch):
        monkeypatch.setattr("relief.casework.advice.Advice.office", lambda advice, amount: None)
        with pytest.raises(Refused, match="还没有登记"):
            do(refer, place.he_jing, above, reason="超过限额。")


class TestCorrect:
    def test_the_decision_stays_and_the_caseworker_submits_again(self, relief, place):
        decision = do(refuse, place.he_jing, relief, reason="看错了人。")
        do(correct, place.lu_jianxin, relief, reason="决定写错了户。")
        now = row(relief)
        assert now.state == State.CORRECTED
        with acting(place.lin_xiaoman):
            assert now.decision == decision
            assert [each.pk for each in queries.to_be_submitted_again()] == [relief.pk]
            submit(
                by=place.lin_xiaoman, household=relief.household, programme=relief.programme, requested=800_00
            )
            assert not queries.to_be_submitted_again().exists()
        assert last(relief)[1].details["was"] == "refused"

    def test_at_the_step_that_decided(self, relief, referred, place):
        do(refuse, place.he_jing, relief, reason="不符合。")
        do(refuse, place.gao_jianguo, referred, reason="不符合。")
        for by, application in ((place.gao_jianguo, relief), (place.he_jing, referred)):
            with pytest.raises(PermissionDenied):
                do(correct, by, application, reason="写错了。")
        for by, application in ((place.he_jing, relief), (place.gao_jianguo, referred)):
            assert do(correct, by, application, reason="写错了。").state == State.CORRECTED

    def test_never_without_a_reason_and_never_what_is_not_decided(self, relief, place):
        with pytest.raises(AlreadyDone, match="现在是“待审”"):
            do(correct, place.he_jing, relief, reason="写错了。")
        do(refuse, place.he_jing, relief, reason="不符合。")
        with pytest.raises(Refused, match="为什么更正"):
            do(correct, place.he_jing, relief, reason=" ")

    def test_not_by_who_entered(self, relief, place):
        do(refuse, place.he_jing, relief, reason="不符合。")
        with acting(place.lu_jianxin):
            write_entry(place.lu_jianxin, relief.household, EntryPart.INCOMES)
        with pytest.raises(PermissionDenied, match="您是录入人"):
            do(correct, place.lu_jianxin, relief, reason="写错了。")

    def test_undone_never(self, relief, place):
        do(approve, place.he_jing, relief, amount=800_00)
        do(correct, place.he_jing, relief, reason="写错了。")
        for deed, said in (
            (approve, {"amount": 800_00}),
            (correct, {"reason": "又错"}),
            (send_back, {"text": "补"}),
        ):
            with pytest.raises(AlreadyDone, match="何静已经办了“更正”。这件申请现在是“已更正”"):
                do(deed, place.he_jing, relief, **said)


def test_what_was_said_with_a_deed_is_sealed(returned):
    with acting_everywhere(), connection.cursor() as cursor:
        cursor.execute("SELECT text FROM casework_deed WHERE text IS NOT NULL")
        ((sealed,),) = cursor.fetchall()
        assert Deed.objects.get(text__isnull=False).text == "补火灾证明。"
    assert "补火灾证明".encode() not in bytes(sealed)
