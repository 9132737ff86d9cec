"""Declaring more never turns a firm answer, and what an answer asks for is what it needs."""

import re
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from relief.rules.answers import Answer, ProgrammeAnswer, screen
from relief.rules.programmes import PROGRAMMES
from relief.rules.programmes.base import Programme
from tests.rules.households import Situation, situations, thorough

STEPS = 6
"""In so many steps all that is hidden is revealed."""


@thorough
@given(situations())
def test_a_firm_answer_never_turns(situation: Situation) -> None:
    answers = list(_while_revealing(situation))
    for before, after in zip(answers, answers[1:], strict=False):
        assert _turned(_firm(before), _firm(after)) == {}
        assert set(before.counted_members) <= set(after.counted_members)


@thorough
@given(situations())
def test_with_everything_declared_only_the_place_leaves_something_open(situation: Situation) -> None:
    answer = screen(situation.household, situation.figures)
    assert answer.household_size == len(answer.counted_members)
    for each in answer.programmes:
        assert all(path.startswith("place.") for path in each.missing), each.code
        assert (each.verdict == "undetermined") == bool(each.missing), each.code


@thorough
@given(situations())
def test_what_is_missing_is_hidden_and_is_told_only_while_the_answer_is_open(situation: Situation) -> None:
    for each in screen(situation.seen(), situation.figures).programmes:
        assert (each.verdict == "undetermined") == bool(each.missing), each.code
        for path in each.missing:
            assert path.startswith("place.") or path in situation.hidden, (each.code, path)
            assert not any(part in situation.hidden for part in _above(path)), (each.code, path)


@thorough
@given(situations(most=3), st.sampled_from(PROGRAMMES))
def test_declaring_what_is_missing_settles_the_answer(situation: Situation, programme: Programme) -> None:
    hidden = set(situation.hidden)
    answer = screen(situation.seen(), situation.figures)[programme.code]
    while hidden & set(answer.missing):
        hidden -= set(answer.missing)
        answer = screen(situation.seen(hidden), situation.figures)[programme.code]
    assert all(path.startswith("place.") for path in answer.missing)


@thorough
@given(situations())
def test_declaring_all_but_what_is_missing_settles_nothing(situation: Situation) -> None:
    """So nothing that would decide has been left out of the list."""
    for each in screen(situation.seen(), situation.figures).programmes:
        if each.verdict == "undetermined":
            kept = {path for path in situation.hidden if _asked(path, each)}
            answer = screen(situation.seen(kept), situation.figures)
            assert answer[each.code].verdict == "undetermined", (each.code, each.missing)


def _while_revealing(situation: Situation) -> Iterator[Answer]:
    hidden = situation.hidden
    for step in range(STEPS + 1):
        yield screen(situation.seen(hidden[len(hidden) * step // STEPS :]), situation.figures)


def _firm(answer: Answer) -> dict[tuple[str, ...], object]:
    """All that the answer says for certain."""
    found: dict[tuple[str, ...], object] = {("household_size",): answer.household_size}
    for each in answer.programmes:
        found[each.code, "verdict"] = None if each.verdict == "undetermined" else each.verdict
        found[each.code, "at_most"] = each.at_most
        found[each.code, "accepted_here"] = each.accepted_here
        found[each.code, "approval"] = each.approval
        if not each.programme.persons:
            found[each.code, "amount"] = each.amount
        for person, of in each.persons.items():
            found[each.code, "person", person] = None if of.verdict == "undetermined" else of.verdict
        for finding in each.findings:
            found[each.code, finding.code] = None if finding.verdict == "unknown" else finding.verdict
    return {name: value for name, value in found.items() if value is not None}


def _turned(before: dict, after: dict) -> dict:
    return {name: (value, after.get(name)) for name, value in before.items() if after.get(name) != value}


def _above(path: str) -> Iterator[str]:
    """The paths of the maps and lists that a path lies in."""
    for end in re.finditer(r"[.\[]", path):
        yield path[: end.start()]


def _asked(path: str, answer: ProgrammeAnswer) -> bool:
    """Whether an answer asks for it or for a map or list around it.

    When somebody left is asked only once it is known that they live apart as clergy.
    """
    if path.endswith(".away_since"):
        return True
    return path in answer.missing or any(part in answer.missing for part in _above(path))
