"""只管一段日子的: a county declares itself affected, pays a supplement, enters a month's prices."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from relief.audit.queries import events_about
from relief.offices.models import LocalFigures, Role, Section
from relief.offices.queries import place_for
from tests.factories import make_figures
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db
DOCUMENT = "示政发〔2026〕31号"
FROM, TO = date(2026, 11, 1), date(2026, 11, 30)
CAP = {"township_relief_cap": 4800, "community_relief": True}


def add(client, section, **boxes):
    url = reverse("figure_add", args=[section])
    seen = client.get(url).context["form"]["seen"].value()
    return client.post(url, {"seen": seen, "document": DOCUMENT, **boxes})


def on(client, day):
    """The rows of what is declared on a day, by section."""
    response = client.get(reverse("figures"), {"on": day})
    return {each.section: each for each in response.context["declared"]}, response.content.decode()


@pytest.fixture
def officer(client, world):
    client.force_login(world.gao_jianguo)
    return client


@pytest.fixture
def declared(world):
    with acting_everywhere():
        return make_figures(
            world.county,
            section=Section.EPIDEMIC,
            values=CAP,
            in_force_from=FROM,
            in_force_to=TO,
            document=DOCUMENT,
        )


def test_a_declaration_is_shown_on_its_days_and_not_outside(officer, declared):
    for day, stands in ((FROM, True), (TO, True), (FROM - timedelta(1), False), (TO + timedelta(1), False)):
        rows, page = on(officer, day)
        assert (rows["epidemic_affected"].row == declared) is stands
        assert ("没有申报，限额用平时的" in page) is not stands
    rows, page = on(officer, FROM)

    assert rows["epidemic_affected"].days == "2026年11月1日至2026年11月30日"
    assert "4,800.00元" in rows["epidemic_affected"].values
    assert "村和社区可直接救助：是" in rows["epidemic_affected"].values
    assert reverse("figure_correct", args=[declared.pk]) in page
    assert DOCUMENT in page


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.APPROVER, Role.AUDITOR])
def test_others_read_it_and_change_nothing(client, world, declared, role):
    client.force_login(world.by_role[role])
    rows, page = on(client, FROM)

    assert rows["epidemic_affected"].row == declared
    assert reverse("figure_correct", args=[declared.pk]) not in page
    assert add_refused(client, "epidemic_affected") == 403


def add_refused(client, section):
    return client.post(reverse("figure_add", args=[section]), {"from": "2026-12-01"}).status_code


def test_it_is_declared_from_a_day_on_and_ended_by_a_correction(officer, world):
    assert add(officer, "epidemic_affected", **{"from": "2026年11月1日", "to": ""}).status_code == 302
    row = LocalFigures.objects.get()
    assert (row.values, row.in_force_to, row.document) == ({}, None, DOCUMENT)
    assert "限额还用平时的" in on(officer, FROM)[1]

    url = reverse("figure_correct", args=[row.pk])
    form = officer.get(url).context["form"]
    typed = {"seen": form["seen"].value(), "document": DOCUMENT, "from": "2026-11-01", "to": "2026-11-20"}
    assert officer.post(url, {**typed, "reason": "疫情结束"}).status_code == 302

    ended = LocalFigures.objects.get(corrects=row)
    assert (ended.in_force_from, ended.in_force_to, ended.reason) == (FROM, date(2026, 11, 20), "疫情结束")
    with acting_everywhere():
        assert [each.action for each in events_about(ended)] == ["offices.figures_corrected"]
    place = place_for("990100", FROM, timezone.now())
    assert place["epidemic_affected"] == [{"from": FROM, "to": date(2026, 11, 20)}]


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-11-30", ""), ("2026-10-01", "2026-11-01"), ("2026-11-10", "2026-11-12"), ("2026-10-01", "")],
)
def test_days_of_two_declarations_do_not_overlap(officer, declared, first, last):
    response = add(officer, "epidemic_affected", **{"from": first, "to": last, "township_relief_cap": "3200"})
    (error,) = response.context["form"].errors["from"]

    assert "和另一条的日子重叠：2026年11月1日至2026年11月30日" in error
    assert DOCUMENT in error
    assert response.context["form"]["township_relief_cap"].value() == "3200"
    assert LocalFigures.objects.count() == 1


@pytest.mark.parametrize(("first", "last"), [("2026-12-01", ""), ("2026-10-01", "2026-10-31")])
def test_days_beside_each_other_are_declared(officer, declared, first, last):
    assert add(officer, "epidemic_affected", **{"from": first, "to": last}).status_code == 302


def test_another_countys_declaration_is_no_hindrance(officer, world):
    with acting_everywhere():
        make_figures(world.other_county, section=Section.EPIDEMIC, values=CAP, in_force_from=FROM)

    assert add(officer, "epidemic_affected", **{"from": "2026-11-01"}).status_code == 302
    assert on(officer, FROM)[0]["epidemic_affected"].row.area == world.county


@pytest.mark.parametrize(
    ("section", "boxes", "name", "word"),
    [
        ("epidemic_affected", {"from": "2026-11-10", "to": "2026-11-09"}, "to", "最后一天不能早于第一天"),
        ("epidemic_affected", {"from": "", "to": ""}, "from", "请填写"),
        ("epidemic_affected", {"from": "2026-11-10", "township_relief_cap": "多"}, "township_relief_cap", ""),
        (
            "one_time_supplement",
            {"register_day": "2026-10-31", "pay_by": "2026-10-30", "dibao": "500"},
            "pay_by",
            "最后一天不能早于第一天",
        ),
        (
            "one_time_supplement",
            {"register_day": "2026-10-31", "pay_by": "2026-11-30"},
            "__all__",
            "一项标准也没有填",
        ),
        ("one_time_supplement", {"register_day": "2026-10-31", "dibao": "500"}, "pay_by", "请填写"),
        ("price_linkage", {"month": "2026-10"}, "__all__", "一项标准也没有填"),
        ("price_linkage", {"month": "2026-13", "cpi": "3"}, "month", "月份"),
    ],
)
def test_what_is_wrong_is_said_beside_its_box_and_nothing_typed_is_lost(officer, section, boxes, name, word):
    response = add(officer, section, **boxes)
    form = response.context["form"]

    assert list(form.errors) == [name]
    assert word in form.errors[name][0]
    assert {key: form[key].value() for key in boxes} == boxes
    assert not LocalFigures.objects.exists()


def test_a_supplement_is_shown_while_it_is_paid_and_not_entered_over(officer, world):
    boxes = {"register_day": "2026-10-31", "pay_by": "2026-11-30", "dibao": "500", "tekun": "600"}
    assert add(officer, "one_time_supplement", **boxes).status_code == 302
    row = on(officer, date(2026, 11, 30))[0]["one_time_supplement"]

    assert (row.days, row.values) == (
        "2026年10月31日至2026年11月30日",
        "低保对象：500.00元；特困人员：600.00元",
    )
    assert on(officer, date(2026, 12, 1))[0]["one_time_supplement"].meaning == "没有正在发的"
    again = add(officer, "one_time_supplement", **{**boxes, "register_day": "2026-11-15"})
    assert "日子重叠" in again.context["form"].errors["register_day"][0]


def test_a_month_of_prices_is_shown_the_month_after_and_entered_once(officer, world):
    boxes = {"month": "2026-10", "cpi": "2.8", "food_cpi": "8.8", "scpi": "4.2"}
    assert add(officer, "price_linkage", **boxes).status_code == 302
    row = on(officer, date(2026, 11, 5))[0]["price_linkage"]

    assert row.days == "2026-10"
    assert row.values == "居民消费价格涨幅：2.8%；食品价格涨幅：8.8%；低收入居民生活费用价格涨幅：4.2%"
    assert "2026-11的还没有登记" in on(officer, date(2026, 12, 5))[0]["price_linkage"].meaning
    again = add(officer, "price_linkage", **boxes)
    assert again.context["form"].errors == {"month": ["2026-10已有一条，请更正那一条。"]}


def test_every_box_of_a_declaration_says_what_it_does(officer):
    page = officer.get(reverse("figure_add", args=["epidemic_affected"])).content.decode()

    assert "这些天里代替平时的限额" in page
    assert "社区（村）可以直接实施临时救助（2022年6月2日通知第四部分）" in page
