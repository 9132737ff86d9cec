"""公示公布 and 公示异议: what everybody reads, and what is kept from the people of the case."""

import re
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from relief.audit.queries import events_about
from relief.casework import services
from relief.casework.clocks.counting import days_between
from relief.casework.clocks.kinds import Unit
from relief.casework.models import Objection, ObjectionTaken, ObjectionWords
from relief.casework.objections import answer_by
from relief.casework.publishing import in_fours
from relief.casework.services import Refused
from relief.casework.services.objecting import answer_objection, take_objection
from relief.casework.workflow import State
from relief.households.services import name_member
from relief.offices.access import acting
from relief.offices.calendar_days import working_days
from relief.offices.models import LocalFigures, Role, Section
from relief.screening.services import screen_household
from tests.casework.arranging import make_screened
from tests.casework.changing import given, now
from tests.casework.investigated import days_pass, lead, opinion_words, today, visit_words
from tests.casework.objecting import SAID, answered, code_of, objected_to, objection_to
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, execute, refused_by
from tests.factories import make_figures, make_user
from tests.papers.issued import read
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

NAME = "周䶮"
PEOPLE_OF_THE_CASE = ("lin_xiaoman", "he_jing", "lu_jianxin", "gao_jianguo", "auditor", "administrator")


@pytest.fixture
def published(place):
    """低保 of three persons, whose notice hangs; 高建国 recorded the means check."""
    household = make_screened(place.lin_xiaoman)
    with acting(place.lin_xiaoman):
        head = household.members.get(relation="head")
        name_member(by=place.lin_xiaoman, member=head, name=NAME, document=None)
        screen_household(by=place.lin_xiaoman, household=household, day=household.facts_on)
        dibao = services.submit(by=place.lin_xiaoman, household=household, programme="dibao")
    return lead(place, dibao, State.PUBLISHED)


@pytest.fixture
def other(place):
    """Another officer of the county."""
    with acting_everywhere():
        return make_user(Role.COUNTY_OFFICER, place.county)


def board(client, place):
    return client.get(reverse("board", args=[place.liushu.number]))


def object_at_the_page(client, code, **fields):
    sent = {"code": code, "text": SAID, "contact": "王五 13900000000"} | fields
    return client.post(reverse("objecting"), sent)


class TestTheBoard:
    def test_name_number_and_amount_and_nothing_more(self, client, place, published):
        page = board(client, place)
        (row,) = page.context["notices"]
        assert (row.name, row.size, row.amount) == (NAME, 3, "拟同意，每月1.00元")
        assert page.context["published"] == []
        assert published.household.number not in text_of(page)
        assert page.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert "no-store" in page.headers["Cache-Control"]
        assert code_of(published) in read(published, "notice").replace("-", "")

    def test_it_comes_down_by_the_day(self, client, place, published):
        days_pass(6)
        assert len(board(client, place).context["notices"]) == 1
        days_pass(1)
        assert board(client, place).context["notices"] == []

    def test_it_comes_down_with_the_application(self, client, place, published):
        with acting(place.lin_xiaoman):
            services.withdraw(by=place.lin_xiaoman, application=published)
        assert board(client, place).context["notices"] == []

    def test_who_is_given_something_stands_on_the_list_and_nowhere_else(self, client, place):
        given(place)
        page = board(client, place)
        (row,) = page.context["published"]
        assert (row.size, row.amount) == (3, "每月1.00元")
        elsewhere = client.get(reverse("board", args=[place.qianjin.number]))
        assert elsewhere.context["published"] == elsewhere.context["notices"] == []

    def test_places_lead_to_communities(self, client, place):
        assert place.county.name in text_of(client.get(reverse("boards")))
        assert place.qingxi.name in text_of(client.get(reverse("board", args=[place.county.number])))
        assert place.liushu.name in text_of(client.get(reverse("board", args=[place.qingxi.number])))
        assert client.get(reverse("board", args=[1])).status_code == 404


