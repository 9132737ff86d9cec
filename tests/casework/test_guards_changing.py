"""What the database holds of a change of what is given, tried as the role without the application."""

from datetime import timedelta

import pytest

from relief.casework.models import ChangeDecision
from relief.casework.services import approve, assess
from relief.casework.services.awarding import month_after
from relief.casework.workflow import State
from relief.funds.models import Award
from relief.offices.access import acting
from relief.offices.models import Role
from tests.casework.arranging import make_application
from tests.casework.changing import end_of, given, lead_change
from tests.casework.drawing import draw_and_check
from tests.casework.investigated import assessment_words, days_pass, lead, today
from tests.casework.raw import do, refused_by
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WITHOUT_AWARD = ("deed", "row", "move")


@pytest.fixture
def approved(place):
    return given(place)


@pytest.fixture
def changing(place, approved):
    return lead_change(place, approved, State.CHANGING)


@pytest.fixture
def to_change(place, approved):
    return lead_change(place, approved, State.TO_CHANGE)


def proposed(application, by, **left):
    with acting(by):
        do(application, by, "propose_change", left=left)


def test_the_whole_way_is_open_as_bare_sql(approved, place):
    he, gao = place.he_jing, place.gao_jianguo
    with acting(place.lin_xiaoman):
        do(approved, place.lin_xiaoman, "report_change")
    with acting(he):
        for deed in ("propose_change", "hear", "forward_change"):
            do(approved, he, deed)
    with acting(gao):
        do(approved, gao, "confirm_change")
    with acting(he):
        do(approved, he, "notify_change")
        do(approved, he, "propose_change", left={"kind": "end", "changed": None})
        do(approved, he, "hear")
        do(approved, he, "forward_change")
    with acting(gao):
        do(approved, gao, "end")
    with acting(he):
        do(approved, he, "notify_change")


class TestHeardFirst:
    def test_nothing_is_cut_unheard(self, changing, place):
        with acting(place.he_jing), refused_by("casework_deed_heard_first"):
            do(changing, place.he_jing, "forward_change")

    def test_a_hearing_of_an_earlier_proposal_is_none(self, changing, place):
        he = place.he_jing
        with acting(he):
            for deed in ("hear", "drop_change", "propose_change"):
                do(changing, he, deed)
            with refused_by("casework_deed_heard_first"):
                do(changing, he, "forward_change")

    @pytest.mark.parametrize("left", [{"kind": "raise", "changed": 2_00}, {"kind": "end", "changed": None}])
    def test_nobody_need_be_heard_of_more_or_of_their_own_wish(self, approved, place, left):
        proposed(approved, place.he_jing, **left | {"why": "wish"} if left["kind"] == "end" else left)
        with acting(place.he_jing):
            do(approved, place.he_jing, "forward_change")

    @pytest.mark.parametrize("on", [DAY, -DAY])
    def test_on_a_day_since_the_proposal(self, changing, place, on):
        with acting(place.he_jing), refused_by("casework_hearing_day"):
            do(changing, place.he_jing, "hear", left={"heard_on": today() + on})

    @pytest.mark.parametrize(
        "left",
        [{"words": None}, {"heard": "did_not_come"}, {"heard": "did_not_come", "invited_on": today() - DAY}],
    )
    def test_with_what_was_said_or_with_the_day_of_the_invitation(self, changing, place, left):
        days_pass(2)
        with acting(place.he_jing), refused_by("casework_hearing_said"):
            do(changing, place.he_jing, "hear", left=left)

    def test_nobody_is_invited_after_they_did_not_come(self, changing, place):
        left = {"heard": "did_not_come", "invited_on": today() + DAY, "words": None}
        with acting(place.he_jing), refused_by("casework_hearing_day"):
            do(changing, place.he_jing, "hear", left=left)

    def test_the_deed_leaves_its_row(self, changing, place):
        with acting(place.he_jing), refused_by("casework_deed_recorded"):
            do(changing, place.he_jing, "hear", order=("deed", "move"))


class TestTheProposal:
    @pytest.mark.parametrize(
        ("left", "constraint"),
        [
            ({"kind": "raise"}, "casework_proposal_more_or_less"),
            ({"kind": "cut", "changed": 1_00}, "casework_proposal_more_or_less"),
            ({"kind": "end"}, "casework_proposal_amount"),
            ({"kind": "cut", "changed": None}, "casework_proposal_more_or_less"),
            ({"why": "wish"}, "casework_proposal_wish_ends"),
            ({"why": "mood"}, "casework_proposal_ground"),
            ({"published_from": today(), "published_to": today() + 6 * DAY}, "casework_proposal_notice"),
        ],
    )
    def test_says_what_it_is(self, approved, place, left, constraint):
        with acting(place.he_jing), refused_by(constraint):
            do(approved, place.he_jing, "propose_change", left=left)

    def test_only_while_something_is_given(self, approved, place):
        with acting_everywhere():
            award = Award.objects.get()
        with acting(place.he_jing):
            Award.objects.filter(pk=award.pk).update(until=award.since - DAY)
        with acting(place.he_jing), refused_by("casework_proposal_award_runs"):
            do(approved, place.he_jing, "propose_change")

    def test_by_nobody_who_entered_or_submitted(self, approved, place):
        with acting(place.administrator):
            place.lin_xiaoman.role, place.lin_xiaoman.area = Role.APPROVER, place.qingxi
            place.lin_xiaoman.save()
        with acting(place.lin_xiaoman), refused_by("casework_deed_second_person"):
            do(approved, place.lin_xiaoman, "propose_change")

    def test_no_second_one_while_one_runs(self, changing, place):
        with acting(place.he_jing), refused_by("casework_deed_move"):
            do(changing, place.he_jing, "propose_change", order=("deed", "row", "move"))


