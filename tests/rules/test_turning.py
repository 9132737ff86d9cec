"""What would turn a decision: by hand, to the fen and to the day; and held to trying everything."""

from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relief.rules.answers import screen
from relief.rules.parameters import Figures
from relief.rules.paths import declaring, steps
from relief.rules.programmes import BY_CODE, PROGRAMMES
from relief.rules.turning import OTHER, turns
from relief.rules.varying import varied
from tests.rules.households import Situation, situations, thorough
from tests.rules.published import case_named, place

DAY = date(2026, 11, 23)
COUNTY = place("demo-county")
FIGURES = Figures(COUNTY, "urban", DAY)
HEAD = {
    "id": "a",
    "relation": "head",
    "born_on": date(1974, 3, 1),
    "away": "none",
    "schooling": "none",
    "disability": "none",
    "serious_illness": False,
    "working": True,
    "hukou": "local",
    "incomes": [{"kind": "wage", "amount": Decimal("799.99"), "per": "month"}],
    "obligors": [],
    "chose_child_allowance": False,
}
LISTED = {
    "financial": Decimal(0),
    "dwellings": 1,
    "vehicles": 0,
    "non_residential_property": False,
    "business_capital": Decimal(0),
}
HOME = {"members": [HEAD], "incomes": [], "assets": LISTED, "receiving": [], "relief_history": []}
EVENT = {"event": "fire", "urgent": True, "basic_living_difficulty": True, "place_of_emergency": "here"}


def home(a=None, **changes):
    return {**deepcopy(HOME), "members": [{**HEAD, **(a or {})}], **changes}


def told(code, household, figures=FIGURES, most=2):
    found = turns(BY_CODE[code], household, figures, most)
    return [(each.path, each.declared, each.values, each.verdict) for each in found]


def incomes(amount, per="month", kind="wage"):
    return {"incomes": [{"kind": kind, "amount": Decimal(amount), "per": per}]}


AMOUNT = "members[a].incomes[0].amount"


@pytest.mark.parametrize(
    ("code", "amount", "per", "then", "verdict"),
    [
        ("dibao", "799.99", "month", "800", "ineligible"),
        ("dibao", "800", "month", "799.99", "eligible"),
        ("dibao", "9599.99", "year", "9600", "ineligible"),
        ("dibao", "9600", "year", "9599.99", "eligible"),
        ("dibao_margin", "800", "month", "799.99", "ineligible"),
        ("dibao_margin", "799.99", "month", "800", "eligible"),
        ("dibao_margin", "1199.99", "month", "1200", "ineligible"),
        ("dibao_margin", "50000", "month", "1199.99", "eligible"),
    ],
)
def test_an_income_to_the_fen_on_both_sides_of_each_line(code, amount, per, then, verdict):
    nearest = told(code, home(a=incomes(amount, per)))[0]
    assert nearest == (AMOUNT, Decimal(amount), (Decimal(then),), verdict)


def test_a_band_far_narrower_than_the_way_to_it_is_found():
    """Between 800 and 800.02 alone the family is an edge family."""
    narrow = {**COUNTY["figures"][0], "margin_multiple": Decimal("1.0001")}
    figures = Figures({**COUNTY, "figures": [narrow]}, "urban", DAY)
    assert told("dibao_margin", home(a=incomes("900000000")), figures)[0][2] == (Decimal("800.07"),)
    assert told("dibao_margin", home(a=incomes("0")), figures)[0][2] == (Decimal("800"),)


def test_a_wage_below_its_cost_counts_for_nothing_however_it_varies():
    """1,680 of cost are taken off a wage: it reaches the line of 800 at 2,480."""
    costly = {**COUNTY["figures"][0], "work_cost_rate": Decimal("0.8")}
    figures = Figures({**COUNTY, "figures": [costly]}, "urban", DAY)
    found = told("dibao", home(a=incomes("100")), figures, most=9)
    assert (AMOUNT, Decimal(100), (Decimal(2480),), "ineligible") in found


def test_support_that_an_officer_disregards_turns_it_too():
    household = home(a=incomes("1000", kind="transfer"), support_disregarded=Decimal("200.01"))
    assert told("dibao", household) == [
        (AMOUNT, Decimal(1000), (Decimal("1000.01"),), "ineligible"),
        ("support_disregarded", Decimal("200.01"), (Decimal(200),), "ineligible"),
    ]