class TestObjecting:
    def test_from_the_code_to_the_answer(self, client, place, published, other):
        given_code = in_fours(code_of(published)).lower()
        page = object_at_the_page(client, given_code)
        (receipt,) = re.findall(r'<strong id="receipt">([0-9A-F-]+)</strong>', text_of(page))
        looked = client.post(reverse("objection_answer"), {"receipt": receipt})
        assert looked.context["found"].at is None
        assert "没人接办" in text_of(open_page(client, other, "objections"))
        with acting_everywhere():
            key = objection_to(published).pk
        assert send(client, other, "objection_take", key).url == reverse("objection", args=[key])
        opened = text_of(open_page(client, other, "objection", key))
        assert SAID in opened
        assert "王五" in opened
        sent = send(client, other, "objection", key, outcome="again", text="会重新调查收入。")
        assert sent.status_code == 302
        client.logout()
        looked = client.post(reverse("objection_answer"), {"receipt": receipt})
        assert "会重新调查收入。" in text_of(looked)
        assert "是对公示的异议，重新调查" in text_of(looked)
        with acting_everywhere():
            told = [event.action for event in events_about(objection_to(published))]
        assert told == [
            "casework.objection_raised",
            "casework.objection_taken",
            "casework.objection_answered",
        ]

    @pytest.mark.parametrize("fields", [{"code": "0000-0000-0000"}, {"text": " "}])
    def test_what_is_wrong_is_said_beside_the_box_and_nothing_typed_is_lost(self, client, published, fields):
        page = object_at_the_page(client, **{"code": code_of(published)} | fields)
        (box,) = fields
        assert page.context["form"].errors.keys() == {box}
        assert "王五" in text_of(page)
        with acting_everywhere():
            assert not Objection.objects.exists()

    def test_not_when_the_notice_is_over(self, published):
        days_pass(7)
        with pytest.raises(Refused, match="公示已经期满"):
            objected_to(published)

    def test_not_without_end(self, published):
        for _number in range(20):
            objected_to(published)
        with pytest.raises(Refused, match="请打电话或者当面"):
            objected_to(published)

    def test_a_number_that_nobody_gave_opens_nothing(self, client, published):
        objected_to(published)
        page = client.post(reverse("objection_answer"), {"receipt": "0000-0000-0000-0000"})
        assert page.context["form"].errors["receipt"] == ["没有这个回执号。"]


