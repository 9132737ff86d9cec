"""The end of tekun and expenditure relief hang for everybody, and are objected to by code.

民发〔2021〕43号第二十六条, 民发〔2018〕23号二（二）.
"""

import pytest
from django.urls import reverse

from relief.casework import services
from relief.casework.models import Proposal, ReliefNotice
from relief.casework.services import Refused
from relief.casework.workflow import State
from relief.offices.access import acting
from relief.offices.models import Role
from tests.casework.arranging import FIRE, make_application
from tests.casework.changing import REASON, hearing_words, now, proposal_words
from tests.casework.investigated import days_pass, notice_words, today
from tests.casework.objecting import answered, code_of, objected_to
from tests.casework.raw import do, refused_by
from tests.casework.test_guards_changing import tekun_of
from tests.factories import make_user
from tests.papers.issued import kinds_of, read
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

OTHER = {"outcome": "other", "text": "问的是别的事。"}


@pytest.fixture
def other(place):
    """Another officer of the county."""
    with acting_everywhere():
        return make_user(Role.COUNTY_OFFICER, place.county)


def propose_the_end(place, award):
    with acting(place.he_jing):
        here = {"by": place.he_jing, "application": award, "on": today()}
        services.propose_change(**here, **proposal_words(kind="end", amount=None, notice_from=today()))
    return now(award)


@pytest.fixture
def ending(place):
    """特困 that 何静 means to end: heard, and published from today on."""
    award = propose_the_end(place, tekun_of(place))
    with acting(place.he_jing):
        services.hear(by=place.he_jing, application=award, on=today(), **hearing_words())
    return award


@pytest.fixture
def expenditure(place):
    asked = make_application(place.lin_xiaoman, "expenditure_relief", FIRE, 800_00)
    publish(place, asked)
    return asked


def publish(place, application):
    with acting(place.he_jing):
        services.publish_relief(by=place.he_jing, application=application, on=today(), **notice_words())


def board(client, place):
    return client.get(reverse("board", args=[place.liushu.number])).context["notices"]


def forward(place, award):
    with acting(place.he_jing):
        services.forward_change(by=place.he_jing, application=award, on=today())


def approve(place, application):
    with acting(place.he_jing):
        services.approve(by=place.he_jing, application=application, amount=800_00, reason=REASON)


class TestTheEndOfTekun:
    def test_it_hangs_for_seven_days_and_stands_on_a_paper_with_its_code(self, client, place, ending):
        (row,) = board(client, place)
        assert row.amount == "拟终止救助供养"
        assert row.code.replace("-", "") == code_of(ending, Proposal)
        text = read(ending, "public_notice")
        assert "拟终止救助供养" in text
        assert row.code in text
        assert "第二十六条" in text
        days_pass(6)
        assert len(board(client, place)) == 1
        days_pass(1)
        assert board(client, place) == []

    def test_a_cut_is_not_published(self, client, place):
        award = tekun_of(place)
        with acting(place.he_jing):
            here = {"by": place.he_jing, "application": award, "on": today()}
            services.propose_change(**here, **proposal_words())
        assert board(client, place) == []
        assert "public_notice" not in kinds_of(award)
        with pytest.raises(Refused, match="没有这个编码的公示"):
            objected_to(award, Proposal)

    def test_it_comes_down_with_the_change(self, client, place, ending):
        with acting(place.he_jing):
            services.drop_change(by=place.he_jing, application=ending, reason=REASON)
        assert board(client, place) == []

    def test_it_waits_for_the_answer(self, place, ending, other):
        objected_to(ending, Proposal)
        days_pass()
        with pytest.raises(Refused, match="公示期间有异议，还没有答复"):
            forward(place, ending)
        with acting(place.he_jing), refused_by("casework_deed_to_objections_open"):
            do(now(ending), place.he_jing, "forward_change")
        answered(other, ending, **OTHER)
        forward(place, ending)
        assert now(ending).state == State.TO_CHANGE

    def test_what_was_objected_to_is_dropped_and_published_anew(self, client, place, ending, other):
        objected_to(ending, Proposal)
        answered(other, ending)
        days_pass()
        with pytest.raises(Refused, match="请办“不再调整”"):
            forward(place, ending)
        with acting(place.he_jing):
            services.drop_change(by=place.he_jing, application=ending, reason=REASON)
        propose_the_end(place, ending)
        assert len(board(client, place)) == 1
        with acting(place.he_jing):
            services.hear(by=place.he_jing, application=ending, on=today(), **hearing_words())
        days_pass()
        forward(place, ending)

    def test_whoever_took_it_on_does_not_confirm_the_end(self, place, ending, other):
        objected_to(ending, Proposal)
        answered(other, ending, **OTHER)
        days_pass()
        forward(place, ending)
        with acting(other), refused_by("casework_deed_to_objections_apart"):
            do(now(ending), other, "end")


class TestExpenditureRelief:
    def test_it_hangs_and_stands_on_a_paper_with_its_code(self, client, place, expenditure):
        (row,) = board(client, place)
        assert row.amount == "拟给予救助，申请800.00元"
        assert row.code in read(expenditure, "public_notice")

    def test_it_comes_down_with_an_objection_that_was_recorded(self, client, place, expenditure):
        with acting(place.lin_xiaoman):
            services.raise_objection(by=place.lin_xiaoman, application=expenditure, text="有车。")
        assert board(client, place) == []
        with pytest.raises(Refused, match="没有这个编码的公示"):
            objected_to(expenditure, ReliefNotice)

    def test_it_waits_for_the_answer(self, place, expenditure, other):
        objected_to(expenditure, ReliefNotice)
        days_pass()
        with pytest.raises(Refused, match="公示期间有异议，还没有答复"):
            approve(place, expenditure)
        with acting(place.he_jing), refused_by("casework_deed_to_objections_open"):
            do(now(expenditure), place.he_jing, "approve")
        answered(other, expenditure, **OTHER)
        approve(place, expenditure)

    def test_it_is_looked_into_and_published_again_though_the_notice_is_over(self, place, expenditure, other):
        objected_to(expenditure, ReliefNotice)
        days_pass()
        here = {"by": place.lin_xiaoman, "application": expenditure, "text": "有人反映他家有车。"}
        with acting(place.lin_xiaoman), pytest.raises(Refused, match="现在没有公示"):
            services.raise_objection(**here)
        with acting(place.lin_xiaoman), refused_by("casework_deed_notice_hangs"):
            do(now(expenditure), place.lin_xiaoman, "object")
        answered(other, expenditure)
        with pytest.raises(Refused, match="再调查、再公示"):
            approve(place, expenditure)
        with acting(place.lin_xiaoman):
            services.raise_objection(**here)
        publish(place, expenditure)
        days_pass()
        approve(place, expenditure)

    def test_the_household_is_not_sent_on_while_it_hangs(self, place, expenditure):
        asked = {"by": place.he_jing, "application": expenditure, "to": place.hepingli, "text": "搬家了。"}
        with acting(place.he_jing), pytest.raises(Refused, match="公示期满以后才能转出"):
            services.move_on(**asked)
        with acting(place.he_jing), refused_by("casework_deed_moving_notice"):
            do(expenditure, place.he_jing, "move_on")
        days_pass()
        with acting(place.he_jing):
            services.move_on(**asked)
        assert now(expenditure).state == State.MOVING
