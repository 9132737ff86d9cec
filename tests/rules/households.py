"""Random households in the vocabulary of the case file: fully declared, and what may be hidden of them.

Everything that a household can declare is hidden by the path under which an answer would ask for it.
"""

from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from relief.rules import facts
from relief.rules.codes import (
    Away,
    ChangeKind,
    PlaceOfEmergency,
    ProgrammeCode,
    Recognition,
    Relation,
    UnemploymentInsurance,
)
from relief.rules.facts import Fact, FactMap
from relief.rules.parameters import FIRST_DAY, Figures
from tests.rules.published import FOLDER, place

thorough = settings(
    max_examples=60, deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow]
)
"""For the tests that look at many households, each of them at length."""

PLACES = sorted(path.stem for path in (FOLDER / "places").glob("*.yaml"))
NAMES = "abcdefgh"
PLAIN_WHEN_LEFT_OUT = ("id", "per", "died_on", "support_disregarded")
TURNS_OF_LAW = (
    FIRST_DAY,
    date(2022, 6, 2),
    date(2022, 10, 20),
    date(2023, 7, 1),
    date(2025, 1, 1),
    date(2026, 1, 1),
    date(2026, 1, 29),
    date(2026, 7, 1),
)

days = st.one_of(
    st.builds(
        lambda turn, later: max(FIRST_DAY, turn + timedelta(later)),
        st.sampled_from(TURNS_OF_LAW),
        st.sampled_from((-1, 0, 1)),
    ),
    st.dates(FIRST_DAY, date(2028, 12, 31)),
)


def _in_yuan(fen: int) -> Decimal:
    return Decimal(fen) / 100


ON_LINES = ("0", "0.01", "250", "799.99", "800", "1000", "1200", "3000", "19200")
yuan = st.one_of(
    st.sampled_from([Decimal(each) for each in ON_LINES]),
    st.sampled_from((90_000, 3_000_000)).flatmap(lambda most: st.integers(0, most)).map(_in_yuan),
)


@dataclass(frozen=True)
class Situation:
    """A household fully declared, the paths that are hidden (in an order to reveal them), its figures."""

    household: dict[str, Any]
    hidden: tuple[str, ...]
    figures: Figures

    def seen(self, hidden: Collection[str] | None = None) -> dict[str, Any]:
        """The household as it is declared while these paths are hidden."""
        return without(self.household, set(self.hidden if hidden is None else hidden))


class Ago(NamedTuple):
    """A day so many years and days before the day that is judged."""

    years: int
    days: int

    def before(self, day: date) -> date:
        year = day.year - self.years
        last = monthrange(year, day.month)[1]
        return min(day.replace(year=year, day=min(day.day, last)) - timedelta(self.days), day)


AGES = (0, 0, 1, 3, 3, 15, 16, 18, 30, 40, 60, 70)
past = st.builds(Ago, st.sampled_from(AGES), st.sampled_from((-1, 0, 1)) | st.integers(0, 366))


def _value(fact: Fact) -> st.SearchStrategy[Any]:
    if fact.codes:
        return st.sampled_from(fact.codes.codes())
    found = {
        "flag": st.booleans(),
        "money": yuan,
        "whole": st.integers(fact.least, min(fact.most, 6)),
        "text": st.sampled_from(("fire on 3 May", "flood", "illness of the child")),
        "date": past,
    }[fact.kind]
    return found | st.just("none") if fact.none else found


