"""What the law leaves to judgement: which facts, which answers of them, and which criteria rest on them."""

from decimal import Decimal

import pytest

from relief.rules import facts
from relief.rules.judged import (
    ASSETS,
    BY_PATH,
    DIFFICULTY,
    DISREGARDED,
    ILLNESS,
    JUDGED,
    OF_HOUSEHOLD,
    OF_MEMBER,
    SELF_CARE,
    changed_judged,
    judged_in,
    rests_on,
)
from relief.rules.programmes import BY_CODE
from relief.rules.programmes.emergency_relief import basic_living_difficulty


@pytest.mark.parametrize(
    ("judged", "declared", "found"),
    [
        (OF_HOUSEHOLD, {}, {}),
        (OF_HOUSEHOLD, {"assets": {"vehicles": 1}, "hardship": "none"}, {}),
        (OF_HOUSEHOLD, {"assets": "within_limits"}, {"assets": "within_limits"}),
        (OF_HOUSEHOLD, {"hardship": {"urgent": True}}, {}),
        (
            OF_HOUSEHOLD,
            {"hardship": {"basic_living_difficulty": False}, "support_disregarded": Decimal(300)},
            {"hardship.basic_living_difficulty": False, "support_disregarded": Decimal(300)},
        ),
        (OF_MEMBER, {"serious_illness": False, "self_care_failed": 0}, {"self_care_failed": 0}),
        (OF_MEMBER, {"serious_illness": True}, {"serious_illness": True}),
    ],
)
def test_an_answer_is_a_finding_where_somebody_judged_it(judged, declared, found):
    assert judged_in(judged, declared) == found


def test_what_is_made_changed_or_withdrawn_is_told():
    before = {"assets": "within_limits", "hardship": {"basic_living_difficulty": True}}
    after = {
        "assets": {"vehicles": 0},
        "hardship": {"basic_living_difficulty": True, "urgent": True},
        "support_disregarded": Decimal(1),
    }

    assert changed_judged(OF_HOUSEHOLD, before, after) == {"assets": None, "support_disregarded": Decimal(1)}
    assert changed_judged(OF_MEMBER, {"serious_illness": True}, {"serious_illness": False}) == {
        "serious_illness": None
    }


def test_every_one_is_a_fact_of_the_data_dictionary():
    names = {fact.name for each in facts.MAPS for fact in each.facts} | {"assets"}

    assert {each.path.rpartition(".")[2] for each in JUDGED} <= names
    assert len(BY_PATH) == len(JUDGED)


def test_a_criterion_knows_which_findings_it_rests_on():
    assert rests_on(basic_living_difficulty) == (DIFFICULTY,)
    by_code = {each.code: rests_on(each) for programme in BY_CODE.values() for each in programme.criteria}

    assert DISREGARDED in by_code["dibao.income_below_standard"]
    assert ASSETS in by_code["dibao.vehicles"]
    assert by_code["emergency_relief.urgent"] == ()
    assert any(ILLNESS in found for code, found in by_code.items() if code.startswith("dibao_individual."))


@pytest.mark.parametrize(
    ("judged", "box"), [(DIFFICULTY, "hardship_basic_living_difficulty"), (SELF_CARE, "self_care_failed")]
)
def test_the_box_has_the_name_of_the_path(judged, box):
    assert judged.box == box
