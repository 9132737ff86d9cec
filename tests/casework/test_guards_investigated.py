"""What the database holds of an investigation, tried as the application's role without the application."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, ProgrammingError, connection

from relief.casework.models import HomeVisit, MeansCheck, Opinion
from relief.casework.workflow import DeedKind, State
from relief.households.models import Consent, EntryPart
from relief.households.services.entries import write_entry
from relief.offices.access import acting
from relief.offices.models import Role, User
from tests.casework.arranging import make_application
from tests.casework.investigated import days_pass, everybody_consents, lead, look_into, today
from tests.casework.raw import do, execute, refused_by, statements
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def investigating(place, dibao):
    application = lead(place, dibao, State.INVESTIGATING)
    everybody_consents(application.household)
    return application


@pytest.fixture
def looked_into(place, dibao):
    application = lead(place, dibao, State.INVESTIGATING)
    look_into(place, application)
    return application


@pytest.fixture
def published(place, dibao):
    return lead(place, dibao, State.PUBLISHED)


@pytest.fixture
def to_confirm(place, dibao):
    return lead(place, dibao, State.TO_CONFIRM)


def promoted(user, place):
    with acting(place.administrator):
        user.role, user.area = Role.COUNTY_OFFICER, place.county
        user.save()
    return user


def test_the_whole_way_is_open_as_bare_sql(dibao, place):
    he, gao, lin = place.he_jing, place.gao_jianguo, place.lin_xiaoman
    everybody_consents(dibao.household)
    with acting(he):
        for deed in ("accept", "investigate", "record_visit", "request_check"):
            do(dibao, he, deed)
    with acting(gao):
        do(dibao, gao, "record_check")
    with acting(he):
        do(dibao, he, "propose")
    with acting(lin):
        do(dibao, lin, "object")
    with acting(he):
        do(dibao, he, "record_visit")
        do(dibao, he, "propose")
    days_pass()
    with acting(he):
        do(dibao, he, "forward")
    with acting(gao):
        do(dibao, gao, "approve")
    with acting(he):
        do(dibao, he, "notify")


class TestWhoMay:
    @pytest.mark.parametrize("programme", ["dibao", "dibao_individual", "tekun"])
    @pytest.mark.parametrize("deed", ["approve", "refuse"])
    def test_nothing_is_decided_as_it_was_submitted(self, place, programme, deed):
        application = make_application(place.lin_xiaoman, programme)
        with acting(place.he_jing), refused_by("casework_decision_of_waiting"):
            do(application, place.he_jing, deed)
        with acting(place.he_jing), refused_by("casework_deed_move"):
            do(application, place.he_jing, deed, order=("deed", "move"))

    @pytest.mark.parametrize("deed", ["accept", "investigate", "record_visit", "propose"])
    def test_what_is_short_is_not_investigated(self, relief, place, deed):
        with acting(place.he_jing), refused_by("casework_deed_move"):
            do(relief, place.he_jing, deed, order=("deed",))

    def test_no_township_confirms(self, to_confirm, place):
        with acting(place.he_jing), refused_by("casework_decision_decider"):
            do(to_confirm, place.he_jing, "approve")

    def test_nobody_who_entered_gives_an_opinion(self, looked_into, place):
        with acting(place.lu_jianxin):
            write_entry(place.lu_jianxin, looked_into.household, EntryPart.INCOMES)
            execute(("SELECT 1", None))
        with acting(place.he_jing):
            do(looked_into, place.he_jing, "give_back")
        with acting(place.lu_jianxin), refused_by("casework_deed_second_person"):
            do(looked_into, place.lu_jianxin, "propose")

    @pytest.mark.parametrize("deed", ["take", "approve", "refuse", "send_back"])
    def test_nobody_who_gave_the_opinion_confirms_it(self, to_confirm, place, deed):
        he = promoted(place.he_jing, place)
        order = ("deed", "move")
        with acting(he), refused_by("casework_deed_second_person"):
            do(to_confirm, he, deed, order=order)
        if deed in ("approve", "refuse"):
            with acting(he), refused_by("casework_decision_second_person"):
                do(to_confirm, he, deed)

    def test_it_is_handed_to_nobody_who_gave_the_opinion(self, to_confirm, place):
        he = promoted(place.he_jing, place)
        with acting(place.gao_jianguo):
            do(to_confirm, place.gao_jianguo, "take")
            with refused_by("casework_deed_colleague"):
                do(to_confirm, place.gao_jianguo, "hand_over", colleague=he)

    def test_nobody_while_a_colleague_has_it(self, looked_into, place):
        with acting(place.lu_jianxin), refused_by("casework_deed_owner"):
            do(looked_into, place.lu_jianxin, "propose")


class TestTheVisit:
    def refused(self, application, place, constraint, **left):
        with acting(place.he_jing), refused_by(constraint):
            do(application, place.he_jing, "record_visit", left=left)

    def test_by_two_different_people(self, investigating, place):
        he = place.he_jing.pk
        self.refused(investigating, place, "casework_homevisit_investigators", first=he, second=he)

    @pytest.mark.parametrize("who", ["zheng_guoping", "gao_jianguo", "zhou_ting", "administrator"])
    def test_of_this_township(self, investigating, place, who):
        self.refused(investigating, place, "casework_homevisit_investigators", second=getattr(place, who).pk)

    def test_who_still_works_here(self, investigating, place):
        with acting(place.administrator):
            User.objects.filter(pk=place.lu_jianxin.pk).update(is_active=False)
        self.refused(investigating, place, "casework_homevisit_investigators")

    def test_the_table_alone_wants_two(self, investigating, place):
        """Behind the trigger stands a constraint."""
        he = place.he_jing.pk
        with acting_everywhere(), pytest.raises(DatabaseError):
            do(investigating, place.he_jing, "record_visit", left={"first": he, "second": he})

    @pytest.mark.parametrize(
        ("left", "constraint"),
        [
            ({"signed_by": ""}, "casework_visit_both_sides_signed"),
            ({"present": ""}, "casework_visit_both_sides_signed"),
            ({"way": "remote"}, "casework_visit_ground"),
            ({"way": "hearsay"}, "casework_visit_ground"),
        ],
    )
    def test_all_of_it_or_nothing(self, investigating, place, left, constraint):
        self.refused(investigating, place, constraint, **left)

    def test_not_ahead(self, investigating, place):
        self.refused(investigating, place, "casework_homevisit_day", visited_on=today() + DAY)


class TestTheCheck:
    def test_every_adult_has_agreed(self, investigating, place):
        with acting_everywhere():
            member = investigating.household.members.first()
            Consent.objects.create(
                household=investigating.household,
                member=member,
                purpose="means_check",
                given=False,
                signed_on=today() + DAY,
                paper="撤回授权",
                recorded_by=place.lin_xiaoman,
            )
        with acting(place.he_jing), refused_by("casework_deed_consent"):
            do(investigating, place.he_jing, "request_check")

    def test_a_child_is_not_asked(self, place, dibao):
        application = lead(place, dibao, State.INVESTIGATING)
        with acting_everywhere():
            application.household.members.update(born_on=today() - 365 * DAY)
        with acting(place.he_jing):
            do(application, place.he_jing, "request_check")

    def test_one_at_a_time(self, investigating, place):
        with acting(place.he_jing):
            do(investigating, place.he_jing, "request_check")
            with refused_by("casework_deed_one_check"):
                do(investigating, place.he_jing, "request_check")

    def test_a_result_answers_a_request(self, investigating, place):
        with acting(place.gao_jianguo), refused_by("casework_deed_check_under_way"):
            do(investigating, place.gao_jianguo, "record_check", order=("deed",))

    @pytest.mark.parametrize(
        ("left", "constraint"),
        [
            ({"started_on": today() - DAY}, "casework_meanscheck_request"),
            ({"result_on": today() + DAY}, "casework_meanscheck_day"),
        ],
    )
    def test_after_it_was_asked_for_and_not_ahead(self, investigating, place, left, constraint):
        with acting(place.he_jing):
            do(investigating, place.he_jing, "request_check")
        with acting(place.gao_jianguo), refused_by(constraint):
            do(investigating, place.gao_jianguo, "record_check", left=left)


class TestTheOpinion:
    def test_not_before_anybody_looked(self, investigating, place):
        with acting(place.he_jing):
            with refused_by("casework_deed_looked_into"):
                do(investigating, place.he_jing, "propose")
            do(investigating, place.he_jing, "record_visit")
            with refused_by("casework_deed_looked_into"):
                do(investigating, place.he_jing, "propose")

    def test_after_an_objection_somebody_looks_again(self, published, place):
        with acting(place.he_jing):
            do(published, place.he_jing, "object")
            with refused_by("casework_deed_looked_again"):
                do(published, place.he_jing, "propose")

    def test_and_after_the_county_has_returned_it(self, to_confirm, place):
        with acting(place.gao_jianguo):
            do(to_confirm, place.gao_jianguo, "send_back")
        with acting(place.he_jing), refused_by("casework_deed_looked_again"):
            do(to_confirm, place.he_jing, "propose")

    @pytest.mark.parametrize(
        ("left", "constraint"),
        [
            ({"notice_to": today() + 5 * DAY}, "casework_opinion_notice"),
            ({"notice_from": today() - DAY, "notice_to": today() + 5 * DAY}, "casework_opinion_notice"),
            ({"amount": None}, "casework_opinion_amount"),
            ({"gives": False}, "casework_opinion_amount"),
            ({"gives": False, "amount": None}, "casework_opinion_amount"),
        ],
    )
    def test_seven_days_and_an_amount(self, looked_into, place, left, constraint):
        with acting(place.he_jing), refused_by(constraint):
            do(looked_into, place.he_jing, "propose", left=left)

    @pytest.mark.parametrize("passed", [0, 1, 6])
    def test_forwarded_only_when_the_notice_is_over(self, published, place, passed):
        days_pass(passed)
        with acting(place.he_jing), refused_by("casework_deed_notice"):
            do(published, place.he_jing, "forward")

    def test_on_the_day_after_its_last(self, published, place):
        days_pass(7)
        with acting(place.he_jing):
            do(published, place.he_jing, "forward")

    @pytest.mark.parametrize("moved", [-8 * DAY, DAY])
    def test_no_deed_is_dated_back_or_ahead(self, looked_into, place, moved):
        """Otherwise the days of a notice could be made to have passed."""
        with acting_everywhere():
            at = looked_into.submitted_at + moved
        with acting(place.he_jing), refused_by("casework_deed_moment"):
            do(looked_into, place.he_jing, "propose", written={"at": at})


class TestTheAssessment:
    @pytest.fixture
    def tekun(self, place):
        application = lead(place, make_application(place.lin_xiaoman, "tekun"), State.INVESTIGATING)
        look_into(place, application)
        return application

    def test_no_opinion_on_tekun_before_it(self, tekun, place):
        with acting(place.he_jing):
            with refused_by("casework_deed_assessed"):
                do(tekun, place.he_jing, "propose")
            do(tekun, place.he_jing, "assess")
            do(tekun, place.he_jing, "propose")

    def test_of_tekun_alone(self, looked_into, place):
        with acting(place.he_jing), refused_by("casework_deed_move"):
            do(looked_into, place.he_jing, "assess")

    @pytest.mark.parametrize(
        ("left", "constraint"),
        [
            ({"assessed_on": today() + DAY}, "casework_assessment_day"),
            ({"assessors": ""}, "casework_assessment_by_somebody"),
        ],
    )
    def test_by_somebody_and_not_ahead(self, tekun, place, left, constraint):
        with acting(place.he_jing), refused_by(constraint):
            do(tekun, place.he_jing, "assess", left=left)


class TestTheDelivery:
    def test_once_and_of_what_the_county_decided(self, to_confirm, place):
        with acting(place.gao_jianguo):
            do(to_confirm, place.gao_jianguo, "refuse")
        with acting(place.he_jing):
            for day in (today() + DAY, today() - DAY):
                with refused_by("casework_delivery_day"):
                    do(to_confirm, place.he_jing, "notify", left={"handed_on": day})
            do(to_confirm, place.he_jing, "notify")
            with refused_by("casework_deed_delivery"):
                do(to_confirm, place.he_jing, "notify")


ROWS = [
    "casework_homevisit",
    "casework_meanscheck",
    "casework_assessment",
    "casework_opinion",
    "casework_delivery",
]


class TestTheRows:
    @pytest.mark.parametrize("deed", ["record_visit", "propose"])
    def test_no_deed_without_what_it_leaves(self, looked_into, place, deed):
        with acting(place.he_jing), refused_by("casework_deed_recorded"):
            do(looked_into, place.he_jing, deed, order=("deed", "move"))

    def test_nothing_is_left_by_another_deed(self, looked_into, place):
        with acting(place.he_jing):
            visit = statements(looked_into, place.he_jing, DeedKind.RECORD_VISIT)
            other = statements(looked_into, place.he_jing, DeedKind.GIVE_BACK)
            row = (visit["row"][0], visit["row"][1] | {"deed": other["deed"][1]["id"]})
            with refused_by("casework_homevisit_of_its_deed"):
                execute(other["deed"], row, other["move"])

    @pytest.mark.parametrize("table", ROWS)
    @pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET deed_id = deed_id", "TRUNCATE {}"])
    def test_nothing_of_it_ever_changes(self, published, place, table, change):
        with acting(place.he_jing), pytest.raises(ProgrammingError, match="permission denied"):
            execute((change.format(table), None))
        with acting_everywhere(), pytest.raises(DatabaseError, match="append"):
            execute(("SET LOCAL ROLE relief_owner", None), (f"DELETE FROM {table}", None))

    def test_another_township_sees_none_of_it(self, published, place):
        for by, seen in ((place.he_jing, 1), (place.zheng_guoping, 0)):
            with acting(by):
                assert HomeVisit.objects.count() == seen
                assert MeansCheck.objects.count() == seen
                assert Opinion.objects.count() == seen

    def test_what_was_found_and_said_is_sealed(self, published):
        with acting_everywhere(), connection.cursor() as cursor:
            cursor.execute("SELECT finding FROM casework_homevisit")
            ((sealed,),) = cursor.fetchall()
            assert HomeVisit.objects.get().finding == "家里三口人，住房和申报一致。"
        assert "三口人".encode() not in bytes(sealed)
