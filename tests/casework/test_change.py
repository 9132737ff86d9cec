"""拟调整 to 送达: what is given changes or ends, at the pages, by the people whose steps they are."""

from datetime import timedelta

import pytest

from relief.audit.queries import events_about
from relief.casework.models import Application, Delivery, Proposal
from relief.casework.services import submit
from relief.casework.services.awarding import month_after
from relief.casework.workflow import State
from relief.funds.facts import merged
from relief.funds.models import Award
from relief.funds.queries import counting_for
from relief.households.models import Household
from relief.offices.access import acting
from tests.casework.arranging import make_relief
from tests.casework.changing import end_of, given, lead_change, now
from tests.casework.declaring import declare_wage
from tests.casework.investigated import days_pass, today
from tests.casework.pages import open_page, send, text_of
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
CUT = {"kind": "cut", "ground": "circumstances", "amount": "0.50", "reason": "孩子找到了工作。"}
HEARD = {"way": "in_person", "who": "户主", "words": "没有意见。"}
REASON = {"reason": "收入增加。"}


@pytest.fixture
def approved(place):
    return given(place)


def step(client, user, application, deed, **fields):
    return send(client, user, "step", application.pk, deed, **fields)


def done(client, user, application, deed, **fields):
    sent = step(client, user, application, deed, **fields)
    assert sent.status_code == 302, text_of(sent)
    return now(application)


def givings(client, user, application):
    return [each.label for each in open_page(client, user, "application", application.pk).context["givings"]]


def awards():
    with acting_everywhere():
        return list(Award.objects.order_by("since", "until"))


def heard(client, place, application):
    done(client, place.he_jing, application, "hear", heard_on=today().isoformat(), **HEARD)
    return done(client, place.he_jing, application, "forward_change")


class TestTheWholeWay:
    def test_a_cut_from_the_report_to_the_written_notice(self, client, place, approved):
        he, gao, lin = place.he_jing, place.gao_jianguo, place.lin_xiaoman
        told = {"happened_on": today().isoformat(), "text": "孩子找到了工作。"}
        assert done(client, lin, approved, "report_change", **told).state == "approved"
        assert done(client, he, approved, "propose_change", **CUT).state == "changing"
        sent = step(client, he, approved, "forward_change")
        assert "要先听取本人意见（《社会救助法》第四十八条），还没有记。" in text_of(sent)
        assert heard(client, place, approved).state == "to_change"
        changed = done(client, gao, approved, "confirm_change", **REASON)
        assert (changed.state, changed.owner) == ("approved", gao)
        done(client, he, approved, "notify_change", handed_on=today().isoformat(), way="in_person")
        with acting_everywhere():
            told = [event.action.partition(".")[2] for event in events_about(approved)]
        assert told[-6:] == [
            "change_reported",
            "change_proposed",
            "heard",
            "change_forwarded",
            "change_confirmed",
            "change_notified",
        ]
        page = text_of(open_page(client, lin, "application", approved.pk))
        for words in ("减发，每月0.50元", "没有意见。", "送达调整决定：低保", "当面"):
            assert words in page

    def test_the_money_changes_with_the_month(self, client, place, approved):
        """What had not begun is void, and what begins is exact."""
        lead_change(place, approved, State.APPROVED)
        old, new = awards()
        since = month_after(today())
        assert old.is_void
        assert (new.amount, new.since, new.until, new.kind) == (50, since, None, "monthly")
        with acting_everywhere():
            assert new.decision == old.decision == approved.decision.pk
            assert [each.member.key for each in new.covered.order_by("member__key")] == ["a", "b", "c"]

    def test_the_next_screening_sees_the_new_amount(self, place, approved):
        lead_change(place, approved, State.APPROVED)
        with acting(place.lin_xiaoman):
            home = Household.objects.get(pk=approved.household_id)
            facts = merged(home, {"receiving": []}, counting_for(home), month_after(today()))
        assert [str(each["monthly"]) for each in facts["receiving"] if each["programme"] == "dibao"] == [
            "0.50"
        ]

    def test_more_is_given_without_a_hearing(self, client, place, approved):
        raised = {**CUT, "kind": "raise", "amount": "2.00"}
        done(client, place.he_jing, approved, "propose_change", **raised)
        assert "听取意见" not in givings(client, place.he_jing, approved)
        done(client, place.he_jing, approved, "forward_change")
        done(client, place.gao_jianguo, approved, "confirm_change", **REASON)
        assert awards()[-1].amount == 2_00

    def test_an_end_leaves_nothing(self, client, place, approved):
        done(client, place.he_jing, approved, "propose_change", **CUT | {"kind": "end", "amount": ""})
        heard(client, place, approved)
        assert done(client, place.gao_jianguo, approved, "end", **REASON).state == "ended"
        (award,) = awards()
        assert award.is_void
        assert givings(client, place.he_jing, approved) == ["送达调整决定"]
        done(client, place.he_jing, approved, "notify_change", handed_on=today().isoformat(), way="posted")
        assert givings(client, place.he_jing, approved) == []

    def test_who_asks_for_the_end_is_not_heard_first(self, client, place, approved):
        wish = CUT | {"kind": "end", "amount": "", "ground": "wish"}
        done(client, place.he_jing, approved, "propose_change", **wish)
        assert done(client, place.he_jing, approved, "forward_change").state == "to_change"

    def test_who_did_not_come_was_invited_in_writing(self, client, place, approved):
        done(client, place.he_jing, approved, "propose_change", **CUT)
        days_pass(2)
        absent = {"heard_on": today().isoformat(), "way": "did_not_come", "who": "户主"}
        for invited_on in ("", today().isoformat(), (today() - 3 * DAY).isoformat()):
            sent = step(client, place.he_jing, approved, "hear", **absent, invited_on=invited_on)
            assert "请写书面通知的日期" in sent.context["form"].errors["invited_on"][0]
        done(client, place.he_jing, approved, "hear", **absent, invited_on=(today() - DAY).isoformat())
        assert done(client, place.he_jing, approved, "forward_change").state == "to_change"

    @pytest.mark.parametrize(("until", "who"), [("changing", "he_jing"), ("to_change", "gao_jianguo")])
    def test_a_change_that_is_dropped_changes_nothing(self, client, place, approved, until, who):
        lead_change(place, approved, State(until))
        sent = step(client, getattr(place, who), approved, "drop_change", reason="")
        assert sent.context["form"].errors["reason"] == ["请填写"]
        assert (
            done(client, getattr(place, who), approved, "drop_change", reason="情况没变。").state
            == "approved"
        )
        assert [each.amount for each in awards()] == [1_00]
        assert "情况没变。" in text_of(open_page(client, place.lin_xiaoman, "application", approved.pk))

    def test_a_second_change_follows_the_first(self, client, place, approved):
        lead_change(place, approved, State.APPROVED)
        lead_change(place, approved, State.APPROVED, amount=20)
        assert [each.amount for each in awards() if not each.is_void] == [20]

    def test_a_correction_ends_all_of_it(self, client, place, approved):
        lead_change(place, approved, State.APPROVED)
        send(client, place.gao_jianguo, "correct", approved.pk, reason="认定错了。")
        assert now(approved).state == "corrected"
        assert all(each.is_void for each in awards())


