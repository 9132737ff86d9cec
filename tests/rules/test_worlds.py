"""Up to four people of whom it is uncertain whether they count are seen both ways, so the answer is exact."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import combinations_with_replacement, product

import pytest

from relief.rules.answers import Answer, screen
from relief.rules.parameters import Figures
from relief.rules.worlds import MOST_UNCERTAIN, Worlds
from tests.rules.published import place

FIGURES = Figures(place("demo-county"), "urban", date(2024, 5, 6))
WAGES = (700, 1300)


def family(wages: tuple[int, ...], live_with: tuple[bool | None, ...]) -> dict:
    """A couple on 900 yuan, and grown children who may or may not live with them (None: not asked)."""
    grown = {
        "born_on": date(1990, 3, 1),
        "away": "none",
        "schooling": "none",
        "disability": "none",
        "serious_illness": False,
        "working": True,
        "can_live_independently": True,
    }
    members = [
        {**grown, "id": "h", "relation": "head", "incomes": [{"kind": "wage", "amount": Decimal(900)}]},
        {**grown, "id": "s", "relation": "spouse", "incomes": []},
    ]
    for number, (wage, lives) in enumerate(zip(wages, live_with, strict=True)):
        child = {**grown, "id": f"c{number}", "relation": "child"}
        child["incomes"] = [{"kind": "wage", "amount": Decimal(wage)}]
        members.append(child if lives is None else {**child, "lives_with": lives})
    return {"members": members, "incomes": [], "assets": "within_limits"}


def outcomes(wages: tuple[int, ...]) -> Iterator[Answer]:
    """The answer for every way in which the children may turn out to live."""
    for lives in product((True, False), repeat=len(wages)):
        yield screen(family(wages, lives), FIGURES)


@pytest.mark.parametrize("count", range(1, MOST_UNCERTAIN + 1))
def test_up_to_four_an_answer_is_open_exactly_when_it_could_turn_out_both_ways(count):
    for wages in combinations_with_replacement(WAGES, count):
        early, late = screen(family(wages, (None,) * count), FIGURES), list(outcomes(wages))
        for code in ("dibao", "dibao_margin"):
            verdicts = {each[code].verdict for each in late}
            assert early[code].verdict == (verdicts.pop() if len(verdicts) == 1 else "undetermined"), wages
        amounts = {each["dibao"].amount for each in late}
        if early["dibao"].verdict == "eligible":
            assert early["dibao"].amount == (amounts.pop() if len(amounts) == 1 else None), wages


@pytest.mark.parametrize("wages", [(1300,) * 5, (0,) * 5, (700, 700, 700, 0, 1300)])
def test_beyond_four_an_answer_may_stay_open_but_is_never_wrong(wages):
    early = screen(family(wages, (None,) * 5), FIGURES)
    for late in outcomes(wages):
        for before, after in zip(early.programmes, late.programmes, strict=True):
            assert before.verdict in ("undetermined", after.verdict), before.code
            assert before.amount in (None, after.amount), before.code


@pytest.mark.parametrize(("count", "worlds"), [(0, 1), (1, 2), (4, 16), (5, 1), (6, 1)])
def test_so_many_worlds_are_looked_at(count, worlds):
    household = family((0,) * count, (None,) * count)
    assert len(Worlds(household, FIGURES).worlds) == worlds


def test_only_those_who_are_uncertain_make_worlds():
    assert len(Worlds(family((0, 0, 0), (True, False, None)), FIGURES).worlds) == 2
