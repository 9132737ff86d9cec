"""民主评议: recorded with day, people and votes; it answers an objection, and nothing that was sent back."""

from datetime import timedelta

import pytest

from relief.casework.services import Refused, deliberate, propose, raise_objection, send_back
from relief.casework.workflow import State
from relief.offices.access import acting
from tests.casework.investigated import days_pass, deliberation_words, lead, opinion_words, today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, refused_by

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def held(place, application, **changes):
    with acting(place.he_jing):
        deliberate(by=place.he_jing, application=application, on=today(), **(deliberation_words() | changes))


def give_an_opinion(place, application):
    with acting(place.he_jing):
        propose(by=place.he_jing, application=application, on=today(), **opinion_words())


@pytest.fixture
def objected_to(place, dibao):
    lead(place, dibao, State.PUBLISHED)
    with acting(place.lin_xiaoman):
        raise_objection(by=place.lin_xiaoman, application=dibao, text="家里还有一辆车。")
    return dibao


class TestAnObjection:
    def test_is_answered_at_its_page(self, client, place, objected_to):
        page = open_page(client, place.he_jing, "application", objected_to.pk)
        assert "记民主评议" in [each.label for each in page.context["besides"]]
        boxes = deliberation_words() | {"held_on": today().isoformat()}
        assert send(client, place.he_jing, "step", objected_to.pk, "deliberate", **boxes).status_code == 302
        page = text_of(open_page(client, place.he_jing, "application", objected_to.pk))
        assert "到会9人：赞成7，反对1，弃权1" in page
        give_an_opinion(place, objected_to)

    def test_not_by_one_before_it(self, place, dibao):
        lead(place, dibao, State.INVESTIGATING)
        held(place, dibao)
        lead(place, dibao, State.PUBLISHED, after=State.INVESTIGATING)
        with acting(place.lin_xiaoman):
            raise_objection(by=place.lin_xiaoman, application=dibao, text="家里还有一辆车。")
        with pytest.raises(Refused, match="也可以民主评议"):
            give_an_opinion(place, dibao)

    def test_what_was_sent_back_is_looked_into(self, place, dibao):
        lead(place, dibao, State.TO_CONFIRM)
        with acting(place.gao_jianguo):
            send_back(by=place.gao_jianguo, application=dibao, text="收入再核。")
        held(place, dibao)
        with pytest.raises(Refused, match="要再调查或再核对"):
            give_an_opinion(place, dibao)


class TestWhatIsRecorded:
    @pytest.mark.parametrize(
        "changes", [{"attended": 8}, {"attended": 0, "in_favour": 0, "against": 0, "abstained": 0}]
    )
    def test_everybody_votes(self, place, objected_to, changes):
        with pytest.raises(Refused, match="要等于到会人数"):
            held(place, objected_to, **changes)

    def test_with_what_was_said(self, place, objected_to):
        with pytest.raises(Refused, match="请写评议情况和结果"):
            held(place, objected_to, words=" ")

    @pytest.mark.parametrize("days", [-1, 1])
    def test_on_a_day_since_the_objection(self, place, objected_to, days):
        with pytest.raises(Refused, match=r"要在那以后再评议。|不能晚于今天。"):
            held(place, objected_to, held_on=today() + days * DAY)


class TestTheDatabase:
    def test_it_answers_an_objection(self, place, objected_to):
        with acting(place.he_jing):
            with refused_by("casework_deed_looked_again"):
                do(objected_to, place.he_jing, "propose")
            do(objected_to, place.he_jing, "deliberate")
            do(objected_to, place.he_jing, "propose")

    def test_and_nothing_that_was_sent_back(self, place, dibao):
        lead(place, dibao, State.TO_CONFIRM)
        with acting(place.gao_jianguo):
            do(dibao, place.gao_jianguo, "send_back", written={"after": "investigating"})
        with acting(place.he_jing):
            do(dibao, place.he_jing, "deliberate")
            with refused_by("casework_deed_looked_again"):
                do(dibao, place.he_jing, "propose")

    @pytest.mark.parametrize(
        ("days", "constraint"), [(-1, "casework_deliberation_since"), (1, "casework_deliberation_day")]
    )
    def test_on_a_day_since(self, place, objected_to, days, constraint):
        days_pass(3)
        earlier = {"held_on": today() + DAY if days > 0 else today() - 4 * DAY}
        with acting(place.he_jing), refused_by(constraint):
            do(objected_to, place.he_jing, "deliberate", left=earlier)

    def test_with_every_vote(self, place, objected_to):
        with acting(place.he_jing), refused_by("casework_deliberation_votes"):
            do(objected_to, place.he_jing, "deliberate", left={"attended": 10})