def _map(fact_map: FactMap, **instead: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Every fact of a map that is not plain when left out; some as `instead` says, or besides."""
    values = {
        fact.name: _value(fact)
        for fact in fact_map.facts
        if fact.kind != "members" and fact.name not in ("died_on", *instead)
    }
    filled = st.fixed_dictionaries(values | instead)
    return filled | filled | st.just("none") if fact_map.none else filled


likely = st.just(True) | st.booleans()
hardship = _map(
    facts.HARDSHIP,
    urgent=likely,
    basic_living_difficulty=likely,
    place_of_emergency=st.just("here") | st.sampled_from(PlaceOfEmergency.codes()),
)
unemployment = _map(
    facts.UNEMPLOYMENT,
    months_without_income=st.integers(2, 4),
    insurance=st.just("none") | st.sampled_from(UnemploymentInsurance.codes()),
    caused_by_epidemic=likely,
    own_application=likely,
)
change = _map(
    facts.CHANGE,
    kind=st.just("employment") | st.sampled_from(ChangeKind.codes()),
    day=past | st.builds(Ago, st.just(0), st.integers(0, 300)),
)
award = _map(
    facts.AWARD,
    programme=st.sampled_from(("dibao", "dibao", "tekun")) | st.sampled_from(ProgrammeCode.codes()),
)
RELATIONS = Relation.codes()[1:]
incomes = st.lists(_map(facts.INCOME), max_size=3)
disability = _map(facts.DISABILITY)
one_member = _map(
    facts.MEMBER,
    relation=st.sampled_from((*RELATIONS, "spouse", "child", "child", "parent")),
    away=st.just("none") | st.sampled_from(Away.codes()),
    working=st.booleans(),
    seeking_work=likely,
    infected_or_isolated=likely,
    incomes=incomes,
    disability=disability,
    unemployment=unemployment,
    obligors=st.lists(_map(facts.OBLIGOR, disability=disability), max_size=2),
)
without_members = st.fixed_dictionaries(
    {
        "incomes": incomes,
        "assets": st.sampled_from(("within_limits", "within_limits", "over_limits")) | _map(facts.ASSETS),
        "spending": _map(facts.SPENDING),
        "hardship": hardship,
        "receiving": st.lists(award, max_size=3),
        "relief_history": st.lists(_map(facts.RELIEF), max_size=3),
        "recognised_as": st.lists(st.sampled_from(Recognition.codes()), unique=True, max_size=2),
        "change": change,
    },
    optional={"support_disregarded": yuan},
)


@st.composite
def declared(draw: st.DrawFn, day: date, most: int = 4) -> dict[str, Any]:
    """A household of which everything is declared."""
    members = draw(st.lists(one_member, min_size=1, max_size=most))
    household = {"members": members, **draw(without_members)}
    if draw(st.integers(0, 9)):
        members[0]["relation"] = "head"
    for name, member in zip(NAMES, members, strict=False):
        member["id"] = name
        if draw(st.integers(0, 7)) == 7:
            member["died_on"] = day + timedelta(draw(st.integers(-400, 1)))
    for item in household["receiving"] + household["relief_history"]:
        if draw(st.booleans()):
            item["members"] = draw(st.lists(st.sampled_from(NAMES[: len(members)]), min_size=1, unique=True))
    return _dated(household, day)


def _dated(value: Any, day: date) -> Any:
    """The same with days instead of how long ago they are."""
    if isinstance(value, Ago):
        return value.before(day)
    if isinstance(value, dict):
        return {name: _dated(part, day) for name, part in value.items()}
    return [_dated(part, day) for part in value] if isinstance(value, list) else value


@st.composite
def figures(draw: st.DrawFn, day: date) -> Figures:
    """The figures of some place of the case files."""
    return Figures(place(draw(st.sampled_from(PLACES))), draw(st.sampled_from(("urban", "rural"))), day)


@st.composite
def situations(draw: st.DrawFn, day: date | None = None, most: int = 4) -> Situation:
    """A household of which some, much or nothing is hidden."""
    day = day or draw(days)
    household = draw(declared(day, most))
    hidden = list(hidable(household))
    Random(draw(st.integers(0, 2**16))).shuffle(hidden)
    few, many = st.integers(0, 5), st.integers(0, len(hidden))
    return Situation(household, tuple(hidden[: draw(few | few | many)]), draw(figures(day)))


def hidable(value: Any, path: str = "") -> Iterator[str]:
    """The path of everything in a household that could be undeclared."""
    for name, at, part in _parts(value, path):
        if not (name in PLAIN_WHEN_LEFT_OUT or name is None or (name == "members" and path)):
            yield at
        yield from hidable(part, at)


def without(value: Any, hidden: Collection[str], path: str = "") -> Any:
    """The same without what is hidden."""
    if isinstance(value, dict):
        return {name: without(part, hidden, at) for name, at, part in _parts(value, path) if at not in hidden}
    if isinstance(value, list):
        return [without(part, hidden, at) for _, at, part in _parts(value, path)]
    return value


def _parts(value: Any, path: str) -> Iterator[tuple[str | None, str, Any]]:
    """The parts of a map by name, of a list without one, each with its path."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield name, f"{path}.{name}" if path else name, part
    elif isinstance(value, list):
        for number, part in enumerate(value):
            yield None, f"{path}[{_name_of(part, path, number)}]", part


def _name_of(part: Any, path: str, number: int) -> Any:
    return part["id"] if path == "members" else number
