"""The household as the rules read it: what was declared, and what was given here.

What is declared of awards and relief is from other offices. A list that nobody has answered stays undeclared,
whatever was given here: what others give is still not known, and nothing undeclared passes for a none.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from relief.households.facts import Facts, household_facts
from relief.households.models import Household
from relief.rules.codes import Recognition
from relief.rules.programmes import BY_CODE
from relief.web.remembered import remembered

from .models import Award, Kind
from .queries import counting_for

Item = dict[str, Any]
Given = dict[Award, list[str]]


@remembered
def facts_with_awards(household: Household, on: date | None = None) -> Facts:
    """The `household` map of a case file; every screening, page and file that tells of it reads this.

    `on`: the day on which an award is in force, where it is not that of the facts.
    """
    return merged(household, household_facts(household), counting_for(household), on or household.facts_on)


def merged(household: Household, declared: Facts, given: Given, on: date) -> Facts:
    """What was declared with these awards beside it, each for the members with these keys."""
    found = dict(declared)
    for name, ours in _ours(household, given, on).items():
        if declared.get(name) is not None and ours:
            found[name] = _joined(declared[name], ours, _keys(declared))
    standing = [each.programme for each in given if _is_standing(each) and _holds(each, on)]
    if declared.get("recognised_as") is not None and standing:
        found["recognised_as"] = list(dict.fromkeys([*declared["recognised_as"], *standing]))
    return found


def typed_again(household: Household) -> list[tuple[str, int]]:
    """Which declared items say an award of ours over again, and so count as that award: name and place."""
    declared, ours = household_facts(household), _ours(household, counting_for(household), household.facts_on)
    members = _keys(declared)
    return [
        (name, place)
        for name, items in ours.items()
        for place, typed in enumerate(declared.get(name) or [])
        if any(_says_the_same(typed, each, members) for each in items)
    ]


def _ours(household: Household, given: Given, on: date) -> dict[str, list[Item]]:
    """Awards in force on that day. Relief counts from its decision on, whatever day that is:
    the same cause is not relieved twice because the facts are older."""
    return {
        "receiving": [
            _award(award, named, household)
            for award, named in given.items()
            if award.kind == Kind.MONTHLY and _holds(award, on)
        ],
        "relief_history": [_relief(award, named) for award, named in given.items() if _is_relief(award)],
    }


def _keys(declared: Facts) -> list[str]:
    return [each["id"] for each in declared.get("members") or []]


def _joined(declared: list[Item], ours: list[Item], members: list[str]) -> list[Item]:
    """An award stands in the place of what says it over again, so that the places of the others stay."""
    left = list(ours)
    found = []
    for item in declared:
        same = next((each for each in left if _says_the_same(item, each, members)), None)
        if same is not None:
            left.remove(same)
        found.append(item if same is None else same)
    return [*found, *left]


def _says_the_same(typed: Item, ours: Item, members: list[str]) -> bool:
    """Nobody draws one programme twice; relief of one programme may come again, but on another day."""
    shared = set(typed.get("members", members)) & set(ours["members"])
    same_day = "day" not in ours or typed.get("day") == ours["day"]
    return typed.get("programme") == ours["programme"] and bool(shared) and same_day


def _holds(award: Award, on: date) -> bool:
    return award.since <= on and (award.until is None or on <= award.until)


def _is_standing(award: Award) -> bool:
    return award.programme in Recognition.codes()


def _is_relief(award: Award) -> bool:
    """临时救助: an office approves the amount that is asked. A subsidy on top of an award is none."""
    return BY_CODE[award.programme].asks_amount


def _award(award: Award, named: Iterable[str], household: Household) -> Item:
    """Of another household's amount nobody knows what part is this person's: it is left out."""
    own = award.household_id == household.pk
    monthly = {"monthly": Decimal(award.amount).scaleb(-2)} if own and award.amount else {}
    return {"programme": award.programme, **monthly, "since": award.since, "members": list(named)}


def _relief(award: Award, named: Iterable[str]) -> Item:
    cause = {"cause": str(award.cause)} if award.cause else {}
    return {"programme": award.programme, **cause, "day": award.since, "members": list(named)}
