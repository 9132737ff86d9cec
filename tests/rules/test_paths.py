"""Paths of facts: what they name, and declaring what stands there."""

import pytest

from relief.rules import facts
from relief.rules.paths import declaring, meaning, steps

KEYS = ["a", "a.b", "w[0]"]


@pytest.mark.parametrize(
    ("path", "found", "means"),
    [
        ("members", ["members"], facts.MEMBER),
        ("assets", ["assets"], facts.ASSETS),
        ("assets.vehicles", ["assets", "vehicles"], facts.ASSETS.by_name["vehicles"]),
        ("recognised_as", ["recognised_as"], None),
        ("support_disregarded", ["support_disregarded"], facts.HOUSEHOLD.by_name["support_disregarded"]),
        ("receiving[1].since", ["receiving", 1, "since"], facts.AWARD.by_name["since"]),
        ("members[a].born_on", ["members", "a", "born_on"], facts.MEMBER.by_name["born_on"]),
        ("members[a.b].incomes", ["members", "a.b", "incomes"], facts.INCOME),
        ("members[w[0]].working", ["members", "w[0]", "working"], facts.MEMBER.by_name["working"]),
        (
            "members[a].obligors[2].assets",
            ["members", "a", "obligors", 2, "assets"],
            facts.OBLIGOR.by_name["assets"],
        ),
        (
            "members[a].obligors[0].disability.grade",
            ["members", "a", "obligors", 0, "disability", "grade"],
            facts.DISABILITY.by_name["grade"],
        ),
    ],
)
def test_a_path_leads_to_a_fact_of_the_data_dictionary(path, found, means):
    assert steps(path, KEYS) == found
    assert meaning(found) is means


def test_declaring_changes_what_stands_there_and_nothing_else():
    household = {
        "members": [{"id": "a", "incomes": [{"kind": "wage"}, {}]}, {"id": "b"}],
        "recognised_as": [],
    }
    declared = declaring(household, ["members", "a", "incomes", 1, "kind"], "property")

    assert declared == {
        "members": [{"id": "a", "incomes": [{"kind": "wage"}, {"kind": "property"}]}, {"id": "b"}],
        "recognised_as": [],
    }
    assert household["members"][0]["incomes"][1] == {}
    assert declaring({}, ["assets"], "within_limits") == {"assets": "within_limits"}
