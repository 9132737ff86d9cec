"""社区直接救助: where the place is declared affected, by another caseworker of the community."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from relief.audit.models import Event
from relief.audit.queries import events_about
from relief.casework import services
from relief.casework.models import Application
from relief.funds.models import Award
from relief.offices.access import acting
from relief.offices.models import Role, Section
from tests.casework.arranging import ABOVE_THE_LIMIT, FIRE, make_relief, make_screened
from tests.casework.declaring import declare_wage
from tests.casework.investigated import today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, now, refused_by
from tests.factories import make_figures, make_user
from tests.recusal.declaring import declares, kin, named
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

FROM, YESTERDAY = date(2021, 7, 1), today() - timedelta(days=1)


def declare(place, until=None, **values):
    with acting_everywhere():
        make_figures(
            place.county,
            section=Section.EPIDEMIC,
            values={"community_relief": True} | values,
            in_force_from=FROM,
            in_force_to=until,
        )


@pytest.fixture
def colleague(place):
    """Another caseworker of 柳树村."""
    with acting_everywhere():
        return make_user(Role.CASEWORKER, place.liushu, display_name="范小雨")


def give(client, by, application, amount="800", reason="封控在家，断了粮。"):
    return send(client, by, "step", application.pk, "community_relief", amount=amount, reason=reason)


def award_of(application):
    with acting_everywhere():
        return Award.objects.filter(household=application.household_id).first()


class TestOnADeclaredDay:
    def test_from_the_submission_to_the_award_and_the_papers(self, client, place, colleague):
        declare(place)
        household = make_screened(place.lin_xiaoman, FIRE)
        send(client, place.lin_xiaoman, "submit", household.pk, "emergency_relief", requested="800")
        with acting_everywhere():
            relief = Application.objects.get(household=household)
        address = reverse("step", args=[relief.pk, "community_relief"])
        assert address not in text_of(open_page(client, place.lin_xiaoman, "application", relief.pk))
        assert address in text_of(open_page(client, colleague, "application", relief.pk))
        assert open_page(client, colleague, "step", relief.pk, "community_relief").status_code == 200
        assert give(client, colleague, relief).url == reverse("application", args=[relief.pk])
        found = now(relief)
        assert (found.state, found.decision.decider_id, found.owner_id) == ("relieved", colleague.pk, None)
        assert (award_of(relief).amount, award_of(relief).since) == (800_00, today())
        with acting_everywhere():
            assert [event.action for event in events_about(relief)][-1] == "casework.community_relieved"
        send(client, place.lin_xiaoman, "step", relief.pk, "complete_papers", text="发票已补。")
        assert now(relief).state == "approved"

    def test_the_township_corrects_it(self, client, place, colleague):
        declare(place)
        relief = make_relief(place.lin_xiaoman)
        give(client, colleague, relief)
        send(client, colleague, "correct", relief.pk, reason="认错了人。")
        assert now(relief).state == "relieved"
        send(client, place.he_jing, "correct", relief.pk, reason="认错了人。")
        assert (now(relief).state, award_of(relief).is_void) == ("corrected", True)

    def test_not_above_the_limit_which_the_declaration_may_raise(self, client, place, colleague):
        declare(place, township_relief_cap=2500)
        relief = make_relief(place.lin_xiaoman, 2401_00, ABOVE_THE_LIMIT)
        sent = give(client, colleague, relief, amount="2501")
        assert "由县级民政部门审批" in sent.context["form"].errors["amount"][0]
        with acting(colleague), refused_by("casework_community_limit"):
            above = {"amount": 2501_00}
            do(relief, colleague, "community_relief", decision=above, award=above)
        assert give(client, colleague, relief, amount="2401").status_code == 302

    def test_on_the_facts_of_today_alone(self, client, place, colleague):
        declare(place)
        relief = make_relief(place.lin_xiaoman)
        declare_wage(place.lin_xiaoman, relief.household, 4500)
        assert "请重新筛查" in text_of(give(client, colleague, relief))
        assert now(relief).state == "submitted"


class TestOnOtherDays:
    def test_not_without_a_declaration(self, client, place, colleague):
        relief = make_relief(place.lin_xiaoman)
        address = reverse("step", args=[relief.pk, "community_relief"])
        assert address not in text_of(open_page(client, colleague, "application", relief.pk))
        assert "由乡镇（街道）审批" in text_of(give(client, colleague, relief))
        with acting(colleague), refused_by("casework_community_declared"):
            do(relief, colleague, "community_relief")

    def test_not_where_the_declaration_leaves_it_to_the_township(self, client, place, colleague):
        declare(place, community_relief=False)
        relief = make_relief(place.lin_xiaoman)
        assert "今天社区（村）不能直接救助" in text_of(give(client, colleague, relief))
        with acting(colleague), refused_by("casework_community_declared"):
            do(relief, colleague, "community_relief")

    def test_not_after_its_last_day(self, client, place, colleague):
        declare(place, until=YESTERDAY)
        relief = make_relief(place.lin_xiaoman)
        page = text_of(give(client, colleague, relief))
        assert "今天社区（村）不能直接救助" in page
        with acting(colleague), refused_by("casework_community_declared"):
            do(relief, colleague, "community_relief")
        assert now(relief).state == "submitted"


class TestWhoMayNot:
    def test_whoever_submitted_gives_nothing(self, client, place, colleague):
        declare(place)
        relief = make_relief(place.lin_xiaoman)
        page = text_of(give(client, place.lin_xiaoman, relief))
        assert "您不能直接救助本户：您录入或提交了本户。" in page
        assert colleague.display_name in page
        with acting(place.lin_xiaoman), refused_by("casework_decision_second_person"):
            do(relief, place.lin_xiaoman, "community_relief")

    def test_nobody_of_another_community(self, client, place):
        declare(place)
        relief = make_relief(place.lin_xiaoman)
        assert give(client, place.zhou_ting, relief).status_code == 404

    def test_no_relative(self, client, place):
        declare(place)
        relief = make_relief(place.lin_xiaoman)
        with acting_everywhere():
            related = make_user(Role.CASEWORKER, place.liushu)
        named(place.lin_xiaoman, relief.household, 70)
        declares(related, kin(70), own=71)
        assert "回避" in text_of(give(client, related, relief))
        with acting_everywhere():
            kept = Event.objects.get(action="recusal.attempt_refused", actor_id=related.pk)
            assert kept.details["tried"] == "community_relief"
        with acting(related), refused_by("casework_decision_recused"):
            do(relief, related, "community_relief")

    def test_an_approver_gives_it_as_ever(self, place):
        declare(place)
        relief = make_relief(place.lin_xiaoman)
        with acting(place.he_jing), pytest.raises(PermissionDenied):
            services.community_relief(by=place.he_jing, application=relief, on=today(), amount=800_00)