class TestApart:
    """Whose case it is reads neither who objects nor what they wrote."""

    def test_the_page_of_the_case_says_that_and_not_who(self, client, place, published, other):
        objected_to(published)
        page = text_of(open_page(client, place.he_jing, "application", published.pk))
        assert "不告诉是谁提的" in page
        answered(other, published)
        page = text_of(open_page(client, place.he_jing, "application", published.pk))
        assert "会请乡镇重新调查收入。" in page
        for hidden in (SAID, "王五", "13900000000"):
            assert hidden not in page

    @pytest.mark.parametrize("name", PEOPLE_OF_THE_CASE)
    def test_nobody_of_the_case_takes_it_on_nor_reads_it(self, place, published, name):
        objected_to(published)
        person = getattr(place, name)
        with acting(person):
            with pytest.raises(PermissionDenied):
                take_objection(by=person, objection=objection_to(published))
            assert not ObjectionWords.objects.exists()

    def test_the_database_refuses_them_too(self, place, published, other):
        objected_to(published)
        by = place.gao_jianguo
        with acting(by):
            taken = {"objection": objection_to(published)}
            with refused_by("casework_objectiontaken_apart"), transaction.atomic():
                ObjectionTaken.objects.create(by=by, **taken)
            with refused_by("casework_objectiontaken_by"), transaction.atomic():
                ObjectionTaken.objects.create(by=other, **taken)
        with acting(place.he_jing), refused_by("casework_objectiontaken_by"), transaction.atomic():
            ObjectionTaken.objects.create(by=place.he_jing, **taken)

    def test_whoever_did_not_take_it_on_answers_nothing(self, place, published, other):
        objected_to(published)
        with acting(other), pytest.raises(PermissionDenied, match="请先接办"):
            answer_objection(by=other, objection=objection_to(published), outcome="other", text="无。")
        statement = (
            "INSERT INTO casework_objectionanswer (objection_id, outcome, text, by_id, at)"
            " SELECT id, 'other', 'sealed', %s, now() FROM casework_objection"
        )
        with acting(other), refused_by("casework_objectionanswer_by"):
            execute((statement, [other.pk]))

    def test_whoever_took_it_on_does_nothing_else_to_the_case(self, client, place, published, other):
        objected_to(published)
        answered(other, published, outcome="other", text="问的是别的事。")
        days_pass()
        with acting(place.he_jing):
            services.forward(by=place.he_jing, application=published, on=today())
        page = open_page(client, other, "application", published.pk)
        assert "您接办了这件的公示异议。" in text_of(page)
        assert place.gao_jianguo.display_name in text_of(page)
        with acting(other), pytest.raises(PermissionDenied, match="您接办了这件的公示异议"):
            services.take(by=other, application=published)
        with acting(other), refused_by("casework_deed_to_objections_apart"):
            do(now(published), other, "take")

    def test_nobody_raises_or_alters_one_by_sql(self, place, published, other):
        objected_to(published)
        for statement in (
            "DELETE FROM casework_objection",
            "UPDATE casework_objectionanswer SET outcome = 'other'",
            "UPDATE casework_objectionwords SET contact = NULL",
            "INSERT INTO casework_objectionwords (objection_id, said) VALUES (gen_random_uuid(), 'sealed')",
        ):
            with acting(other), pytest.raises(DatabaseError, match="permission denied"):
                execute((statement, None))

    def test_what_was_written_is_sealed(self, place, published, other):
        objected_to(published)
        answered(other, published)
        with acting(other), connection.cursor() as cursor:
            cursor.execute("SELECT said, contact FROM casework_objectionwords")
            ((said, contact),) = cursor.fetchall()
        assert SAID.encode() not in bytes(said)
        assert "王五".encode() not in bytes(contact)


class TestTheCaseWaits:
    def forward(self, place, application):
        with acting(place.he_jing):
            services.forward(by=place.he_jing, application=application, on=today())

    def test_until_it_is_answered(self, place, published, other):
        objected_to(published)
        days_pass()
        with pytest.raises(Refused, match="公示期间有异议，还没有答复"):
            self.forward(place, published)
        with acting(place.he_jing), refused_by("casework_deed_to_objections_open"):
            do(now(published), place.he_jing, "forward")
        answered(other, published, outcome="other", text="问的是别的事。")
        self.forward(place, published)
        assert now(published).state == "to_confirm"

    def test_until_it_was_looked_into_again_and_published_again(self, place, published, other):
        objected_to(published)
        answered(other, published)
        days_pass()
        with pytest.raises(Refused, match="要重新调查"):
            self.forward(place, published)
        with acting(place.he_jing):
            here = {"by": place.he_jing, "application": published}
            services.raise_objection(**here, text="有人反映收入。")
            services.record_visit(**here, on=today(), **visit_words(place.he_jing, place.lin_xiaoman))
            services.propose(**here, on=today(), **opinion_words())
        days_pass()
        self.forward(place, published)
        assert now(published).state == "to_confirm"

    def test_the_clock_is_the_place_s_in_working_days(self, place, published):
        objected_to(published)
        with acting_everywhere():
            assert answer_by(objection_to(published)) is None
            before = LocalFigures.objects.get(area=place.county, section=Section.FIGURES)
            values = {**before.values, "objection_days": 10}
            make_figures(place.county, in_force_from=date(2021, 7, 2), values=values)
            due = answer_by(objection_to(published))
        calendar = working_days(today(), due)
        assert calendar.works(due)
        assert days_between(today(), due, calendar, Unit.WORKING) == 10
