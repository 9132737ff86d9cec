"""Who leaves what was given is passed on to what else may help (民发〔2021〕43号第二十七条)."""

import pytest
from django.db import transaction

from relief.audit.queries import events_about
from relief.casework import services
from relief.casework.models import Referral
from relief.casework.referrals import may_still_help, open_drafts
from relief.casework.workflow import State
from relief.offices.access import acting
from relief.screening.queries import latest_screening
from tests.casework.changing import end_of, given, lead_change, now
from tests.casework.pages import open_page, text_of
from tests.casework.raw import ORDER, do, refused_by
from tests.papers.issued import read
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(place):
    return end_of(place, given(place))


def drafted_of(application):
    with acting_everywhere():
        return {each.programme for each in open_drafts().filter(application=application.pk)}


def test_every_programme_that_may_still_help_is_drafted(client, place, ended):
    with acting_everywhere():
        found = {each.code for each in may_still_help(ended, latest_screening(ended.household))}
        told = list(events_about(ended))[-1].details
    assert found
    assert drafted_of(ended) == found
    assert set(told["drafted"]) == found
    assert "已起草转介：" in text_of(open_page(client, place.lin_xiaoman, "application", ended.pk))
    assert "还可能符合" in read(ended, "change_decision")


def test_a_cut_refers_to_nothing(place):
    cut = lead_change(place, given(place), State.APPROVED)
    with acting_everywhere():
        assert not Referral.objects.filter(application=cut.pk).exists()


def test_the_caseworker_ends_a_draft_with_a_reason(place, ended):
    programme = min(drafted_of(ended))
    asked = {"by": place.lin_xiaoman, "application": ended, "programme": programme, "reason": "不想申请。"}
    with acting(place.lin_xiaoman):
        services.end_referral(**asked)
    assert programme not in drafted_of(ended)
    assert now(ended).state == State.ENDED


def test_the_database_lets_none_be_left_out(place):
    award = lead_change(place, given(place), State.TO_CHANGE, kind="end", amount=None)
    gao, without = place.gao_jianguo, tuple(each for each in ORDER if each != "referrals")
    with acting(gao), refused_by("casework_end_refers"), transaction.atomic():
        do(award, gao, "end", order=without)
    with acting(gao):
        do(award, gao, "end")
    assert drafted_of(award)
