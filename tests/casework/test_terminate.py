"""终止审核确认: what is said, what is kept, and who is not held to anything that nobody asked for."""

from datetime import timedelta

import pytest

from relief.casework.models import Application, Referral
from relief.casework.services import Refused, correct
from relief.casework.workflow import DeedKind, State, rows_of
from relief.offices.access import acting
from relief.papers.models import Paper
from relief.rules.programmes import BY_CODE
from tests.casework.arranging import make_application
from tests.casework.investigated import days_pass, lead, today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, refused_by
from tests.casework.refusing import asked_yesterday, named, onwards, terminate
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
WORDS = {"asked": "11月20日在家，配合入户调查。", "reason": "两次上门都不开门，电话里说不愿意。"}


def boxes(application, day, **changes):
    return WORDS | {"asked_on": day.isoformat(), **onwards(application)} | changes


def now(application):
    with acting_everywhere():
        return Application.objects.select_related("decision").get(pk=application.pk)


def kinds(application):
    with acting_everywhere():
        return list(
            Paper.objects.filter(case=application.pk).order_by("made_at").values_list("kind", flat=True)
        )


@pytest.fixture(params=[State.ACCEPTED, State.INVESTIGATING])
def looked_into(place, dibao, request):
    """Accepted three days ago."""
    lead(place, dibao, request.param)
    days_pass(3)
    return dibao


class TestAtItsPage:
    def test_it_ends_as_a_refusal_with_a_paper_of_its_own(self, client, place, looked_into):
        offered = open_page(client, place.he_jing, "application", looked_into.pk).context["besides"]
        assert "终止审核确认" in [each.label for each in offered]
        others = named(looked_into)
        sent = send(
            client, place.he_jing, "step", looked_into.pk, "terminate", **boxes(looked_into, today() - DAY)
        )
        assert sent.status_code == 302
        row = now(looked_into)
        assert (row.state, row.clock, row.decision.outcome) == ("refused", "refusal_in_writing", "refused")
        assert (row.decision.reason, row.decision.article) == (WORDS["reason"], "民发〔2021〕57号第二十九条")
        with acting_everywhere():
            assert {each.programme for each in Referral.objects.filter(application=row)} == others
        assert kinds(looked_into)[-1] == "termination"
        page = text_of(open_page(client, place.lin_xiaoman, "application", looked_into.pk))
        assert WORDS["reason"] in page
        assert "没有经县级确认" not in page

    def test_it_is_handed_over_like_a_refusal(self, client, place, looked_into):
        with acting(place.he_jing):
            terminate(by=place.he_jing, application=looked_into, **WORDS, **asked_yesterday())
        handed = {"handed_on": today().isoformat(), "way": "in_person"}
        assert send(client, place.lu_jianxin, "step", looked_into.pk, "notify", **handed).status_code == 302
        assert kinds(looked_into)[-1] == "receipt"
        assert now(looked_into).clock == ""

    @pytest.mark.parametrize("days", [0, 4])
    def test_not_on_the_day_itself_nor_for_what_was_asked_before_acceptance(
        self, client, place, looked_into, days
    ):
        asked_on = today() - days * DAY
        page = text_of(
            send(client, place.he_jing, "step", looked_into.pk, "terminate", **boxes(looked_into, asked_on))
        )
        assert ("要在书面要求的第二天以后，才能终止。" if not days else "不能早于受理那天。") in page
        assert now(looked_into).state != "refused"

    @pytest.mark.parametrize("left_out", ["asked", "asked_on", "reason"])
    def test_everything_is_said(self, client, place, looked_into, left_out):
        told = boxes(looked_into, today() - DAY, **{left_out: ""})
        sent = send(client, place.he_jing, "step", looked_into.pk, "terminate", **told)
        assert sent.context["form"].errors.keys() == {left_out}

    def test_no_programme_that_may_still_help_is_left_out(self, place, looked_into):
        with acting(place.he_jing), pytest.raises(Refused, match="请起草转介"):
            terminate(by=place.he_jing, application=looked_into, **WORDS, **asked_yesterday(), drafted=())

    def test_the_township_corrects_it(self, place, looked_into):
        with acting(place.he_jing):
            terminate(by=place.he_jing, application=looked_into, **WORDS, **asked_yesterday())
            correct(by=place.he_jing, application=looked_into, reason="住院去了，不是不配合。")
        assert now(looked_into).state == "corrected"


class TestWhoAndWhat:
    @pytest.mark.parametrize("who", ["lin_xiaoman", "gao_jianguo"])
    def test_by_the_township_alone(self, client, place, looked_into, who):
        by = getattr(place, who)
        page = text_of(open_page(client, by, "step", looked_into.pk, "terminate"))
        assert "怎样不配合" not in page
        with acting(by), refused_by("casework_deed_move"):
            do(looked_into, by, "terminate", order=("deed",))

    @pytest.mark.parametrize("programme", sorted(BY_CODE))
    def test_of_dibao_alone(self, programme):
        held = {"dibao", "dibao_individual"}
        assert bool(rows_of(DeedKind.TERMINATE, programme)) == (programme in held)


class TestTheDatabase:
    def test_nobody_who_was_not_asked_before(self, place, dibao):
        lead(place, dibao, State.INVESTIGATING)
        with acting(place.he_jing), refused_by("casework_deed_to_terminate"):
            do(dibao, place.he_jing, "terminate")

    @pytest.mark.parametrize("days", [0, 4])
    def test_on_a_day_between(self, place, looked_into, days):
        asked = {"happened_on": today() - days * DAY}
        with acting(place.he_jing), refused_by("casework_deed_to_terminate"):
            do(looked_into, place.he_jing, "terminate", written=asked)
        with acting(place.he_jing):
            do(looked_into, place.he_jing, "terminate")
            do(looked_into, place.he_jing, "notify")

    def test_no_tekun(self, place):
        tekun = make_application(place.lin_xiaoman, "tekun")
        lead(place, tekun, State.INVESTIGATING)
        days_pass(3)
        with acting(place.he_jing), refused_by("casework_deed_move"):
            do(tekun, place.he_jing, "terminate", order=("deed", "move"))

    def test_nothing_is_given_by_it(self, place, looked_into):
        given = {"outcome": "approved", "amount": 1_00}
        with acting(place.he_jing), refused_by("casework_decided_together"):
            do(looked_into, place.he_jing, "terminate", decision=given)

    def test_no_word_on_other_programmes_no_end(self, place, looked_into):
        with acting(place.he_jing), refused_by("casework_refusal_refers"):
            do(looked_into, place.he_jing, "terminate", order=("decision", "deed", "row", "move"))
