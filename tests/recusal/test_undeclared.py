"""Who never said who they are has no hand in a case; nor does whoever looked into it confirm it."""

import pytest
from django.core.exceptions import PermissionDenied

from relief.audit.models import Event
from relief.casework import services
from relief.casework.models import Application, Attendance, ItemDecision, ItemWords, Minutes, ObjectionTaken
from relief.casework.services import Refused
from relief.casework.services.objecting import take_objection
from relief.casework.workflow import State
from relief.households.models import Household
from relief.offices.access import acting
from relief.offices.models import Role
from relief.recusal.models import Declaration
from relief.recusal.queries import grounds_of, is_registered
from tests.casework.arranging import make_application, make_relief
from tests.casework.conferring import call, hold, item_for
from tests.casework.investigated import delegate, lead, today, visit_words
from tests.casework.objecting import objected_to, objection_to
from tests.casework.raw import do, refused_by
from tests.factories import make_user
from tests.recusal.declaring import declares, kin, named
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

SISTER = 1
FIRST = "先申报近亲属"


def unknown(role, area):
    """Somebody at work who has declared nothing."""
    with acting_everywhere():
        found = make_user(role, area, is_active=False)
        found.is_active = True
        found.save()
        assert not Declaration.objects.filter(staff=found).exists()
    return found


@pytest.fixture
def officer(place):
    return unknown(Role.COUNTY_OFFICER, place.county)


@pytest.fixture
def relief(place):
    return make_relief(place.lin_xiaoman)


@pytest.fixture
def investigating(place):
    return lead(place, make_application(place.lin_xiaoman), State.INVESTIGATING)


@pytest.fixture
def item(place):
    rigid = make_application(place.lin_xiaoman, "rigid_expenditure", "rigid-spending-over-the-ratio")
    with acting(place.he_jing):
        services.bring_up(by=place.he_jing, application=rigid, reason="几处住房说法不一。")
    with acting_everywhere():
        call(place.gao_jianguo, Application.objects.select_related("household").get(pk=rigid.pk))
        return item_for(rigid)


def minutes_by_sql(item, by):
    with acting_everywhere():
        for position in range(2):
            told = {"name": "许文", "office": "财政局", "part": "member", "position": position}
            Attendance.objects.create(conference=item.conference, **told)
        ItemWords.objects.create(item=item, said="入户核过。")
    with acting(by), refused_by("casework_minutes_recused"):
        Minutes.objects.create(conference=item.conference, held_on=today(), closed_by=by)


class TestWhoIsUnknown:
    def test_closes_no_minutes(self, place, item, officer):
        with acting(officer), pytest.raises(PermissionDenied, match=FIRST):
            hold(item, officer)
        minutes_by_sql(item, officer)

    def test_enters_nothing_that_was_decided(self, place, item, officer):
        with acting(place.gao_jianguo):
            hold(item, place.gao_jianguo)
        said = {"gives": True, "amount": None, "reasons": "情况属实。"}
        with acting(officer):
            with pytest.raises(PermissionDenied, match=FIRST):
                services.decide_item(by=officer, item=item, **said)
            with refused_by("casework_itemdecision_undeclared"):
                ItemDecision.objects.create(item=item, entered_by=officer, **said)

    def test_looks_into_no_household(self, place, investigating):
        second = unknown(Role.CASEWORKER, place.liushu)
        words = visit_words(place.he_jing, second)
        with acting(place.he_jing):
            with pytest.raises(Refused, match=FIRST):
                services.record_visit(by=place.he_jing, application=investigating, on=today(), **words)
            with refused_by("casework_homevisit_undeclared"):
                do(investigating, place.he_jing, "record_visit", left={"second": second.pk})

    def test_takes_on_no_objection(self, place, investigating, officer):
        published = lead(place, investigating, State.PUBLISHED, after=State.INVESTIGATING)
        objected_to(published)
        with acting(officer):
            with pytest.raises(PermissionDenied, match=FIRST):
                take_objection(by=officer, objection=objection_to(published))
            with refused_by("casework_objectiontaken_known"):
                ObjectionTaken.objects.create(objection=objection_to(published), by=officer)

    def test_chooses_nobody_for_a_relative_s_case_and_enters_no_home(self, place, relief, officer):
        declares(place.zhou_ting, kin(SISTER))
        named(place.lin_xiaoman, relief.household, SISTER)
        chosen = {"by": officer, "application": relief, "to": place.he_jing, "reason": "无关。"}
        with acting(officer):
            with pytest.raises(PermissionDenied, match=FIRST):
                services.assign(**chosen)
            with refused_by("casework_deed_to_assign"):
                do(relief, officer, "assign", colleague=place.he_jing)
            visit = {"visited_on": today(), "companion": "李科", "present": "户主", "signed_by": "户主"}
            with pytest.raises(PermissionDenied, match=FIRST):
                services.county_visit(
                    by=officer, application=relief, on=today(), finding="住一间屋。", **visit
                )