class TestMistakes:
    @pytest.mark.parametrize(
        ("changes", "field", "words"),
        [
            ({"amount": "1.00"}, "amount", "减发的，金额要比现在的少。"),
            ({"kind": "raise"}, "amount", "增发的，金额要比现在的多。"),
            ({"amount": ""}, "amount", "请写调整后的金额。"),
            ({"ground": "wish"}, "ground", "本人自愿退出的，是停发。"),
            ({"reason": ""}, "reason", "请填写"),
        ],
    )
    def test_of_a_proposal_stand_beside_their_box(self, client, place, approved, changes, field, words):
        sent = step(client, place.he_jing, approved, "propose_change", **CUT | changes)
        assert sent.context["form"].errors[field] == [words]
        assert now(approved).state == "approved"

    @pytest.mark.parametrize(
        ("changes", "field", "words"),
        [
            ({"heard_on": (today() + DAY).isoformat()}, "heard_on", "不能晚于今天。"),
            ({"heard_on": (today() - DAY).isoformat()}, "heard_on", "听取意见不能早于提出调整那天。"),
            ({"words": ""}, "words", "请写说了什么。"),
        ],
    )
    def test_of_a_hearing_stand_beside_their_box(self, client, place, approved, changes, field, words):
        lead_change(place, approved, State.CHANGING)
        said = {"heard_on": today().isoformat()} | HEARD | changes
        sent = step(client, place.he_jing, approved, "hear", **said)
        assert sent.context["form"].errors[field] == [words]

    def test_a_report_of_tomorrow(self, client, place, approved):
        told = {"happened_on": (today() + DAY).isoformat(), "text": "要搬走。"}
        sent = step(client, place.lin_xiaoman, approved, "report_change", **told)
        assert sent.context["form"].errors["happened_on"] == ["不能晚于今天。"]

    def test_a_notice_before_the_decision(self, client, place, approved):
        end_of(place, approved)
        early = {"handed_on": (today() - DAY).isoformat(), "way": "posted"}
        sent = step(client, place.he_jing, approved, "notify_change", **early)
        assert sent.context["form"].errors["handed_on"] == ["送达日期不能早于决定那天。"]

    def test_changed_facts_want_a_new_screening(self, client, place, approved):
        declare_wage(place.lin_xiaoman, approved.household, 1)
        assert "请重新筛查" in text_of(step(client, place.he_jing, approved, "propose_change", **CUT))
        assert "调整以前请重新筛查。" in text_of(open_page(client, place.he_jing, "application", approved.pk))
        send(client, place.he_jing, "application", approved.pk, screen="1")
        assert done(client, place.he_jing, approved, "propose_change", **CUT).state == "changing"

    def test_another_deed_than_the_proposed_one(self, client, place, approved):
        lead_change(place, approved, State.TO_CHANGE)
        sent = step(client, place.gao_jianguo, approved, "end", **REASON)
        assert "与提出的调整不一致。" in text_of(sent)

    def test_nothing_changes_while_another_application_is_open(self, client, place, approved):
        with acting(place.lin_xiaoman):
            submit(by=place.lin_xiaoman, household=approved.household, programme="dibao")
        sent = step(client, place.he_jing, approved, "propose_change", **CUT)
        assert "本户还有一件这个项目的申请没有办完" in text_of(sent)


