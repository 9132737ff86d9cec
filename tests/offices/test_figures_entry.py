"""登记和更正标准 in the browser: the county enters, the earlier entry stays, nothing typed is lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from relief.audit.queries import events_about
from relief.offices.figure_topics import KEYS, TOPICS
from relief.offices.figure_words import LABELS
from relief.offices.forms.figures import FiguresForm
from relief.offices.models import LocalFigures, Role, Section
from relief.offices.queries import place_for
from relief.offices.vocabulary import parts_of
from tests.factories import make_figures, make_user
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db
DOCUMENT = "示民发〔2026〕19号第四条"


def add_url(section="figures", figure=""):
    return reverse("figure_add", args=[section]) + (f"?figure={figure}" if figure else "")


def correct_url(row, figure=""):
    return reverse("figure_correct", args=[row.pk]) + (f"?figure={figure}" if figure else "")


def boxes_of(response):
    """What a browser would send back untouched."""
    form = response.context["form"]
    found = {}
    for box in form:
        value = box.field.prepare_value(box.value()) if hasattr(box.field, "prepare_value") else box.value()
        if value or box.html_name != "extra_excluded_incomes":
            found[box.html_name] = "" if value is None else value
    return found


def send(client, url, **changes):
    return client.post(url, {**boxes_of(client.get(url)), **changes})


@pytest.fixture
def officer(client, world):
    client.force_login(world.gao_jianguo)
    return client


@pytest.fixture
def standing(world):
    with acting_everywhere():
        return make_figures(
            world.county,
            values={
                "dibao_standard": {"urban": 800, "rural": 700},
                "margin_multiple": Decimal("1.5"),
                "margin_inclusive": False,
                "rounding": {"to": Decimal("0.1"), "mode": "up"},
                "dibao_tiers": [{"below": 200, "amount": 600}, {"below": 400, "amount": Decimal("300.5")}],
                "dibao_top_ups": {"elder": {"age": 70, "rate": Decimal("0.1")}},
                "extra_excluded_incomes": ["farm_subsidy"],
                "assets": {"default": {"financial_per_head": 19200, "vehicles": 0}},
                "uninsured_programme_open": {"from": "2022-06-02"},
            },
        )


def newest():
    return LocalFigures.objects.order_by("-entered_at")[0]


def test_every_figure_of_the_vocabulary_has_a_topic_and_a_label():
    assert sorted(KEYS) == sorted(set(parts_of(Section.FIGURES).keys) - {"from"})
    assert set(KEYS) <= set(LABELS)
    assert len(KEYS) == sum(len(keys) for _topic, keys in TOPICS)


def test_a_new_entry_begins_with_all_that_holds_and_applies_from_its_day(officer, world, standing):
    response = send(
        officer, add_url(), **{"from": "2027年1月1日", "document": DOCUMENT, "dibao_standard-urban": "860"}
    )

    assert response.url == reverse("figures")
    row = newest()
    assert (row.in_force_from, row.document, row.entered_by) == (
        date(2027, 1, 1),
        DOCUMENT,
        world.gao_jianguo,
    )
    assert row.corrects is None
    assert row.values == {**standing.values, "dibao_standard": {"urban": 860, "rural": 700}}
    with acting_everywhere():
        assert events_about(row).get().action == "offices.figures_registered"
    day_before = place_for("990100", date(2026, 12, 31), row.known_from)
    assert day_before["figures"][0]["dibao_standard"]["urban"] == 800
    assert (
        place_for("990100", date(2027, 1, 1), row.known_from)["figures"][0]["dibao_standard"]["urban"] == 860
    )


def test_a_correction_is_a_new_entry_and_the_earlier_one_stays(officer, world, standing):
    response = send(
        officer,
        correct_url(standing, "assets"),
        **{"assets-default-financial_per_head": "19,600.00", "reason": "抄错了"},
    )

    assert response.url == reverse("figures")
    row = newest()
    assert (row.corrects, row.reason, row.in_force_from) == (standing, "抄错了", standing.in_force_from)
    assert row.values == {
        **standing.values,
        "assets": {"default": {"financial_per_head": 19600, "vehicles": 0}},
    }
    assert row.known_from > standing.known_from
    earlier = place_for("990100", date(2026, 7, 1), standing.known_from)["figures"][0]
    assert earlier["assets"]["default"]["financial_per_head"] == 19200
    with acting_everywhere():
        assert events_about(row).get().details == {"corrects": str(standing.pk)}


def test_the_whole_entry_goes_through_its_boxes_unchanged(officer, standing):
    send(officer, correct_url(standing), document="示民发〔2021〕32号第二条", reason="补条款")

    assert newest().values == standing.values


def test_an_offering_is_ended_by_its_last_day(officer, standing):
    assert "更正或停办" in officer.get(reverse("figures")).content.decode()
    send(
        officer,
        correct_url(standing, "uninsured_programme_open"),
        **{"uninsured_programme_open-to": "2026-12-31", "reason": "到期不再办"},
    )

    assert newest().values["uninsured_programme_open"] == {"from": "2022-06-02", "to": "2026-12-31"}


def test_a_figure_is_unset_by_emptying_it(officer, standing):
    send(officer, correct_url(standing, "margin_multiple"), margin_multiple="", reason="没有文件")

    assert "margin_multiple" not in newest().values
    page = officer.get(reverse("figures")).content.decode()
    assert "按全国的：1.5" in page


def test_one_figure_from_another_day_copies_the_others_as_they_stand_that_day(officer, world, standing):
    with acting_everywhere():
        make_figures(world.county, in_force_from=date(2024, 7, 1), values={"price_floor": 10})
    send(
        officer,
        add_url(figure="minimum_wage"),
        **{"from": "2023-01-01", "document": DOCUMENT, "minimum_wage": "2100"},
    )

    assert newest().values == {**standing.values, "minimum_wage": 2100}


def test_the_first_entry_of_a_county_begins_with_those_above(officer, world):
    with acting_everywhere():
        make_figures(world.province, values={"price_floor": 10})
    send(
        officer,
        add_url(figure="minimum_wage"),
        **{"from": "2023-01-01", "document": DOCUMENT, "minimum_wage": "2100"},
    )

    assert newest().values == {"price_floor": 10, "minimum_wage": 2100}
    assert newest().area == world.county


@pytest.mark.parametrize(
    ("section", "boxes", "values", "days"),
    [
        (
            "epidemic_affected",
            {"from": "2026-11-01", "to": "", "township_relief_cap": "4800", "community_relief": "yes"},
            {"township_relief_cap": 4800, "community_relief": True},
            (date(2026, 11, 1), None),
        ),
        (
            "one_time_supplement",
            {"register_day": "2026-10-31", "pay_by": "2026-11-30", "dibao": "500", "tekun": "500.5"},
            {"register_day": "2026-10-31", "pay_by": "2026-11-30", "dibao": 500, "tekun": Decimal("500.5")},
            (date(2026, 10, 31), date(2026, 11, 30)),
        ),
        (
            "price_linkage",
            {"month": "2026-10", "cpi": "-0.3", "food_cpi": "6.1", "scpi": "3"},
            {"month": "2026-10", "cpi": Decimal("-0.3"), "food_cpi": Decimal("6.1"), "scpi": 3},
            (date(2026, 10, 1), None),
        ),
    ],
)
def test_the_other_sections_are_entered_the_same_way(officer, section, boxes, values, days):
    assert send(officer, add_url(section), document=DOCUMENT, **boxes).status_code == 302

    row = newest()
    assert (row.section, row.values, (row.in_force_from, row.in_force_to)) == (section, values, days)


@pytest.mark.parametrize(
    ("boxes", "name", "word"),
    [
        ({"from": ""}, "from", "请填写"),
        ({"from": "去年"}, "from", ""),
        ({"document": ""}, "document", "请填写"),
        ({"dibao_standard-urban": "-1"}, "dibao_standard-urban", ""),
        ({"dibao_standard-urban": "八百"}, "dibao_standard-urban", ""),
        ({"margin_multiple": "1.50001"}, "margin_multiple", "小数最多4位"),
        ({"margin_multiple": "一倍半"}, "margin_multiple", "请写数字"),
        ({"tekun_minor_age": "19"}, "tekun_minor_age", "不能大于18"),
        ({"rounding-mode": ""}, "rounding-mode", "请填写"),
        ({"rounding-to": "5"}, "rounding-to", "请从列出的里面选"),
        ({"dibao_tiers-5-below": "600"}, "dibao_tiers-5-amount", "请填写"),
        ({"dibao_top_ups-elder-amount": "50"}, "dibao_top_ups-elder-age", "只填一个"),
        ({"dibao_top_ups-minor-age": "14"}, "dibao_top_ups-minor-age", "只填一个"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_box_and_nothing_typed_is_lost(
    officer, standing, boxes, name, word
):
    typed = {"from": "2027-01-01", "document": DOCUMENT, "price_floor": "12.5", **boxes}
    response = send(officer, add_url(), **typed)

    assert response.status_code == 200
    form = response.context["form"]
    assert list(form.errors) == [name]
    assert word in form.errors[name][0]
    page = response.content.decode()
    assert f'href="#id_{name}' in page
    assert all(form[box].value() == value for box, value in typed.items())
    assert LocalFigures.objects.count() == 1


def test_a_correction_needs_its_reason_and_a_change(officer, standing):
    url = correct_url(standing, "price_floor")
    assert send(officer, url, price_floor="10").context["form"].errors == {"reason": ["请填写"]}
    unchanged = send(officer, url, reason="看看")

    assert "没有改动" in unchanged.content.decode()
    assert LocalFigures.objects.count() == 1


def test_an_entry_with_no_figure_is_none(officer):
    response = send(officer, add_url(), **{"from": "2027-01-01", "document": DOCUMENT})

    assert "一项标准也没有填" in response.content.decode()


def test_a_second_entry_for_one_day_is_refused(officer, standing):
    response = send(officer, add_url(), **{"from": "2021-07-01", "document": DOCUMENT})

    assert response.context["form"].errors == {"from": ["2021年7月1日起已有一条，请更正那一条。"]}
    assert LocalFigures.objects.count() == 1


def test_of_two_officers_the_second_sees_what_changed_and_may_then_save(officer, world, standing):
    url = correct_url(standing, "price_floor")
    mine = {**boxes_of(officer.get(url)), "price_floor": "12", "reason": "漏登"}
    with acting_everywhere():
        other = make_user(Role.COUNTY_OFFICER, world.county, display_name="方敏")
        theirs = make_figures(
            world.county,
            in_force_from=standing.in_force_from,
            values={**standing.values, "minimum_wage": 2100},
            corrects=standing,
            known_from=standing.entered_at,
            entered_by=other,
        )
    response = officer.post(url, mine)

    page = response.content.decode()
    assert "方敏登记了新的一条" in page
    assert "最低工资2,100.00元" in page
    assert response.context["form"]["price_floor"].value() == "12"
    assert LocalFigures.objects.count() == 2
    saved = officer.post(url, {**mine, "seen": response.context["form"]["seen"].value()})
    assert saved.status_code == 302
    assert newest().corrects == theirs
    assert newest().values == {**theirs.values, "price_floor": 12}


def test_what_is_corrected_already_leads_to_what_stands(officer, world, standing):
    send(officer, correct_url(standing, "price_floor"), price_floor="10", reason="漏登")
    again = officer.get(correct_url(standing, "price_floor"))

    assert again.context["corrects"] == newest()
    assert again.context["form"]["price_floor"].value() == "10.00"


def test_a_row_of_another_place_is_not_there(officer, world):
    with acting_everywhere():
        away = make_figures(world.other_county)
        above = make_figures(world.province)

    assert officer.get(correct_url(away)).status_code == 404
    assert officer.get(correct_url(above)).status_code == 404


@pytest.mark.parametrize("url", [add_url("luck"), add_url(figure="from"), add_url(figure="luck")])
def test_what_the_vocabulary_does_not_know_has_no_page(officer, url):
    assert officer.get(url).status_code == 404


def test_a_session_that_ended_brings_the_form_back(officer, world, standing):
    page = officer.get(add_url())
    typed = {**boxes_of(page), "dibao_standard-urban": "861"}
    typed["typed_by"] = page.content.decode().partition('name="typed_by" value="')[2].partition('"')[0]
    officer.logout()
    kept = officer.post(add_url(), typed).context["kept"]
    answer = officer.post(
        reverse("login"), {"username": "gaojianguo", "password": "qing-xi-1949", "kept": kept}
    )
    back = officer.get(answer.url)

    assert back.context["form"]["dibao_standard-urban"].value() == "861"
    assert "您登录前写的都在这里" in back.content.decode()


def test_the_page_says_what_is_not_set_and_what_that_means(officer, standing):
    page = officer.get(reverse("figures")).content.decode()

    assert "没有定" in page
    assert "用到它的条件都还不能判断" in page
    assert "2026年1月29日起按一个月低保标准" in page


def test_the_page_shows_another_day_as_it_was_known(officer, standing):
    send(officer, correct_url(standing, "price_floor"), price_floor="10", reason="漏登")
    today = officer.get(reverse("figures"))
    then = officer.get(reverse("figures"), {"on": "2023-05-06", "known": "2023-05-06"})

    assert "10.00元" in today.content.decode()
    assert "已被更正" in today.content.decode()
    assert "漏登" in today.content.decode()
    assert "10.00元" not in then.content.decode()
    assert "2023年5月6日的标准" in then.content.decode()


def test_what_is_to_come_is_said_on_top(officer, standing):
    send(
        officer,
        add_url(figure="price_floor"),
        **{"from": "2099-01-01", "document": DOCUMENT, "price_floor": "10"},
    )
    page = officer.get(reverse("figures")).content.decode()

    assert "2099年1月1日起用新的标准" in page
    assert "还没生效" in page


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.APPROVER, Role.AUDITOR])
def test_who_enters_nothing_is_offered_nothing(client, world, standing, role):
    client.force_login(world.by_role[role])
    page = client.get(reverse("figures")).content.decode()

    assert reverse("figure_add", args=["figures"]) not in page
    assert correct_url(standing) not in page


def test_the_form_is_made_of_the_vocabulary(world, standing):
    with acting_everywhere():
        form = FiguresForm(by=world.gao_jianguo, section=Section.FIGURES)
    names = set(form.fields)

    assert {"assets-expenditure_relief-business_capital", "tekun_care-full", "grace_months"} <= names
    assert {name.partition("-")[0] for name in names} == {*KEYS, "from", "document", "seen"}


TIERS = "dibao_tiers"


def tiers_of(response):
    """The rows of the tiers as they are shown: below, amount."""
    boxes, rows = boxes_of(response), []
    while f"{TIERS}-{len(rows)}-below" in boxes:
        rows.append(tuple(boxes[f"{TIERS}-{len(rows)}-{part}"] for part in ("below", "amount")))
    return rows


def test_a_tier_more_keeps_everything_typed_unread_and_saves_nothing(officer, standing):
    typed = {"from": "去年", "document": "", "dibao_tiers-2-below": "七百", "deed": f"add:{TIERS}"}
    response = send(officer, correct_url(standing, TIERS), **typed)

    assert tiers_of(response) == [("200.00", "600.00"), ("400.00", "300.50"), ("七百", ""), ("", "")]
    form = response.context["form"]
    assert (form["from"].value(), form["document"].value()) == ("去年", "")
    assert form.errors == {}
    assert "autofocus" in str(form[f"{TIERS}-3-below"])
    assert LocalFigures.objects.count() == 1


def test_a_tier_that_goes_lets_those_below_it_move_up(officer, standing):
    url = correct_url(standing, TIERS)
    response = send(officer, url, deed=f"remove:{TIERS}-0")

    assert tiers_of(response) == [("400.00", "300.50"), ("", "")]
    assert "autofocus" in str(response.context["form"][f"{TIERS}-0-below"])
    saved = officer.post(url, {**boxes_of(response), "reason": "取消一档"})
    assert saved.status_code == 302
    assert newest().values[TIERS] == [{"below": 400, "amount": Decimal("300.5")}]


def test_as_many_tiers_as_are_needed_are_added_and_saved(officer, standing):
    url = correct_url(standing, TIERS)
    response = officer.get(url)
    for number in range(2, 12):
        typed = {f"{TIERS}-{number}-below": f"{number}00", f"{TIERS}-{number}-amount": "10"}
        response = officer.post(url, {**boxes_of(response), **typed, "deed": f"add:{TIERS}"})
    officer.post(url, {**boxes_of(response), "reason": "加档"})

    assert len(newest().values[TIERS]) == 12


@pytest.mark.parametrize("deed", ["add:luck", "remove:dibao_tiers-99", "remove:dibao_tiers", "add:../x", "x"])
def test_a_deed_that_nobody_could_have_meant_breaks_nothing(officer, standing, deed):
    assert send(officer, correct_url(standing, TIERS), deed=deed).status_code == 200
    assert LocalFigures.objects.count() == 1