def test_whether_an_amount_is_for_a_month_or_a_year():
    found = told("dibao", home(a=incomes("9000", "year"), assets="within_limits"), most=9)
    assert ("members[a].incomes[0].amount", Decimal(9000), (Decimal(9600),), "ineligible") in found
    yearly = home(a=incomes("900", "year") | {"away": None}, assets="within_limits")
    assert told("dibao", yearly) == []
    assert [path for path, *_ in told("dibao", home(a=incomes("0", "year"), assets="within_limits"))] == [
        "members[a].away",
        "assets",
    ]


@pytest.mark.parametrize(
    ("born", "then", "verdict"),
    [
        (date(1966, 11, 23), date(1966, 11, 24), "ineligible"),
        (date(1966, 11, 24), date(1966, 11, 23), "eligible"),
        (date(2010, 11, 24), date(2010, 11, 23), "ineligible"),
    ],
)
def test_a_birthday_to_the_day(born, then, verdict):
    nearest = told("tekun", home(a=incomes("0") | {"born_on": born}))[0]
    assert nearest == ("members[a].born_on", born, (then,), verdict)


def test_the_last_month_of_the_phase_out():
    award = [{"programme": "dibao", "monthly": Decimal(100), "since": date(2024, 1, 1)}]
    household = home(
        a=incomes("3000"), receiving=award, change={"kind": "employment", "day": date(2026, 6, 2)}
    )
    day, *_ = told("dibao_grace", household)
    assert day == ("change.day", date(2026, 6, 2), (date(2026, 4, 30),), "ineligible")


def test_a_dwelling_more():
    found = told("dibao", home(a=incomes("0")))
    assert found[0] == ("assets.dwellings", 1, (2,), "ineligible")


def test_a_yes_or_no_and_every_code_that_turns_it():
    household = home(hardship={**EVENT, "urgent": False})
    assert told("emergency_relief", household) == [("hardship.urgent", False, (True,), "eligible")]
    local = told("nonresident_relief", home(hardship=EVENT))
    assert local == [("members[a].hukou", "local", ("same_province", "other_province"), "eligible")]


def test_a_certificate_is_one_fact_and_a_recognition_one_more_or_one_less():
    certificate = home(a={"disability": {"kind": "visual", "grade": 1}})
    (others,) = [each.others for each in varied(certificate, DAY) if each.path == "members[a].disability"]
    assert len(others) == 28
    assert others[:2] == ("none", {"kind": "visual", "grade": 2})
    known = home(hardship=EVENT, recognised_as=["relapse_monitored"], a={"infected_or_isolated": True})
    assert told("epidemic_family_relief", known) == [
        (
            "recognised_as",
            ["relapse_monitored"],
            (["relapse_monitored", "poverty_alleviated"],),
            "eligible",
        )
    ]
    less = home(hardship=EVENT, recognised_as=["poverty_alleviated"], a={"infected_or_isolated": True})
    assert ("recognised_as", ["poverty_alleviated"], ([],), "ineligible") in told(
        "epidemic_family_relief", less, most=99
    )


def test_the_same_cause_or_another_one():
    given_before = [{"programme": "emergency_relief", "cause": "fire", "day": date(2026, 1, 1)}]
    household = home(hardship={**EVENT, "cause": "fire", "new_bill": False}, relief_history=given_before)
    assert told("emergency_relief", household, most=3) == [
        ("relief_history[0].cause", "fire", ("-",), "eligible"),
        ("hardship.cause", "fire", ("-",), "eligible"),
        ("hardship.new_bill", False, (True,), "eligible"),
    ]
    other = home(hardship={**EVENT, "cause": "flood", "new_bill": False}, relief_history=given_before)
    found = told("emergency_relief", other, most=99)
    assert ("hardship.cause", "flood", ("fire",), "ineligible") in found


def test_a_day_of_graduation_that_is_none_may_have_been():
    figures = Figures(COUNTY, "urban", date(2023, 6, 1))
    graduate = {"graduated_on": "none", "working": False, "seeking_work": True}
    found = told("jobless_graduate", home(a=graduate, hardship=EVENT), figures)
    assert found == [("members[a].graduated_on", "none", (date(2023, 6, 1),), "eligible")]
    since = {**graduate, "graduated_on": date(2023, 6, 1)}
    found = told("jobless_graduate", home(a=since, hardship=EVENT), figures, most=9)
    assert ("members[a].graduated_on", date(2023, 6, 1), (date(2023, 6, 2),), "ineligible") in found


