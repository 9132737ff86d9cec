"""Every fact of the data dictionary is read at its own key, and refused there when it is of another kind."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given

from relief.rules import facts
from relief.rules.cases import Case, CaseError, read_cases
from relief.rules.documents import MOST_VALUES
from relief.rules.writing import write_case
from tests.rules.households import Situation, situations, thorough

HEAD = "case: x\nday: 2026-11-23\nplace: p\narea: urban\n"
AROUND = {
    "household": ("HERE", "household"),
    "assets": ("assets: {HERE}", "household.assets"),
    "spending": ("spending: {HERE}", "household.spending"),
    "hardship": ("hardship: {HERE}", "household.hardship"),
    "change": ("change: {HERE}", "household.change"),
    "receiving": ("receiving: [{HERE}]", "household.receiving[0]"),
    "relief_history": ("relief_history: [{HERE}]", "household.relief_history[0]"),
    "members": ("members: [{id: a, HERE}]", "household.members[a]"),
    "incomes": ("members: [{id: a, incomes: [{HERE}]}]", "household.members[a].incomes[0]"),
    "unemployment": ("members: [{id: a, unemployment: {HERE}}]", "household.members[a].unemployment"),
    "disability": ("members: [{id: a, disability: {HERE}}]", "household.members[a].disability"),
    "obligors": ("members: [{id: a, obligors: [{HERE}]}]", "household.members[a].obligors[0]"),
}
"""How each map of facts stands in a household, what it holds being HERE, and at which key."""
RIGHT = {
    "flag": "true",
    "money": "12.50",
    "whole": "1",
    "text": "flood",
    "date": "2020-02-29",
    "members": "[]",
}
WRONG = {
    "flag": ("yes", "1", '"true"'),
    "money": ("-1", "0.001", "1000000000000.01", '"5"', "five"),
    "whole": ("-1", "1.5", "100000", '"1"'),
    "text": ("12", "true", "[flood]"),
    "date": ("2026-02-30", "20260101", "true"),
    "members": ("a", "{a: b}"),
    "code": ("nonsense", "true", "[none]"),
}
EVERY = [(each, fact) for each in facts.MAPS for fact in each.facts]


def read(declared):
    (case,) = read_cases(f"{HEAD}household: {{{declared}}}\n", "f.yaml")
    return case


def _household(fact_map, declared):
    return AROUND[fact_map.name][0].replace("HERE", declared)


def _named(value):
    return getattr(value, "name", None)


def test_every_map_has_its_place_here():
    assert {each.name for each in facts.MAPS} == set(AROUND)


@pytest.mark.parametrize(("fact_map", "fact"), EVERY, ids=_named)
def test_a_fact_of_its_kind_is_read(fact_map, fact):
    value = fact.codes.codes()[0] if fact.codes else RIGHT[fact.kind]
    case = read(_household(fact_map, f"{fact.name}: {value}"))
    assert isinstance(case, Case), case.words("en")


@pytest.mark.parametrize(("fact_map", "fact"), EVERY, ids=_named)
def test_a_fact_of_another_kind_is_refused_at_its_key(fact_map, fact):
    key = AROUND[fact_map.name][1]
    for value in ("", *WRONG[fact.kind]):
        found = read(_household(fact_map, f"{fact.name}: {value}"))
        assert isinstance(found, CaseError), value
        assert [each.key for each in found.problems] == [f"{key}.{fact.name}"], value


@pytest.mark.parametrize("fact_map", facts.MAPS, ids=_named)
def test_a_key_that_no_fact_has_is_refused(fact_map):
    key = AROUND[fact_map.name][1]
    found = read(_household(fact_map, "colour: red"))
    assert isinstance(found, CaseError)
    assert [each.key for each in found.problems] == [f"{key}.colour"]


@pytest.mark.parametrize("fact_map", facts.MAPS, ids=_named)
def test_none_is_an_answer_to_a_map_only_where_the_contract_says_so(fact_map):
    around, _ = AROUND[fact_map.name]
    alone = around.replace("{HERE}", "none")
    if alone != around:
        assert isinstance(read(alone), Case) == fact_map.none


@pytest.mark.parametrize(("fact_map", "fact"), EVERY, ids=_named)
def test_none_is_an_answer_to_a_fact_only_where_the_contract_says_so(fact_map, fact):
    case = read(_household(fact_map, f"{fact.name}: none"))
    answers = fact.none or fact.kind == "text" or (fact.codes and "none" in fact.codes.codes())
    assert isinstance(case, Case) == bool(answers)


@thorough
@given(situations())
def test_what_is_written_is_read_back_the_same(situation: Situation) -> None:
    household = situation.seen([each for each in situation.hidden if each != "members"])
    case = Case("x", situation.figures.day, "990100", "rural", household, title="一: 二", source="# 三")
    (again,) = read_cases(write_case(case), "f.yaml")
    assert isinstance(again, Case), again.words("en")
    assert again == case


def test_what_stands_twice_is_written_twice_and_not_by_reference():
    incomes = [{"kind": "wage", "amount": Decimal(800)}]
    members = [{"id": name, "incomes": incomes} for name in "ab"]
    text = write_case(Case("x", date(2026, 11, 23), "p", "urban", {"members": members}))
    assert text.count("kind: wage") == 2
    assert "&" not in text


def test_a_household_of_ordinary_size_is_far_from_too_large():
    rows = ", ".join(f"{{id: m{number}, born_on: {date(2000, 1, 1)}}}" for number in range(MOST_VALUES // 40))
    assert isinstance(read(f"members: [{rows}]"), Case)
