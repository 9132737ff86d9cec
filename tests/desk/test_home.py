"""今日: each role's own lists, in as many queries for many rows as for few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from relief.audit.models import Event
from relief.casework.services import correct, refer, resubmit, send_back, submit, take
from relief.offices.access import acting
from relief.screening.models import Outcome, OutcomeKind
from relief.screening.queries import latest_screening
from relief.screening.services import record_outcome
from tests.casework.arranging import (
    ABOVE_THE_LIMIT,
    make_application,
    make_relief,
    make_screened,
)
from tests.casework.refusing import refuse
from tests.factories import make_figures, make_household
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db


def home(client, user):
    client.force_login(user)
    return client.get(reverse("home"))


def test_a_caseworker_reads_what_came_of_a_submission(client, place):
    relief = make_relief(place.lin_xiaoman)
    with acting(place.he_jing):
        refuse(by=place.he_jing, application=relief, reason="急难不在本地发生")
    page = home(client, place.lin_xiaoman).content.decode()
    assert "不予批准" in page
    assert "何静决定，急难不在本地发生" in page


def test_an_approver_sees_what_waits_in_the_township_and_nothing_of_another(client, place):
    relief = make_relief(place.lin_xiaoman)
    assert reverse("application", args=[relief.pk]) in home(client, place.he_jing).content.decode()
    assert "1件待审" in home(client, place.he_jing).content.decode()
    other = home(client, place.zheng_guoping).content.decode()
    assert "0件待审" in other
    assert str(relief.pk) not in other


def test_an_administrator_sees_no_household(client, place):
    relief = make_relief(place.lin_xiaoman)
    page = home(client, place.administrator).content.decode()
    assert reverse("people") in page
    assert relief.household.number not in page


def test_an_approver_reads_first_what_is_in_hand_then_what_nobody_has(client, place):
    first, second, third = (make_relief(place.lin_xiaoman) for _ in range(3))
    with acting(place.he_jing):
        take(by=place.he_jing, application=second)
    with acting(place.lu_jianxin):
        take(by=place.lu_jianxin, application=third)

    answer = home(client, place.he_jing)
    assert [work.url for work in answer.context["mine"]] == addresses(second)
    assert [work.url for work in answer.context["free"]] == addresses(first)
    page = answer.content.decode()
    assert "，3件待审，其中1件在同事手上" in page
    assert page.index("您手上的") < page.index("还没有人办的") < page.index("您决定的")
    assert "今天提交" in page


def test_more_than_are_shown_lead_to_the_queue(client, place, monkeypatch):
    monkeypatch.setattr("relief.desk.home.SOME", 1)
    for _ in range(3):
        make_relief(place.lin_xiaoman)
    answer = home(client, place.he_jing)
    assert len(answer.context["free"]) == 1
    assert f'<a href="{reverse("queue")}">还有2件没有人办</a>' in answer.content.decode()


def test_the_county_reads_what_townships_referred(client, place):
    asked = make_relief(place.lin_xiaoman, 2_401_00, ABOVE_THE_LIMIT)
    assert home(client, place.gao_jianguo).context["free"] == []
    with acting(place.he_jing):
        refer(by=place.he_jing, application=asked, reason="超过镇里的限额")
    answer = home(client, place.gao_jianguo)
    assert [work.url for work in answer.context["free"]] == addresses(asked)
    assert home(client, place.he_jing).context["waiting"] == 0


def test_what_came_back_stands_first_with_who_said_what(client, place):
    ask_back(place.lin_xiaoman, make_screened(place.lin_xiaoman), 0)
    returned = make_relief(place.lin_xiaoman)
    corrected = make_application(place.lin_xiaoman, "dibao_margin")
    with acting(place.he_jing):
        send_back(by=place.he_jing, application=returned, text="住院发票缺第2页")
        refuse(by=place.he_jing, application=corrected, reason="收入超过标准")
    today = home(client, place.lin_xiaoman).context["today"]
    assert len([work for work in today if work.button is None]) == 2
    with acting(place.lu_jianxin):
        correct(by=place.lu_jianxin, application=corrected, reason="收入算重了")

    answer = home(client, place.lin_xiaoman)
    today = answer.context["today"]
    assert [work.url for work in today[:2]] == addresses(returned, corrected)
    page = answer.content.decode()
    assert page.index("住院发票缺第2页") < page.index("收入算重了") < page.index("约好今天来")
    assert "何静" in today[0].note
    assert "陆建新" in today[1].note

    with acting(place.lin_xiaoman):
        resubmit(by=place.lin_xiaoman, application=returned, requested=800_00)
    assert addresses(returned)[0] not in [
        work.url for work in home(client, place.lin_xiaoman).context["today"]
    ]


def test_a_submission_again_answers_what_was_agreed_meanwhile(client, place):
    application = make_application(place.lin_xiaoman)
    with acting(place.he_jing):
        send_back(by=place.he_jing, application=application, text="缺病历")
    ask_back(place.lin_xiaoman, application.household, 0)
    with acting(place.lin_xiaoman):
        resubmit(by=place.lin_xiaoman, application=application)
    assert home(client, place.lin_xiaoman).context["today"] == []


def test_as_many_queries_for_many_rows_as_for_one(client, place):
    make_relief(place.lin_xiaoman)
    home(client, place.he_jing)
    with CaptureQueriesContext(
        connection,
    ) as one:
        home(client, place.he_jing)
    for _ in range(4):
        make_relief(place.lin_xiaoman)
    with CaptureQueriesContext(connection) as five:
        home(client, place.he_jing)
    assert len(five) == len(one)


def addresses(*applications):
    return [reverse("application", args=[each.pk]) for each in applications]


def type_on(client, user, household, slug="spending"):
    page = reverse("section", args=[household.pk, slug])
    client.force_login(user)
    client.post(page, {"deed": "draft", "spending_tuition": "8"})
    return page


def ask_back(user, household, days, bring="医院的发票"):
    with acting(user):
        record_outcome(
            by=user,
            screening=latest_screening(household),
            programme="dibao",
            kind=OutcomeKind.COME_BACK,
            come_back_on=timezone.localdate() + timedelta(days=days),
            bring=bring,
        )


def test_a_caseworker_reads_what_was_typed_and_not_saved(client, place):
    with acting(place.lin_xiaoman):
        household = make_household(place.lin_xiaoman)
        member = household.members.first()
    pages = [
        type_on(client, place.lin_xiaoman, household),
        reverse("member_facts", args=[household.pk, member.pk]),
    ]
    client.post(pages[1], {"deed": "draft", "relation": "other"})
    text = home(client, place.lin_xiaoman).content.decode()
    assert "没有保存" in text
    for page in pages:
        assert f'href="{page}"' in text


def test_todays_work_is_one_list_with_whoever_is_late_first(client, place, monkeypatch):
    for days, called in ((5, "三天后"), (2, "今天"), (12, "下周以后"), (0, "前天")):
        ask_back(place.lin_xiaoman, make_screened(place.lin_xiaoman), days, f"{called}的病历")
    begun = type_on(client, place.lin_xiaoman, make_screened(place.lin_xiaoman))

    later = timezone.localdate() + timedelta(days=2)
    monkeypatch.setattr("relief.desk.todays_work.timezone.localdate", lambda: later)
    answer = home(client, place.lin_xiaoman)
    today = answer.context["today"]
    assert [work.haste for work in today] == ["late", "soon", "soon", "calm"]
    for work, said in zip(today, ("前天的病历", "今天的病历", "还没有保存", "三天后的病历"), strict=True):
        assert said in work.note
    assert today[2].url == begun
    page = answer.content.decode()
    assert "，先办4件" in page
    assert "下周以后" not in page
    assert page.index("今天先办") < page.index("没有来，联系一下") < page.index("您提交的")


def test_nothing_to_do_says_what_would_stand_there(client, place):
    page = home(client, place.lin_xiaoman).content.decode()
    assert "没有要先办的" in page
    assert "都会列在这里" in page


def test_whoever_has_been_answered_since_is_not_expected(client, place):
    household = make_screened(place.lin_xiaoman)
    ask_back(place.lin_xiaoman, household, 0)
    with acting(place.lin_xiaoman):
        screening = latest_screening(household)
        record_outcome(by=place.lin_xiaoman, screening=screening, programme="dibao", kind=OutcomeKind.APPLIES)
    assert home(client, place.lin_xiaoman).context["today"] == []


def test_whoever_came_back_and_applied_is_not_expected_any_more(client, place):
    household = make_screened(place.lin_xiaoman)
    ask_back(place.lin_xiaoman, household, 0)
    with acting(place.lin_xiaoman):
        application = submit(by=place.lin_xiaoman, household=household, programme="dibao")
        newest, before = Outcome.objects.filter(household=household, programme="dibao")
        events = Event.objects.order_by("-number")[:4].values_list("action", flat=True)
        papers = ["papers.made", "papers.made"]
        assert list(events) == ["casework.submitted", *papers, "screening.outcome_recorded"]
    assert (newest.kind, newest.screening_id) == (OutcomeKind.APPLIES, application.screening_id)
    assert before.kind == OutcomeKind.COME_BACK
    assert home(client, place.lin_xiaoman).context["today"] == []


def test_what_was_agreed_before_a_submission_is_not_agreed_twice(client, place):
    household = make_screened(place.lin_xiaoman)
    with acting(place.lin_xiaoman):
        screening = latest_screening(household)
        record_outcome(by=place.lin_xiaoman, screening=screening, programme="dibao", kind=OutcomeKind.APPLIES)
        submit(by=place.lin_xiaoman, household=household, programme="dibao")
        assert Outcome.objects.filter(household=household).count() == 1


def test_a_caseworkers_home_asks_as_often_for_many_as_for_one(client, place):
    def fill():
        household = make_screened(place.lin_xiaoman)
        ask_back(place.lin_xiaoman, household, 0)
        type_on(client, place.lin_xiaoman, household)
        application = make_relief(place.lin_xiaoman)
        with acting(place.he_jing):
            send_back(by=place.he_jing, application=application, text="缺发票")

    def queries():
        with CaptureQueriesContext(connection) as found:
            home(client, place.lin_xiaoman)
        return len(found)

    fill()
    home(client, place.lin_xiaoman)
    one = queries()
    for _ in range(3):
        fill()
    assert queries() == one


def test_the_county_reads_which_figures_need_looking_at(client, world):
    assert "本地的标准还没有登记" in home(client, world.gao_jianguo).content.decode()
    today = timezone.localdate()
    with acting_everywhere():
        make_figures(
            world.county,
            in_force_from=today - timedelta(days=30),
            in_force_to=today + timedelta(days=30),
            values={"margin_multiple": "1.5"},
        )
    page = home(client, world.gao_jianguo).content.decode()
    assert "标准快过期" in page
    assert "低保标准" in page
    assert "标准快过期" not in home(client, world.auditor).content.decode()
