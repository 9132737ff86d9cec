"""去世: who, when, and that it is checked and settled within three months of the day."""

from datetime import timedelta

import pytest

from relief.casework.clocks.counting import months_later
from relief.casework.models import Death, Referral, Settlement
from relief.casework.workflow import State
from relief.offices.access import acting
from tests.casework.arranging import make_application
from tests.casework.changing import given, lead_change, now
from tests.casework.investigated import today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, refused_by
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
SETTLED = {"outcome": "unchanged", "words": "其余两人的收入没有变化。"}
REVIEWED = {"result": "unchanged", "words": "核对了三项。"}


@pytest.fixture
def approved(place):
    return given(place)


def step(client, user, application, deed, **fields):
    return send(client, user, "step", application.pk, deed, **fields)


def done(client, user, application, deed, **fields):
    sent = step(client, user, application, deed, **fields)
    assert sent.status_code == 302, text_of(sent)
    return now(application)


def member_of(application, key="b"):
    with acting_everywhere():
        return application.household.members.get(key=key)


def death(application, **changes):
    return {"member": member_of(application).pk, "happened_on": (today() - 40 * DAY).isoformat()} | changes


class TestTheThreeMonths:
    def test_count_from_the_day_of_the_death(self, client, place, approved):
        row = done(client, place.lin_xiaoman, approved, "report_death", **death(approved))
        assert (row.clock, row.due_on) == ("death", months_later(today() - 40 * DAY, 3))
        (line,) = open_page(client, place.he_jing, "given_due").context["lines"]
        assert line.clock == "成员去世后核查，办完增发、减发、停发"

    def test_a_review_that_finds_no_change_settles_it(self, client, place, approved):
        done(client, place.lin_xiaoman, approved, "report_death", **death(approved))
        sent = step(client, place.he_jing, approved, "settle_death", **SETTLED)
        assert "报告去世以后还没有核查过" in text_of(sent)
        done(client, place.he_jing, approved, "review", **REVIEWED)
        assert done(client, place.he_jing, approved, "settle_death", **SETTLED).clock == "review_half_yearly"
        assert "其余两人的收入没有变化。" in text_of(
            open_page(client, place.he_jing, "application", approved.pk)
        )

    def test_a_change_settles_it(self, client, place, approved):
        done(client, place.he_jing, approved, "report_death", **death(approved))
        changed = SETTLED | {"outcome": "changed"}
        assert "还没有确认过调整" in text_of(step(client, place.he_jing, approved, "settle_death", **changed))
        lead_change(place, approved, State.APPROVED)
        assert done(client, place.he_jing, approved, "settle_death", **changed).clock == "review_half_yearly"

    def test_an_end_settles_it_by_itself(self, client, place, approved):
        done(client, place.he_jing, approved, "report_death", **death(approved))
        assert lead_change(place, approved, State.ENDED, kind="end", amount=None).clock == ""


class TestNobodyIsLeftToBeHeard:
    END = {"kind": "end", "ground": "death", "reason": "都已去世。"}

    def test_where_everybody_died(self, client, place, approved):
        sent = step(client, place.he_jing, approved, "propose_change", **self.END)
        assert "享受待遇的人要都已经报告去世" in sent.context["form"].errors["ground"][0]
        for key in "abc":
            told = death(approved, member=member_of(approved, key).pk)
            done(client, place.he_jing, approved, "report_death", **told)
        done(client, place.he_jing, approved, "propose_change", **self.END)
        assert done(client, place.he_jing, approved, "forward_change").state == "to_change"
        assert done(client, place.gao_jianguo, approved, "end", reason="都已去世。").state == "ended"
        with acting_everywhere():
            assert not Referral.objects.filter(application=approved.pk).exists()

    def test_where_somebody_is_left_a_cut_is_heard(self, client, place, approved):
        done(client, place.he_jing, approved, "report_death", **death(approved))
        cut = self.END | {"kind": "cut", "amount": "0.50"}
        done(client, place.he_jing, approved, "propose_change", **cut)
        assert "要先听取本人意见" in text_of(step(client, place.he_jing, approved, "forward_change"))


class TestMistakes:
    @pytest.mark.parametrize(
        ("changes", "field", "words"),
        [
            ({"happened_on": (today() + DAY).isoformat()}, "happened_on", "不能晚于今天。"),
            ({"member": ""}, "member", "请选择"),
        ],
    )
    def test_stand_beside_their_box(self, client, place, approved, changes, field, words):
        sent = step(client, place.lin_xiaoman, approved, "report_death", **death(approved, **changes))
        assert words in sent.context["form"].errors[field][0]

    def test_nobody_dies_twice(self, client, place, approved):
        done(client, place.lin_xiaoman, approved, "report_death", **death(approved))
        sent = step(client, place.he_jing, approved, "report_death", **death(approved))
        assert sent.context["form"].errors["member"] == ["这位成员去世已经报告过。"]
        with acting_everywhere():
            assert Death.objects.count() == 1

    @pytest.mark.parametrize("who", ["lin_xiaoman", "gao_jianguo"])
    def test_only_an_approver_settles(self, client, place, approved, who):
        done(client, place.lin_xiaoman, approved, "report_death", **death(approved))
        done(client, place.he_jing, approved, "review", **REVIEWED)
        step(client, getattr(place, who), approved, "settle_death", **SETTLED)
        with acting_everywhere():
            assert not Settlement.objects.exists()


class TestTheDatabase:
    def test_the_way_is_open(self, approved, place):
        with acting(place.lin_xiaoman):
            do(approved, place.lin_xiaoman, "report_death")
        with acting(place.he_jing):
            do(approved, place.he_jing, "review")
            do(approved, place.he_jing, "settle_death")

    def test_nothing_is_settled_that_was_not_reported(self, approved, place):
        with acting(place.he_jing), refused_by("casework_deed_death_reported"):
            do(approved, place.he_jing, "settle_death")

    @pytest.mark.parametrize("outcome", ["changed", "unchanged"])
    def test_nothing_is_settled_unchecked(self, approved, place, outcome):
        with acting(place.he_jing):
            do(approved, place.he_jing, "review")
            do(approved, place.he_jing, "report_death")
            with refused_by("casework_settlement_follows"):
                do(approved, place.he_jing, "settle_death", left={"outcome": outcome})

    def test_of_a_member_and_once(self, approved, place):
        other = make_application(place.lin_xiaoman)
        with acting(place.he_jing):
            with refused_by("casework_death_of_a_member"):
                do(approved, place.he_jing, "report_death", left={"member": member_of(other).pk})
            do(approved, place.he_jing, "report_death")
            with refused_by("casework_death_once"):
                do(approved, place.he_jing, "report_death")

    def test_an_end_unheard_only_where_all_died(self, approved, place):
        left = {"kind": "end", "changed": None, "why": "death"}
        with acting(place.he_jing):
            do(approved, place.he_jing, "report_death")
            with refused_by("casework_proposal_all_died"):
                do(approved, place.he_jing, "propose_change", left=left)
            for key in "bc":
                do(approved, place.he_jing, "report_death", left={"member": member_of(approved, key).pk})
            do(approved, place.he_jing, "propose_change", left=left)
            do(approved, place.he_jing, "forward_change")

    def test_not_before_it_happened(self, approved, place):
        with acting(place.he_jing), refused_by("casework_deed_happened"):
            do(approved, place.he_jing, "report_death", written={"happened_on": today() + DAY})