def tekun_of(place):
    application = make_application(place.lin_xiaoman, "tekun")
    lead(place, application, State.INVESTIGATING)
    with acting(place.he_jing):
        assess(by=place.he_jing, application=application, on=today(), **assessment_words())
    lead(place, application, State.TO_CONFIRM, after=State.INVESTIGATING)
    draw_and_check(place)
    with acting(place.gao_jianguo):
        approve(by=place.gao_jianguo, application=application, amount=900_00, reason="情况属实。")
    return application


class TestTheEndOfTekun:
    @pytest.fixture
    def tekun(self, place):
        return tekun_of(place)

    END = {"kind": "end", "changed": None}

    def test_is_published_for_seven_days(self, tekun, place):
        he = place.he_jing
        for notice in ({}, {"published_from": today(), "published_to": today() + 5 * DAY}):
            with acting(he), refused_by("casework_proposal_notice"):
                do(tekun, he, "propose_change", left=self.END | notice)
        notice = {"published_from": today(), "published_to": today() + 6 * DAY}
        with acting(he):
            do(tekun, he, "propose_change", left=self.END | notice)
            do(tekun, he, "hear")
            with refused_by("casework_deed_change_published"):
                do(tekun, he, "forward_change")
        days_pass()
        with acting(he):
            do(tekun, he, "forward_change")


class TestTheDecision:
    def test_is_what_was_proposed(self, to_change, place):
        with acting(place.gao_jianguo), refused_by("casework_deed_as_proposed"):
            do(to_change, place.gao_jianguo, "end")

    def test_by_nobody_who_proposed(self, to_change, place):
        he = place.he_jing
        with acting(place.administrator):
            he.role, he.area = Role.COUNTY_OFFICER, place.county
            he.save()
        for deed in ("take", "confirm_change", "drop_change"):
            with acting(he), refused_by("casework_deed_second_person"):
                do(to_change, he, deed, order=WITHOUT_AWARD)

    @pytest.mark.parametrize("days", [-1, 1])
    def test_from_the_next_month_on(self, to_change, place, days):
        gao = place.gao_jianguo
        with acting(gao), refused_by("casework_changedecision_day"):
            left = {"effective_on": month_after(today()) + days * DAY}
            do(to_change, gao, "confirm_change", left=left, order=WITHOUT_AWARD)

    @pytest.mark.parametrize(
        ("order", "constraint"),
        [
            (("deed", "row", "move"), "casework_change_gives"),
            (("runs_out", "award", "covered", "deed", "move"), "funds_award_of_a_change"),
            (("runs_out", "award", "deed", "row", "move"), "casework_award_for_somebody"),
        ],
    )
    def test_gives_what_it_says(self, to_change, place, order, constraint):
        with acting(place.gao_jianguo), refused_by(constraint):
            do(to_change, place.gao_jianguo, "confirm_change", order=order)

    @pytest.mark.parametrize("award", [{"amount": 51}, {"since": today() + 90 * DAY}])
    def test_to_the_fen_and_from_the_day(self, to_change, place, award):
        with acting(place.gao_jianguo), refused_by("casework_change_as_decided"):
            do(to_change, place.gao_jianguo, "confirm_change", award=award)

    def test_an_end_leaves_nothing_running(self, approved, place):
        ending = lead_change(place, approved, State.TO_CHANGE, kind="end", amount=None)
        with acting(place.gao_jianguo), refused_by("casework_change_ends"):
            do(ending, place.gao_jianguo, "end", order=WITHOUT_AWARD)

    def test_is_never_changed(self, approved, place):
        lead_change(place, approved, State.APPROVED)
        with acting(place.gao_jianguo), pytest.raises(Exception, match="permission denied"):
            ChangeDecision.objects.update(effective_on=today())

    def test_a_correction_ends_what_a_change_gave(self, approved, place):
        changed = lead_change(place, approved, State.APPROVED)
        with acting(place.gao_jianguo), refused_by("casework_award_ends_when_corrected"):
            do(changed, place.gao_jianguo, "correct", order=("deed", "move"))


class TestTheNotice:
    def test_only_after_a_decision(self, approved, place):
        with acting(place.he_jing), refused_by("casework_deed_change_delivery"):
            do(approved, place.he_jing, "notify_change")

    def test_once(self, approved, place):
        ended = end_of(place, approved)
        with acting(place.he_jing):
            do(ended, place.he_jing, "notify_change")
            with refused_by("casework_deed_change_delivery"):
                do(ended, place.he_jing, "notify_change")

    @pytest.mark.parametrize("on", [DAY, -DAY])
    def test_on_no_day_before_it_or_ahead(self, approved, place, on):
        ended = end_of(place, approved)
        with acting(place.he_jing), refused_by("casework_delivery_day"):
            do(ended, place.he_jing, "notify_change", left={"handed_on": today() + on})


def test_nothing_is_reported_that_is_still_to_happen(approved, place):
    with acting(place.lin_xiaoman), refused_by("casework_deed_happened"):
        do(approved, place.lin_xiaoman, "report_change", written={"happened_on": today() + DAY})


def test_a_report_names_its_day(approved, place):
    with acting(place.lin_xiaoman), refused_by("casework_deed_of_a_day"):
        do(approved, place.lin_xiaoman, "report_change", written={"happened_on": None})
