"""The order in which members, incomes, obligors and awards are written down changes nothing."""

from collections import Counter
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from relief.rules.answers import Answer, ProgrammeAnswer, screen
from relief.rules.findings import Finding
from tests.rules.households import Situation, situations, thorough


@thorough
@given(situations(), st.integers(0, 2**16))
def test_the_order_of_lists_changes_nothing(situation: Situation, seed: int) -> None:
    household, places = situation.seen(), {}
    shuffled = _shuffled(household, "", "", Random(seed), places)
    there, here = screen(household, situation.figures), screen(shuffled, situation.figures)
    assert _told(here, places) == _told(there, {})


def _shuffled(value: Any, here: str, there: str, random: Random, places: dict[str, str]) -> Any:
    """The same with every list in another order; `places` leads from each new path to the old one."""
    places[here] = there
    if isinstance(value, dict):
        inside = ((name, f"{here}.{name}" if here else name) for name in value)
        return {
            name: _shuffled(value[name], at, f"{there}.{name}" if there else name, random, places)
            for name, at in inside
        }
    if not isinstance(value, list):
        return value
    order = list(range(len(value)))
    random.shuffle(order)
    return [
        _shuffled(value[old], _item(here, value[old], new), _item(there, value[old], old), random, places)
        for new, old in enumerate(order)
    ]


def _item(path: str, item: Any, number: int) -> str:
    return f"{path}[{item['id'] if path == 'members' else number}]"


def _told(answer: Answer, places: dict[str, str]) -> dict[str, Any]:
    """All that an answer says, without an order."""
    return {
        "size": answer.household_size,
        "counted": set(answer.counted_members),
        **{each.code: _told_of(each, places) for each in answer.programmes},
    }


def _told_of(answer: ProgrammeAnswer, places: dict[str, str]) -> dict[str, Any]:
    return {
        "verdict": answer.verdict,
        "terms": (answer.amount, answer.at_most, answer.approval, answer.accepted_here),
        "missing": _paths(answer.missing, places),
        "findings": [_finding(each, places) for each in answer.findings],
        "reckoning": Counter(answer.reckoning),
        "persons": {
            person: (of.verdict, _paths(of.missing, places), [_finding(each, places) for each in of.findings])
            for person, of in answer.persons.items()
        },
    }


def _finding(finding: Finding, places: dict[str, str]) -> tuple[Any, ...]:
    apart = finding.distance and (finding.distance.verdict, finding.distance.share)
    return finding.code, finding.verdict, _paths(finding.missing, places), apart


def _paths(missing: tuple[str, ...], places: dict[str, str]) -> set[str]:
    """What is missing, by its old path."""
    return {_before(path, places) for path in missing}


def _before(path: str, places: dict[str, str]) -> str:
    known = max((each for each in places if path.startswith(each)), key=len, default="")
    return places.get(known, "") + path[len(known) :]
