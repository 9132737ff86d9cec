"""On which fact a programme's answer turns most nearly: beside it, for whoever reads the result."""

from datetime import date

import pytest
from django.urls import reverse

from relief.households.services import name_member, store_household
from relief.offices.access import acting
from relief.screening.services import screen_household
from tests.factories import make_figures
from tests.households.case_files import case_from
from tests.screening.arranging import make_place
from tests.world import acting_everywhere

pytestmark = pytest.mark.django_db

EARNING = """\
  members:
    - {id: a, relation: head, born_on: 1974-03-01, away: none, disability: none, serious_illness: false,
       working: true, hukou: local,
       incomes: [{kind: wage, amount: 799.99}, {kind: wage, amount: 0, per: year}]}
  incomes: []
  assets: {financial: 0, dwellings: 1, vehicles: 0, non_residential_property: false, business_capital: 0}
  hardship: {event: fire, cause: fire, urgent: true, basic_living_difficulty: true, place_of_emergency: here,
             new_bill: false}
  receiving: [{programme: dibao, monthly: 100, since: 2024-01-01}]
  relief_history: [{programme: emergency_relief, cause: fire, day: 2026-01-01}]
  recognised_as: []
  change: {kind: employment, day: 2026-06-02}
"""
ANOTHER = "申报的是和另一次相同的事由；实际如果是另一事由，结论就是“符合”。"
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def screening(world):
    make_place(world.county)
    return screened(world, EARNING)


def screened(world, declared):
    with acting(world.lin_xiaoman):
        home = store_household(by=world.lin_xiaoman, area=world.liushu, case=case_from(declared))
        for member in home.members.all():
            name_member(by=world.lin_xiaoman, member=member, name="周桂芳", document=None)
        return screen_household(by=world.lin_xiaoman, household=home, day=home.facts_on)


def shown(client, world, screening, programme, by=None, **headers):
    client.force_login(by or world.lin_xiaoman)
    return client.get(reverse("turning", args=[screening.pk, programme]), **headers)


def test_the_fact_its_value_how_far_and_the_other_answer(client, world, screening):
    page = shown(client, world, screening, "dibao")
    first = page.context["lines"][0]
    assert first.text == (
        "“周桂芳的第1笔收入：金额”申报的是每月799.99元；实际如果是每月800.00元（相差0.01元），结论就是“不符合”。"
    )
    assert first.url.endswith("#id_incomes-0-amount")
    text = page.content.decode()
    assert first.text in text
    assert "请按事实核准，不是让人改报" in text
    assert len(page.context["lines"]) == 2


def test_the_same_in_english_and_never_as_advice(client, world, screening):
    page = shown(client, world, screening, "dibao", **ENGLISH)
    assert page.context["lines"][0].text == (
        "“周桂芳’s income 1: amount” is declared as 799.99 yuan a month; if it is in fact 800.00 yuan "
        "a month (0.01 yuan apart), the answer is “not eligible”."
    )
    text = page.content.decode()
    assert "Check it by the facts; this is no advice to declare otherwise." in text


@pytest.mark.parametrize(
    ("programme", "told"),
    [
        (
            "emergency_relief",
            "“突发困难：同一事由有新的费用”申报的是“否”；实际如果是“是”，结论就是“符合”。",
        ),
        (
            "emergency_relief",
            f"“突发困难：事由”{ANOTHER}",
        ),
        ("nonresident_relief", "没有哪一项事实单独变了，就会改变这个结论。"),
        ("dibao_grace", "实际如果是每月800.00元（相差0.01元），结论就是“符合”。"),
    ],
)
def test_a_cause_and_a_decision_that_nothing_turns_alone(client, world, screening, programme, told):
    assert told in shown(client, world, screening, programme).content.decode()


OTHERS = """\
  members:
    - {id: a, relation: head, born_on: 1966-11-24, away: none, schooling: none, incomes: [], obligors: [],
       chose_child_allowance: false, hukou: local, infected_or_isolated: true, disability: none,
       graduated_on: none, working: false, seeking_work: true}
  incomes: []
  assets: within_limits
  hardship: {event: fire, urgent: true, basic_living_difficulty: true, place_of_emergency: here}
  receiving: []
  relief_history: []
  recognised_as: []
"""


@pytest.mark.parametrize(
    ("programme", "told"),
    [
        ("tekun", "申报的是1966年11月24日；实际如果是1966年11月23日（相差1天），结论就是“符合”。"),
        ("nonresident_relief", "实际如果是本省外县户籍、外省户籍之一，结论就是“符合”。"),
        ("epidemic_family_relief", "申报的是无；实际如果是脱贫人口，结论就是“符合”。"),
        ("dibao", "申报的是在规定以内（调查认定）；实际如果是超过规定（调查认定），结论就是“不符合”。"),
        ("dibao", "“周桂芳的脱离家庭的情形”申报的是无；实际如果是在监狱服刑、强制隔离戒毒、宣告失踪之一"),
        ("emergency_relief", "“突发困难：情况紧急”申报的是“是”；实际如果是“否”，结论就是“不符合”。"),
    ],
)
def test_days_codes_and_findings_in_words(client, world, programme, told):
    make_place(world.county)
    page = shown(client, world, screened(world, OTHERS), programme)
    assert told in page.content.decode()


def test_an_open_answer_is_asked_first(client, world):
    make_place(world.county)
    screening = screened(world, "  members: [{id: a, relation: head, away: none}]\n  incomes: []\n")
    assert "先把缺的问清" in shown(client, world, screening, "dibao").content.decode()


def test_an_auditor_reads_it_and_is_led_to_no_box(client, world, screening):
    page = shown(client, world, screening, "dibao", by=world.auditor)
    assert "#id_" not in page.context["lines"][0].url


def test_what_is_not_offered_and_what_is_no_programme_is_not_found(client, world, screening):
    assert shown(client, world, screening, "one_time_supplement").status_code == 404
    assert shown(client, world, screening, "nonsense").status_code == 404


def test_it_is_said_of_what_was_kept_and_of_the_figures_then(client, world, screening):
    with acting_everywhere():
        screening.household.members.update(born_on=None)
        values = {"dibao_standard": {"urban": 900, "rural": 900}}
        make_figures(world.county, in_force_from=date(2022, 7, 1), values=values)
    assert "800.00元" in shown(client, world, screening, "dibao").context["lines"][0].text


def test_the_result_leads_to_it_only_where_the_answer_is_firm(client, world, screening):
    open_one = screened(world, "  members: [{id: a, relation: head, away: none}]\n  incomes: []\n")
    client.force_login(world.lin_xiaoman)
    for each, is_led_to in ((screening, True), (open_one, False)):
        text = client.get(reverse("result", args=[each.pk])).content.decode()
        assert (reverse("turning", args=[each.pk, "dibao"]) in text) == is_led_to


def test_an_answer_that_the_rules_no_longer_give_asks_for_another_check(
    client, world, screening, monkeypatch
):
    monkeypatch.setattr("relief.rules.turning.OTHER", {"eligible": "eligible"})
    assert "请重新筛查" in shown(client, world, screening, "dibao").content.decode()
