"""Asking a hidden household one question after another, until every programme is firm."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from typing import Any

from relief.households.forms.entry import MEMBER, SECTIONS
from relief.rules import facts
from relief.rules.answers import screen
from relief.rules.parameters import Figures
from relief.rules.paths import MAPS, declaring, steps
from relief.rules.questions import OF_THE_PLACE, questions
from tests.rules.households import PLAIN_WHEN_LEFT_OUT

PLAIN = (*PLAIN_WHEN_LEFT_OUT, "members")
Household = dict[str, Any]


def questions_asked(hidden: Household, figures: Figures) -> int:
    """How many questions settle all that the household could settle, the best always first."""
    declared, count = introduced(hidden), 0
    while asked := questions(declared, figures):
        declared, count = answered(declared, hidden, asked[0].path), count + 1
    return count


def introduced(hidden: Household) -> Household:
    """Who the members are, as joining asks it: what each is to the head, and the day of birth."""
    known = ("id", "relation", "born_on")
    return {"members": [{name: each[name] for name in known} for each in hidden["members"]]}


def answered(declared: Household, hidden: Household, path: str) -> Household:
    """With what is true of the fact at a path."""
    at = steps(path, [each["id"] for each in hidden["members"]])
    return declaring(declared, at, skeleton(value_at(hidden, at)))


def is_settled(declared: Household, figures: Figures) -> bool:
    """Whether no programme waits for anything but the place's figures."""
    missing = (path for each in screen(declared, figures).programmes for path in each.missing)
    return all(path.startswith(OF_THE_PLACE) for path in missing)


def value_at(household: Any, at: list[str | int]) -> Any:
    for step in at:
        if isinstance(step, str) and isinstance(household, list):
            household = next(each for each in household if each["id"] == step)
        else:
            household = household[step]
    return household


def skeleton(value: Any) -> Any:
    """Whether there is any, or how many: what each comes to is asked by itself."""
    if isinstance(value, list):
        return [skeleton(each) if isinstance(each, Mapping) else each for each in value]
    if isinstance(value, Mapping):
        if value and all(each == 0 for each in value.values()):
            return value
        return {name: each for name, each in value.items() if name in PLAIN}
    return value


def boxes_filled(hidden: Household, figures: Figures) -> int:
    """How many questions settle as much when the boxes of the pages are asked in their order.

    What was firm stays firm as more is declared: so the first place where all is settled is found by halves.
    """
    states = [introduced(hidden)]
    while (path := next(_unanswered(states[-1]), None)) is not None:
        states.append(answered(states[-1], hidden, path))
    return bisect_left(states, True, key=lambda declared: is_settled(declared, figures))


def _unanswered(declared: Household) -> Iterator[str]:
    for member in declared["members"]:
        names = [name for group in MEMBER.form.groups for name in group.facts]
        yield from _boxes(
            member, [*names, *(each.name for each in MEMBER.lists)], f"members[{member['id']}]."
        )
    for kind in SECTIONS.values():
        yield from _boxes(declared, kind.of.names, "")


def _boxes(at: Mapping[str, Any], names: Any, before: str) -> Iterator[str]:
    for name in names:
        if name in PLAIN or (name == "away_since" and at.get("away") != "religious"):
            continue
        value = at.get(name)
        if value is None:
            yield f"{before}{name}"
        elif isinstance(value, Mapping):
            yield from _boxes(value, _inside(name), f"{before}{name}.")
        elif isinstance(value, list) and name in MAPS:
            for number, each in enumerate(value):
                yield from _boxes(each, _inside(name), f"{before}{name}[{number}].")


def _inside(name: str) -> list[str]:
    found = [fact.name for fact in MAPS[name].facts]
    return [*found, facts.DISABILITY.name] if name == facts.OBLIGOR.name else found