class TestWhoMay:
    def test_who_proposed_does_not_confirm(self, client, place, approved):
        lead_change(place, approved, State.TO_CHANGE)
        with acting(place.administrator):
            place.he_jing.role, place.he_jing.area = "county_officer", place.county
            place.he_jing.save()
        opened = open_page(client, place.he_jing, "application", approved.pk)
        assert opened.context["guard"].title == "您不能确认本户：调整是您提的。"
        assert opened.context["givings"] == []
        assert "您不能确认本户：调整是您提的。" in text_of(opened)
        step(client, place.he_jing, approved, "confirm_change", **REASON)
        assert now(approved).state == "to_change"

    @pytest.mark.parametrize("who", ["lin_xiaoman", "gao_jianguo"])
    def test_nobody_but_an_approver_proposes(self, client, place, approved, who):
        step(client, getattr(place, who), approved, "propose_change", **CUT)
        assert now(approved).state == "approved"

    @pytest.mark.parametrize("who", ["auditor", "administrator"])
    def test_who_does_nothing_gets_no_page(self, client, place, approved, who):
        opened = open_page(client, getattr(place, who), "step", approved.pk, "hear")
        assert opened.status_code == 403

    def test_another_township_finds_nothing(self, client, place, approved):
        assert step(client, place.zheng_guoping, approved, "propose_change", **CUT).status_code == 404

    def test_twice_is_once(self, client, place, approved):
        done(client, place.he_jing, approved, "propose_change", **CUT)
        sent = step(client, place.lu_jianxin, approved, "propose_change", **CUT)
        assert "已经办了“拟调整待遇”" in text_of(sent)
        with acting_everywhere():
            assert Proposal.objects.count() == 1

    def test_it_waits_in_the_queue_of_the_township_and_then_of_the_county(self, client, place, approved):
        lead_change(place, approved, State.CHANGING)
        assert "拟调整" in text_of(open_page(client, place.he_jing, "queue"))
        with acting_everywhere():
            Application.objects.get(state="changing")

    def test_relief_that_was_given_once_does_not_change(self, client, place):
        relief = make_relief(place.lin_xiaoman)
        send(client, place.he_jing, "application", relief.pk, decision="approve", amount="800.00")
        assert "givings" not in open_page(client, place.he_jing, "application", relief.pk).context
        step(client, place.he_jing, relief, "propose_change", **CUT)
        assert now(relief).state == "approved"

    def test_a_notice_is_handed_over_once(self, client, place, approved):
        end_of(place, approved)
        handed = {"handed_on": today().isoformat(), "way": "posted"}
        done(client, place.he_jing, approved, "notify_change", **handed)
        assert "没有还没送达的调整决定。" in text_of(
            step(client, place.he_jing, approved, "notify_change", **handed)
        )
        with acting_everywhere():
            assert Delivery.objects.count() == 1

    def test_in_english(self, client, place, approved):
        client.cookies["django_language"] = "en"
        opened = open_page(client, place.he_jing, "step", approved.pk, "propose_change")
        assert "Amount a month after the change" in text_of(opened)