class TestWhoLookedIntoIt:
    def test_does_not_confirm_it(self, place, investigating):
        delegate(place)
        here = {"by": place.he_jing, "application": investigating}
        with acting(place.he_jing):
            services.record_visit(**here, on=today(), **visit_words(place.he_jing, place.lu_jianxin))
        waiting = lead(place, investigating, State.TO_CONFIRM_HERE, after=State.INVESTIGATING)
        with acting(place.lu_jianxin):
            with pytest.raises(PermissionDenied, match="您是调查人"):
                services.take(by=place.lu_jianxin, application=waiting)
            for deed in ("approve", "refuse"):
                with refused_by("casework_deed_to_confirm"):
                    do(waiting, place.lu_jianxin, deed)

    def test_takes_on_no_objection_by_another_account(self, place, investigating):
        published = lead(place, investigating, State.PUBLISHED, after=State.INVESTIGATING)
        objected_to(published)
        with acting_everywhere():
            other = make_user(Role.COUNTY_OFFICER, place.county)
        for account in (other, place.lin_xiaoman):
            declares(account, own=410)
        with acting(other):
            with pytest.raises(PermissionDenied, match="您办过这件申请"):
                take_objection(by=other, objection=objection_to(published))
            with refused_by("casework_objectiontaken_apart"):
                ObjectionTaken.objects.create(objection=objection_to(published), by=other)


class TestWhoIsRelated:
    def test_closes_no_minutes_about_their_family_and_the_attempt_is_kept(self, place, item):
        with acting_everywhere():
            other = make_user(Role.COUNTY_OFFICER, place.county)
            home = Household.objects.get(pk=item.deed.application.household_id)
        named(place.lin_xiaoman, home, SISTER)
        declares(other, kin(SISTER))
        with acting(other), pytest.raises(services.Recused):
            hold(item, other)
        with acting_everywhere():
            kept = Event.objects.filter(action="recusal.attempt_refused", actor_id=other.pk)
            assert [each.subject_id for each in kept] == [str(item.deed.application_id)]
        minutes_by_sql(item, other)

    def test_registers_a_case_by_whichever_account_declared_it(self, place, relief):
        with acting_everywhere():
            closed = make_user(Role.APPROVER, place.shiqiao)
        declares(closed, kin(SISTER), own=410)
        declares(place.zheng_guoping, own=410)
        named(place.lin_xiaoman, relief.household, SISTER)
        with acting_everywhere():
            closed.is_active = False
            closed.save()
            assert is_registered(relief.household)
            assert {each.staff for each in grounds_of(relief.household)} == {closed.pk}
            place.zheng_guoping.is_active = False
            place.zheng_guoping.save()
            assert not is_registered(relief.household)
            assert not grounds_of(relief.household)


def test_no_administrator_puts_somebody_in_the_place_of_whom_the_county_chose(place, relief):
    declares(place.zhou_ting, kin(SISTER))
    named(place.lin_xiaoman, relief.household, SISTER)
    with acting(place.gao_jianguo):
        services.assign(by=place.gao_jianguo, application=relief, to=place.he_jing, reason="无关。")
    with acting(place.administrator):
        asked = {"leaver": place.he_jing, "to": place.lu_jianxin, "reason": "调离。"}
        done = services.hand_over_all(by=place.administrator, **asked)
        assert ([each.pk for each in done.left], done.handed) == ([relief.pk], [])
        with refused_by("casework_deed_to_hand_over_all"):
            do(relief, place.administrator, "hand_over_all", colleague=place.lu_jianxin)
    with acting(place.gao_jianguo):
        done = services.hand_over_all(by=place.gao_jianguo, **asked)
        assert [each.pk for each in done.handed] == [relief.pk]
