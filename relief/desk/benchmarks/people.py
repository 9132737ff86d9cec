"""Invented people in invented households, by the shares that `population.toml` names the sources of.

What the sources say holds for households, for people and for the employed each by itself; how they go
together is ours: the head is grown up, and what others are to the head follows from their ages.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from relief.rules.codes import Codes, Relation, Schooling

Numbers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]
ADULT, OLD, OLDEST = 18, 60, 94
A_GENERATION = 16


@cache
def shares() -> dict[str, Any]:
    """The tables of `population.toml`."""
    return tomllib.loads((Path(__file__).parent / "population.toml").read_text(encoding="utf-8"))


def place_of(codes: type[Codes], code: str) -> int:
    """The place of a code in its enumeration, as tables hold it."""
    return codes.codes().index(code)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody, household by household; `owner` is the row of the household."""

    size: Numbers
    owner: Numbers
    age: Numbers
    relation: Numbers
    disabled: Booleans
    schooling: Numbers
    working: Booleans

    @property
    def count(self) -> int:
        return len(self.owner)


def invent_people(households: int, dice: np.random.Generator) -> People:
    """The people of so many households."""
    size = _sizes(households, dice)
    owner = np.repeat(np.arange(households), size)
    is_head = np.diff(owner, prepend=-1) > 0
    age = np.where(
        is_head, _drawn(_ages_of_heads(), len(owner), dice), _drawn(_ages_of_others(), len(owner), dice)
    )
    schooling = _schooling(age, dice)
    return People(
        size,
        owner,
        age,
        _relations(age, owner, is_head),
        dice.random(len(owner)) < _disabled_at()[age],
        schooling,
        _working(age, schooling, dice),
    )


def chosen(among: Sequence[int], weights: Sequence[float], count: int, dice: np.random.Generator) -> Numbers:
    """So many of these numbers, each as often as its weight says."""
    return np.array(among)[_drawn(np.array(weights), count, dice)]


def _drawn(weights: Any, count: int, dice: np.random.Generator) -> Numbers:
    """Places in the list of weights, each as often as it weighs."""
    edges = np.cumsum(weights) / np.sum(weights)
    return np.minimum(np.searchsorted(edges, dice.random(count), side="right"), len(edges) - 1)


def _sizes(households: int, dice: np.random.Generator) -> Numbers:
    to_five, from_six = shares()["household_size"]["share"], shares()["household_size_from_six"]["share"]
    rest = 1 - sum(to_five.values())
    weights = {**to_five, **{size: rest * share for size, share in from_six.items()}}
    return chosen([int(size) for size in weights], list(weights.values()), households, dice)


@cache
def _ages() -> npt.NDArray[np.float64]:
    """The share of people of each year of age."""
    found = np.zeros(OLDEST + 1)
    for first, last, share in shares()["age"]["groups"]:
        found[first : last + 1] = share / (last - first + 1)
    return found


@cache
def _ages_of_heads() -> npt.NDArray[np.float64]:
    """Heads are as old as grown people are."""
    ages = np.where(np.arange(OLDEST + 1) < ADULT, 0, _ages())
    return ages / ages.sum()


@cache
def _ages_of_others() -> npt.NDArray[np.float64]:
    """The ages that the others must have, so that those of all together are as they should be."""
    return _ages() - _ages_of_heads() / shares()["household_size"]["mean"]


def _relations(age: Numbers, owner: Numbers, is_head: Booleans) -> Numbers:
    older = age - age[is_head][owner]
    could_be_spouse = ~is_head & (np.abs(older) < A_GENERATION) & (age >= ADULT + 4)
    before = np.cumsum(could_be_spouse) - could_be_spouse
    first = before == before[np.flatnonzero(is_head)][owner]
    kinds = (is_head, could_be_spouse & first, older <= -A_GENERATION, older >= A_GENERATION)
    names = ("head", "spouse", "child", "parent")
    return np.select(kinds, [place_of(Relation, name) for name in names], place_of(Relation, "sibling"))


@cache
def _disabled_at() -> npt.NDArray[np.float64]:
    """The share of disabled people of each age: all of the survey, spread over the ages of the census."""
    told, years = shares()["disability"], np.arange(OLDEST + 1)
    groups = np.searchsorted([15, OLD], years, side="right")
    people = np.bincount(groups, weights=_ages())
    return (told["share"] * np.array(told["by_age"]) / people)[groups]


def _schooling(age: Numbers, dice: np.random.Generator) -> Numbers:
    told, chance = shares()["schooling"], dice.random(len(age))
    kinds = (
        (age >= 6) & (age < 15),
        (age >= 15) & (age < ADULT) & (chance < told["senior_secondary"]),
        (age >= ADULT) & (age < 22) & (chance < told["higher"]),
    )
    names = ("compulsory", "senior_secondary", "undergraduate")
    return np.select(kinds, [place_of(Schooling, name) for name in names], place_of(Schooling, "none"))


def _working(age: Numbers, schooling: Numbers, dice: np.random.Generator) -> Booleans:
    """As many as are employed among all people, of those who can be."""
    told, (first, last) = shares()["employment"], shares()["employment_age"]["ages"]
    could = (age >= first) & (age <= last) & (schooling == place_of(Schooling, "none"))
    wanted = told["employed"] / told["people"] * len(age)
    working: Booleans = could & (dice.random(len(age)) < wanted / max(could.sum(), 1))
    return working