def test_the_smallest_change_comes_first_and_is_a_share_of_the_larger_number():
    household = home(a=incomes("799"), assets={**LISTED, "financial": Decimal(19000)})
    found = turns(BY_CODE["dibao"], household, FIGURES)
    assert [(each.path, each.share) for each in found] == [
        (AMOUNT, Fraction(1, 800)),
        ("assets.financial", Fraction(20001, 1920001)),
    ]


@pytest.mark.parametrize("name", ["dibao-one-member-undeclared", "dibao-one-fen-below"])
def test_an_open_answer_and_one_that_is_not_offered_have_none(name):
    undeclared = home(a={"incomes": None}) if "undeclared" in name else home()
    assert told("dibao" if "undeclared" in name else "one_time_supplement", undeclared) == []


def test_a_decision_that_no_single_fact_turns():
    assert told("epidemic_family_relief", home(a={"infected_or_isolated": False}, recognised_as=[])) == []


def test_who_is_head_who_has_died_and_whom_an_award_covers_is_not_varied():
    award = [{"programme": "dibao", "since": DAY, "members": ["a"]}]
    household = home(a={"died_on": DAY}, receiving=award)
    paths = {each.path for each in varied(household, DAY)}
    assert paths.isdisjoint({"members[a].relation", "members[a].died_on", "receiving[0].members"})
    assert {"receiving[0].programme", "receiving[0].since", "members[a].born_on"} <= paths


def test_half_a_certificate_is_asked_for_before_it_is_varied():
    found = [each.path for each in varied(home(a={"disability": {"kind": "visual"}}), DAY)]
    assert "members[a].disability" not in found


@thorough
@given(situations(most=3), st.sampled_from(PROGRAMMES), st.randoms(use_true_random=False))
def test_each_turns_the_answer_and_nothing_nearer_does(situation: Situation, programme, random):
    household, figures = situation.seen(), situation.figures
    now = screen(household, figures)[programme.code].verdict
    for turn in turns(programme, household, figures, most=9):
        fact = next(each for each in varied(household, figures.day) if each.path == turn.path)
        assert turn.verdict == OTHER[now]
        for value in turn.values:
            assert _verdict(programme, household, figures, turn.path, value) == turn.verdict
        if not fact.others:
            there = fact._replace(value=turn.values[0]).number
            step = 1 if there < fact.number else -1
            nearer = {there + step, *(random.randint(*sorted((there + step, fact.number))) for _ in range(3))}
            for number in nearer:
                said = _verdict(programme, household, figures, turn.path, fact.said(number))
                assert said != turn.verdict, (turn.path, number)


def _verdict(programme, household, figures, path, value):
    at = steps(path, [member["id"] for member in household.get("members") or []])
    return screen(declaring(household, at, value), figures)[programme.code].verdict


@thorough
@given(situations(most=2), st.sampled_from(PROGRAMMES))
def test_no_yes_or_no_and_no_code_that_turns_it_is_left_out(situation: Situation, programme):
    household, figures = situation.seen(), situation.figures
    now = screen(household, figures)[programme.code].verdict
    found = turns(programme, household, figures, most=999)
    if now not in OTHER or any(turn.share < 1 for turn in found):
        return
    told = {turn.path: turn.values for turn in found}
    for fact in varied(household, figures.day):
        turning = [
            value
            for value in fact.others
            if _verdict(programme, household, figures, fact.path, value) == OTHER[now]
        ]
        if fact.others:
            assert list(told.get(fact.path, ())) == turning, fact.path


def test_a_day_varies_within_a_life_and_ten_years_ahead_where_it_may():
    household = home(a={"graduated_on": DAY})
    by_path = {each.path: each for each in varied(household, DAY)}
    assert by_path["members[a].born_on"].most == DAY.toordinal()
    assert by_path["members[a].graduated_on"].most == (DAY + timedelta(3650)).toordinal()


def test_a_published_case_on_the_line():
    case = case_named("dibao-one-fen-below")
    (nearest, *_) = turns(BY_CODE["dibao"], case.household, Figures(place(case.place), case.area, case.day))
    assert nearest.values[0] - nearest.declared == Decimal("0.01")
