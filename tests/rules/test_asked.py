"""Every fact is asked for in a whole question, in both languages."""

import re

import pytest

from relief.rules.asked import QUESTIONS, question
from relief.rules.paths import MAPS

CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
WHO = re.compile(r"%\((\w+)\)s")
OF_A_ROW = ("incomes", "receiving", "relief_history", "members", "obligors", "unemployment", "disability")
BELOW = {
    "household": ("members", "incomes", "assets", "spending", "hardship", "change", "receiving")
    + ("relief_history", "recognised_as"),
    "members": ("incomes", "disability", "unemployment", "obligors"),
    "obligors": ("disability",),
}
"""The maps and lists that stand in each; the facts are told by the data dictionary."""


def test_every_fact_and_every_map_has_its_question_and_nothing_else_has():
    declared = {f"{each.name}.{fact.name}" for each in MAPS.values() for fact in each.facts}
    below = {f"{within}.{name}" for within, names in BELOW.items() for name in names}
    assert set(QUESTIONS) == declared | below
    assert {name for names in BELOW.values() for name in names} - {"recognised_as"} == set(MAPS) - {
        "household"
    }


@pytest.mark.parametrize("key", QUESTIONS)
def test_a_question_is_whole_in_both_languages_and_names_whom_it_is_of(key):
    zh, en = QUESTIONS[key]
    assert zh.endswith("？")
    assert CHINESE.search(zh)
    assert en.endswith("?")
    assert not CHINESE.search(en)
    told = {frozenset(WHO.findall(each)) for each in (zh, en)}
    assert told == {frozenset({"who"} if key.partition(".")[0] in OF_A_ROW else ())}
    assert en[0].isupper() or en.startswith("%")


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("members", "household.members"),
        ("incomes", "household.incomes"),
        ("incomes[1].amount", "incomes.amount"),
        ("members[a].incomes", "members.incomes"),
        ("members[a].incomes[0].per", "incomes.per"),
        ("members[a].obligors[2].disability.grade", "disability.grade"),
        ("members[a].obligors[2].disability", "obligors.disability"),
        ("members[x].y].disability", "members.disability"),
        ("support_disregarded", "household.support_disregarded"),
        ("recognised_as", "household.recognised_as"),
        ("assets.dwellings", "assets.dwellings"),
    ],
)
def test_a_path_leads_to_its_question(path, key):
    assert question(path, ["a", "x].y"]) is QUESTIONS[key]
