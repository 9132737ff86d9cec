"""告知核对结果: no opinion on a check that differs before the family has heard of it and was answered."""

from datetime import timedelta

import pytest

from relief.casework.models import CheckTold
from relief.casework.services import (
    Refused,
    propose,
    record_check,
    record_visit,
    request_check,
    tell_check,
)
from relief.casework.workflow import State
from relief.offices.access import acting
from tests.casework.investigated import (
    check_words,
    everybody_consents,
    lead,
    opinion_words,
    today,
    told_words,
    visit_words,
)
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, refused_by
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def checked(place, application, **words):
    with acting(place.he_jing):
        request_check(by=place.he_jing, application=application, on=today())
    with acting(place.gao_jianguo):
        record_check(by=place.gao_jianguo, application=application, on=today(), **words)


def visit(place, application):
    two = visit_words(place.he_jing, place.lin_xiaoman)
    with acting(place.he_jing):
        record_visit(by=place.he_jing, application=application, on=today(), **two)


def tell(place, application, **words):
    with acting(place.he_jing):
        tell_check(by=place.he_jing, application=application, on=today(), **words)


def give_an_opinion(place, application):
    with acting(place.he_jing):
        propose(by=place.he_jing, application=application, on=today(), **opinion_words())


@pytest.fixture
def differs(place, dibao):
    lead(place, dibao, State.INVESTIGATING)
    everybody_consents(dibao.household)
    visit(place, dibao)
    checked(place, dibao, **check_words(differs=True))
    return dibao


class TestTelling:
    def test_at_its_page_and_then_the_opinion(self, client, place, differs):
        page = open_page(client, place.he_jing, "application", differs.pk)
        lacking = {each.label: each.why for each in page.context["doings"]}
        assert lacking["初审意见"] == "核对结果与申报不一致，先告知申请人，再提初审意见。"
        assert lacking["告知核对结果"] == ""
        told = {"told_on": today().isoformat(), "objected": "no", "words": "存款是借来看病的，没有意见。"}
        assert send(client, place.he_jing, "step", differs.pk, "tell_check", **told).status_code == 302
        page = open_page(client, place.he_jing, "application", differs.pk)
        assert "告知申请人：没有异议" in text_of(page)
        assert "告知核对结果" not in [each.label for each in page.context["doings"]]
        give_an_opinion(place, differs)

    def test_not_before_it_was_told(self, place, differs):
        with pytest.raises(Refused, match="先告知申请人"):
            give_an_opinion(place, differs)

    @pytest.mark.parametrize("days", [-1, 1])
    def test_not_before_the_result_nor_ahead(self, place, differs, days):
        with pytest.raises(Refused, match=r"不能早于出结果那天。|不能晚于今天。"):
            tell(place, differs, **told_words() | {"told_on": today() + days * DAY})

    def test_never_without_what_they_said(self, client, place, differs):
        told = {"told_on": today().isoformat(), "objected": "yes", "words": ""}
        sent = send(client, place.he_jing, "step", differs.pk, "tell_check", **told)
        assert sent.context["form"].errors.keys() == {"words"}
        with acting_everywhere():
            assert not CheckTold.objects.exists()

    def test_once_of_each_check(self, place, differs):
        tell(place, differs, **told_words())
        with pytest.raises(Refused, match="没有还要告知的核对结果。"):
            tell(place, differs, **told_words())
        checked(place, differs, **check_words(differs=True))
        with pytest.raises(Refused, match="先告知申请人"):
            give_an_opinion(place, differs)
        tell(place, differs, **told_words())
        give_an_opinion(place, differs)

    @pytest.mark.parametrize("result", ["agrees", "could_not"])
    def test_of_nothing_else(self, place, dibao, result):
        lead(place, dibao, State.INVESTIGATING)
        everybody_consents(dibao.household)
        visit(place, dibao)
        checked(place, dibao, **check_words() | {"result": result, "words": "银行没有回复。"})
        with pytest.raises(Refused, match="没有还要告知的核对结果。"):
            tell(place, dibao, **told_words())
        give_an_opinion(place, dibao)


class TestAnObjection:
    def test_has_it_looked_into_again(self, place, differs):
        tell(place, differs, **told_words(objected=True))
        with pytest.raises(Refused, match="申请人对核对结果有异议"):
            give_an_opinion(place, differs)
        visit(place, differs)
        give_an_opinion(place, differs)

    def test_or_checked_again(self, place, differs):
        tell(place, differs, **told_words(objected=True))
        checked(place, differs, **check_words())
        give_an_opinion(place, differs)


class TestTheDatabase:
    def reached(self, place, dibao, result):
        lead(place, dibao, State.INVESTIGATING)
        everybody_consents(dibao.household)
        with acting(place.he_jing):
            do(dibao, place.he_jing, "record_visit")
            do(dibao, place.he_jing, "request_check")
        with acting(place.gao_jianguo):
            do(dibao, place.gao_jianguo, "record_check", left={"result": result})

    def test_no_opinion_before(self, place, dibao):
        self.reached(place, dibao, "differs")
        with acting(place.he_jing):
            with refused_by("casework_deed_to_tell"):
                do(dibao, place.he_jing, "propose")
            do(dibao, place.he_jing, "tell_check")
            do(dibao, place.he_jing, "propose")

    def test_no_opinion_over_an_objection(self, place, dibao):
        self.reached(place, dibao, "differs")
        with acting(place.he_jing):
            do(dibao, place.he_jing, "tell_check", left={"objected": True})
            with refused_by("casework_deed_to_tell"):
                do(dibao, place.he_jing, "propose")
            do(dibao, place.he_jing, "record_visit")
            do(dibao, place.he_jing, "propose")

    def test_of_what_differs_alone(self, place, dibao):
        self.reached(place, dibao, "agrees")
        with acting(place.he_jing), refused_by("casework_deed_to_tell"):
            do(dibao, place.he_jing, "tell_check")

    @pytest.mark.parametrize("days", [-1, 1])
    def test_on_a_day_since(self, place, dibao, days):
        self.reached(place, dibao, "differs")
        with acting(place.he_jing), refused_by("casework_checktold_day"):
            do(dibao, place.he_jing, "tell_check", left={"told_on": today() + days * DAY})

    def test_by_somebody_of_the_township(self, place, dibao):
        self.reached(place, dibao, "differs")
        with acting(place.gao_jianguo), refused_by("casework_deed_move"):
            do(dibao, place.gao_jianguo, "tell_check", order=("deed",))
