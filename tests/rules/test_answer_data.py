"""The JSON of an answer: which keys it has is part of the contract."""

import json
import re
from decimal import Decimal

import pytest

from relief.rules.answers import Answer, screen
from relief.rules.presenting import answer_data, yuan_text
from relief.rules.programmes import BY_CODE
from tests.rules.published import all_cases, case_named, figures_of

EVERY = {"verdict", "missing", "open_clauses", "criteria"}
ON_YES = {"amount", "at_most", "period", "approval", "until"}


def answer_of(case) -> Answer:
    return screen(case.household, figures_of(case))


@pytest.mark.parametrize("case", all_cases()[::2], ids=lambda case: case.name)
def test_an_answer_has_the_keys_of_the_contract(case):
    data = json.loads(json.dumps(answer_data(answer_of(case))))
    assert set(data) == {"day", "household_size", "counted_members", "programmes"}
    assert data["day"] == case.day.isoformat()
    assert set(data["programmes"]) == set(BY_CODE)
    for code, found in data["programmes"].items():
        _check_keys(BY_CODE[code], found)


def _check_keys(programme, found):
    if found["verdict"] == "not_offered":
        assert set(found) == {"verdict"}
        return
    special = {"accepted_here": programme.belongs, "persons": programme.persons}
    assert set(found) - ON_YES == EVERY | {key for key, given in special.items() if given}
    if found["verdict"] == "eligible":
        assert found.get("period") == programme.period
    else:
        assert not ON_YES & set(found)
    assert bool(found["missing"]) == (found["verdict"] == "undetermined")
    for each in ("amount", "at_most"):
        assert re.fullmatch(r"\d+\.\d\d", found.get(each, "0.00"))
    for criterion in found["criteria"]:
        wanted = {"code", "verdict", "citation", "title"} | ({"person"} if programme.persons else set())
        assert set(criterion) == wanted
        assert criterion["verdict"] in ("met", "not_met", "unknown")
        assert criterion["citation"]
        assert criterion["title"]


def test_a_criterion_of_a_person_is_told_of_each_person():
    case = case_named("tekun-savings-at-the-limit-for-one")
    criteria = answer_data(answer_of(case))["programmes"]["tekun"]["criteria"]
    told = {person: [each["code"] for each in criteria if each["person"] == person] for person in "gc"}
    assert told["g"] == told["c"] != []


def test_an_amount_by_tiers_waits_until_it_is_known_who_counts():
    dibao = answer_data(answer_of(case_named("dibao-tier-of-a-household-of-one-or-two")))["programmes"][
        "dibao"
    ]
    assert (dibao["verdict"], "amount" in dibao) == ("eligible", False)


def test_which_programmes_say_where_the_application_belongs_and_who_approves_what_is_asked_for():
    belongs = {code for code, programme in BY_CODE.items() if programme.belongs}
    asks = {code for code, programme in BY_CODE.items() if programme.asks_amount}
    assert belongs == {"dibao", "dibao_individual", "dibao_margin", "rigid_expenditure", "tekun"}
    relief = {"emergency_relief", "fast_relief", "expenditure_relief", "nonresident_relief"}
    assert asks == relief | {"uninsured_unemployed", "jobless_graduate", "epidemic_family_relief"}


@pytest.mark.parametrize(
    ("fen", "text"), [(0, "0.00"), (1, "0.01"), (100, "1.00"), (123456789, "1234567.89"), (70, "0.70")]
)
def test_yuan_has_two_places(fen, text):
    assert yuan_text(fen) == text
    assert Decimal(text) * 100 == fen
