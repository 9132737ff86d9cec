"""支出型临时救助: looked into, published for seven days, then approved (民发〔2018〕23号二（二）)."""

from datetime import timedelta

import pytest

from relief.casework import services
from relief.casework.models import Application
from relief.funds.models import Award
from relief.offices.access import acting
from tests.casework.arranging import ABOVE_THE_LIMIT, FIRE, make_application, make_screened
from tests.casework.investigated import days_pass, notice_words, today
from tests.casework.pages import open_page, send, text_of
from tests.casework.raw import do, now, refused_by
from tests.funds.arranging import give
from tests.recusal.declaring import declares, kin, named
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def expenditure(place):
    return make_application(place.lin_xiaoman, "expenditure_relief", FIRE, 800_00)


def step(client, by, application, deed, **fields):
    return send(client, by, "step", application.pk, deed, **fields)


def publish(client, by, application, **changes):
    return step(client, by, application, "publish_relief", **notice_words() | changes)


def approve(client, by, application, amount="800"):
    fields = {"decision": "approve", "amount": amount, "reason": "支出属实。"}
    return send(client, by, "application", application.pk, **fields)


def published(place, application):
    with acting(place.he_jing):
        services.publish_relief(by=place.he_jing, application=application, on=today(), **notice_words())
    return application


class TestFromTheSubmissionToTheAward:
    def test_submitted_looked_into_published_objected_to_published_again_approved(self, client, place):
        he, lin = place.he_jing, place.lin_xiaoman
        household = make_screened(lin, FIRE)
        send(client, lin, "submit", household.pk, "expenditure_relief", requested="800")
        with acting_everywhere():
            asked = Application.objects.get(household=household)
        opened = open_page(client, he, "application", asked.pk)
        assert "approve" not in opened.context["deeds"]
        assert "refuse" in opened.context["deeds"]
        assert "要先调查、公示，才能批准" in text_of(opened)
        assert "要先调查、公示，才能批准" in text_of(approve(client, he, asked))
        assert publish(client, he, asked).status_code == 302
        page = text_of(open_page(client, he, "application", asked.pk))
        assert "住院自付3.2万元，收入和财产核过。" in page
        assert "期满以后才能批准" in text_of(approve(client, he, asked))
        assert step(client, lin, asked, "object", text="说他家有车。").status_code == 302
        assert "要先调查、公示，才能批准" in text_of(approve(client, he, asked))
        assert publish(client, he, asked, finding="又核过，车早就卖了。").status_code == 302
        days_pass()
        assert approve(client, he, asked).status_code == 302
        assert now(asked).state == "approved"
        with acting_everywhere():
            assert Award.objects.get(household=household).amount == 800_00

    def test_above_the_limit_the_county_decides_on_the_same_notice(self, client, place):
        asked = make_application(place.lin_xiaoman, "expenditure_relief", ABOVE_THE_LIMIT, 2401_00)
        published(place, asked)
        with acting(place.he_jing):
            services.refer(by=place.he_jing, application=asked, reason="超过限额。")
        assert "期满以后才能批准" in text_of(approve(client, place.gao_jianguo, asked, "2401"))
        days_pass()
        assert approve(client, place.gao_jianguo, asked, "2401").status_code == 302

    def test_what_is_urgent_needs_none(self, client, place, relief):
        assert approve(client, place.he_jing, relief).status_code == 302

    def test_it_is_refused_without_one(self, place, expenditure):
        with acting(place.he_jing):
            do(expenditure, place.he_jing, "refuse")


class TestWhatIsChecked:
    def test_spending_alone_where_the_family_is_recognised(self, client, place, expenditure, alone):
        sent = publish(client, place.he_jing, expenditure, means="recognised")
        assert "收入和财产也要核实" in sent.context["form"].errors["means"][0]
        with acting(place.he_jing), refused_by("casework_reliefnotice_recognised"):
            do(expenditure, place.he_jing, "publish_relief", left={"means": "recognised"})
        give(place.lin_xiaoman, expenditure.household, programme="dibao")
        assert publish(client, place.he_jing, expenditure, means="recognised").status_code == 302

    @pytest.mark.parametrize(
        ("changes", "box"),
        [
            ({"looked_on": today() + DAY}, "looked_on"),
            ({"notice_from": today() - DAY}, "notice_from"),
            ({"finding": " "}, "finding"),
            ({"means": ""}, "means"),
        ],
    )
    def test_what_is_wrong_is_said_beside_it(self, client, place, expenditure, changes, box):
        assert list(publish(client, place.he_jing, expenditure, **changes).context["form"].errors) == [box]


class TestWhoMayNot:
    def test_the_caseworker_does_not_look_into_it(self, client, place, expenditure):
        publish(client, place.lin_xiaoman, expenditure)
        with acting(place.lin_xiaoman), refused_by("casework_deed_move"):
            do(expenditure, place.lin_xiaoman, "publish_relief")

    def test_nor_does_a_relative(self, client, place, expenditure):
        named(place.lin_xiaoman, expenditure.household, 70)
        declares(place.he_jing, kin(70), own=71)
        assert "回避" in text_of(publish(client, place.he_jing, expenditure))
        with acting(place.he_jing), refused_by("casework_deed_recused"):
            do(expenditure, place.he_jing, "publish_relief")


class TestWhateverTheProgramDoes:
    def test_it_is_not_approved_before_the_notice_is_over(self, place, expenditure):
        he = place.he_jing
        with acting(he), refused_by("casework_deed_published"):
            do(expenditure, he, "approve")
        published(place, expenditure)
        with acting(he), refused_by("casework_deed_published"):
            do(expenditure, he, "approve")
        days_pass()
        with acting(he):
            do(expenditure, he, "approve")

    def test_nor_after_an_objection(self, place, expenditure):
        published(place, expenditure)
        with acting(place.lin_xiaoman):
            do(expenditure, place.lin_xiaoman, "object")
        days_pass()
        with acting(place.he_jing), refused_by("casework_deed_published"):
            do(expenditure, place.he_jing, "approve")

    def test_one_notice_at_a_time_of_seven_days(self, place, expenditure):
        he = place.he_jing
        with acting(he), refused_by("casework_reliefnotice_notice"):
            do(expenditure, he, "publish_relief", left={"notice_to": today() + 5 * DAY})
        published(place, expenditure)
        with acting(he), refused_by("casework_deed_one_notice"):
            do(expenditure, he, "publish_relief")
        with acting(he), pytest.raises(services.Refused, match="已经公示"):
            services.publish_relief(by=he, application=expenditure, on=today(), **notice_words())

    def test_nobody_objects_to_what_does_not_hang(self, client, place, expenditure):
        assert "现在没有公示" in text_of(step(client, place.lin_xiaoman, expenditure, "object", text="。"))
        with acting(place.lin_xiaoman), refused_by("casework_deed_notice_hangs"):
            do(expenditure, place.lin_xiaoman, "object")

    def test_only_expenditure_relief_is_published_so(self, place, relief):
        with acting(place.he_jing), refused_by("casework_deed_move"):
            do(relief, place.he_jing, "publish_relief")
