"""An answer as it is kept, how its amount came about, and who counts in every world."""

import json
from decimal import Decimal
from itertools import product

import pytest

from relief.rules.amounts import UNIT
from relief.rules.answers import screen
from relief.rules.language import UNBOUNDED
from relief.rules.parameters import Figures
from relief.rules.storing import answer_from_data, answer_to_data, law_version
from tests.rules.published import all_cases, case_named, figures_of, place


@pytest.mark.parametrize("case", all_cases()[::3], ids=lambda case: case.name)
def test_what_is_kept_is_read_back_the_same_and_holds_no_words(case):
    answer = screen(case.household, figures_of(case))
    text = json.dumps(answer_to_data(answer), ensure_ascii=False)
    assert answer_from_data(json.loads(text)) == answer
    assert str(UNBOUNDED) not in text
    for programme in answer.programmes:
        assert programme.title.zh not in text
        for finding in programme.findings:
            assert finding.title.zh not in text
            assert finding.citation.zh not in text


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.name)
def test_the_lines_of_a_reckoning_come_to_the_amount(case):
    for programme in screen(case.household, figures_of(case)).programmes:
        if programme.reckoning:
            counted = sum(line.amount for line in programme.reckoning if line.code != "not_counted")
            assert counted == programme.amount * UNIT, programme.code


def test_a_version_changes_with_a_figure_and_not_with_a_name():
    case = case_named("dibao-one-fen-below")
    home = place(case.place)
    now = law_version(Figures(home, case.area, case.day))
    assert law_version(Figures({**home, "name": "另一个名字"}, case.area, case.day)) == now
    first = {**home["figures"][0], "dibao_standard": {"urban": Decimal(801), "rural": Decimal(800)}}
    assert law_version(Figures({**home, "figures": [first]}, case.area, case.day)) != now


def uncertain(count):
    """A couple with so many grown children of whom nobody has asked whether they live with them."""
    child = {
        "relation": "child",
        "born_on": case_named("dibao-one-fen-below").day.replace(year=1990),
        "away": "none",
        "schooling": "none",
        "disability": "none",
        "serious_illness": False,
        "can_live_independently": True,
    }
    children = [
        {"id": f"c{number}", **child, "incomes": [{"kind": "wage", "amount": Decimal(300 * (number + 1))}]}
        for number in range(count)
    ]
    head = {
        **child,
        "id": "a",
        "relation": "head",
        "lives_with": True,
        "incomes": [{"kind": "wage", "amount": Decimal(700)}],
    }
    return {"members": [head, *children], "incomes": [], "assets": "within_limits"}


@pytest.mark.parametrize("count", range(1, 7))
def test_an_answer_given_while_it_is_unknown_who_counts_holds_however_it_turns_out(count):
    case = case_named("dibao-one-fen-below")
    household = uncertain(count)
    early = screen(household, figures_of(case))
    assert early.household_size is None
    for lives in product((True, False), repeat=count):
        head, *children = household["members"]
        told = [{**child, "lives_with": with_them} for child, with_them in zip(children, lives, strict=True)]
        late = screen({**household, "members": [head, *told]}, figures_of(case))
        assert late.household_size == 1 + sum(lives)
        for before, after in zip(early.programmes, late.programmes, strict=True):
            assert before.verdict in ("undetermined", after.verdict), before.code
            assert before.amount in (None, after.amount), before.code


def test_four_are_seen_both_ways_where_ranges_could_not_say():
    """Each child earns less than a standard: whoever counts, the family stays below."""
    case = case_named("dibao-one-fen-below")
    household = uncertain(4)
    for child in household["members"][1:]:
        child["incomes"] = [{"kind": "wage", "amount": Decimal(600)}]
    assert screen(household, figures_of(case))["dibao"].verdict == "eligible"
    household["members"].append({**household["members"][1], "id": "fifth"})
    assert screen(household, figures_of(case))["dibao"].verdict == "undetermined"
