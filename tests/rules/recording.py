"""Makes the recorded corpus: households from one seed, over places and both sides of each day of law.

    python -m tests.rules.recording

Screenings that are recorded stay as they are: a later run adds some for the days on which new law begins.
A change of recorded answers goes through `manage.py replay --accept` alone.
"""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import cycle, islice
from random import Random
from typing import Any

import django

from relief.rules import facts
from relief.rules.citations import DOCUMENTS
from relief.rules.facts import Fact, FactMap
from relief.rules.parameters import FIRST_DAY, national_figures
from relief.rules.places import SECTIONS, read_entry
from relief.rules.programmes import PROGRAMMES

SEED, COUNT, MORE, LAST_DAY = 20260701, 2000, 20, date(2026, 12, 31)
NAMES = "abcdef"
UNDECLARED = (0.0, 0.0, 0.03, 0.1, 0.3)
"""How much of a household nobody has asked yet."""
SIZES = (1, 1, 1, 2, 2, 2, 3, 3, 4)
AGES = (0, 3, 9, 15, 16, 17, 18, 25, 35, 45, 55, 59, 60, 65, 70, 82)
A_MONTH = (0, 100, 250, 400, 799, 800, 1000, 1200, 1320, 1595, 2100, 3000)
IN_ALL = (*A_MONTH, 5000, 19200, 28800, 60000)
CAUSES = ("cause-1", "cause-2")
OFTEN = {
    "members.relation": ("spouse", "child", "child", "parent"),
    "members.away": ("none",) * 16,
    "members.schooling": ("none",) * 4,
    "members.hukou": ("local",) * 3,
    "obligors.status": ("none",) * 3,
    "obligors.legal_state": ("none",) * 5,
    "hardship.place_of_emergency": ("here",) * 4,
    "unemployment.insurance": ("none",) * 2,
    "receiving.programme": ("dibao",) * 12 + ("tekun",) * 6,
    "change.kind": ("employment",) * 4,
    "incomes.per": ("month",) * 2,
}
"""Codes that most people declare, so that enough households get past a programme's other criteria."""
LIKELY = {"urgent", "basic_living_difficulty", "own_application", "caused_by_epidemic", "seeking_work"}
FULLEST = 4
"""The place that has set most is drawn so many times oftener: in it every programme can be answered."""


def turns_of_law() -> list[date]:
    """Every day on which a rule or a national figure begins or has ended."""
    dated = [*(each for programme in PROGRAMMES for each in programme.criteria), *national_figures()]
    begun = {each.since for each in [*PROGRAMMES, *dated]}
    ended = {each.until + timedelta(1) for each in dated if each.until}
    return sorted(day for day in begun | ended if day >= FIRST_DAY)


def sides_of_law() -> list[date]:
    """The day before and the day itself."""
    return sorted({max(FIRST_DAY, turn - timedelta(before)) for turn in turns_of_law() for before in (0, 1)})


def published_places() -> list[dict[str, Any]]:
    """The places whose figures come with the program, as the rules read them."""
    from relief.offices.data import FIGURES, read

    return [_place(read(path)) for path in sorted(FIGURES.glob("*.yaml"))]


def _place(written: dict[str, Any]) -> dict[str, Any]:
    beside = ("known_from", "document", "source")
    sections = {
        section: [
            read_entry(section, {key: value for key, value in entry.items() if key not in beside})
            for entry in written.get(section, [])
        ]
        for section in SECTIONS
    }
    return {"code": written["code"], **{name: entries for name, entries in sections.items() if entries}}


def turns_of(value: Any) -> Iterator[date]:
    """Every day that stands in the figures of places."""
    if isinstance(value, date):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from turns_of(part)


def days(places: list[dict[str, Any]]) -> Iterator[date]:
    """Beside every turn, of the law or of a place's figures, again and again; any day between them."""
    documents = (each.since for each in DOCUMENTS)
    turns = {*turns_of_law(), *(day for day in (*turns_of(places), *documents) if day >= FIRST_DAY)}
    beside = [max(FIRST_DAY, turn + timedelta(later)) for turn in sorted(turns) for later in (-1, 0, 1)]
    random = Random(SEED)
    for day in cycle(beside):
        yield day
        yield FIRST_DAY + timedelta(random.randint(0, (LAST_DAY - FIRST_DAY).days))


class Household:
    """Draws one household of a day; what is undeclared is left out as it is drawn."""

    def __init__(self, random: Random, day: date) -> None:
        self.random, self.day = random, day
        self.undeclared = random.choice(UNDECLARED)

    def declared(self) -> dict[str, Any]:
        names = NAMES[: self.random.choice(SIZES)]
        household = {
            "members": [self.member(name, is_head=not number) for number, name in enumerate(names)],
            "incomes": self.several(facts.INCOME, (0, 0, 1)),
            "assets": self.random.choice(("within_limits", "within_limits", "over_limits", None)),
            "spending": self.map(facts.SPENDING),
            "hardship": self.map(facts.HARDSHIP),
            "receiving": self.several(facts.AWARD, (0, 0, 0, 1, 2), names),
            "relief_history": self.several(facts.RELIEF, (0, 0, 0, 1), names),
            "recognised_as": self.recognised(),
            "change": self.map(facts.CHANGE),
        }
        if household["assets"] is None:
            household["assets"] = self.map(facts.ASSETS)
        if self.random.random() < 0.1:
            household["support_disregarded"] = Decimal(self.random.choice(A_MONTH[:4]))
        return {key: value for key, value in household.items() if key == "members" or not self.hidden()}

    def member(self, name: str, *, is_head: bool) -> dict[str, Any]:
        member = self.map(facts.MEMBER)
        if is_head:
            member["relation"] = "head"
        if self.random.random() < 0.95:
            member.pop("died_on", None)
        beside = {
            "disability": self.map(facts.DISABILITY, none=0.6),
            "unemployment": self.map(facts.UNEMPLOYMENT),
            "incomes": self.several(facts.INCOME, (0, 1, 1, 2)),
            "obligors": self.several(facts.OBLIGOR, (0, 0, 1)),
        }
        return {"id": name, **member, **{key: value for key, value in beside.items() if not self.hidden()}}

    def several(self, fact_map: FactMap, counts: tuple[int, ...], names: str = "") -> list[Any]:
        return [self.map(fact_map, names) for _ in range(self.random.choice(counts))]

    def map(self, fact_map: FactMap, names: str = "", none: float = 0.2) -> Any:
        if fact_map.none and self.random.random() < none:
            return "none"
        values = {fact.name: self.value(fact_map.name, fact, names) for fact in fact_map.facts}
        return {name: value for name, value in values.items() if value is not None and not self.hidden()}

    def value(self, where: str, fact: Fact, names: str) -> Any:
        if fact.none and self.random.random() < 0.5:
            return "none"
        if fact.codes:
            codes = fact.codes.codes()[1:] if fact.name == "relation" else fact.codes.codes()
            return self.random.choice((*codes, *OFTEN.get(f"{where}.{fact.name}", ())))
        return getattr(self, f"_{fact.kind}")(fact, names)

    def recognised(self) -> list[str]:
        found = ("dibao_margin", "rigid_expenditure", "poverty_alleviated", "relapse_monitored")
        return [self.random.choice(found)] if self.random.random() < 0.3 else []

    def hidden(self) -> bool:
        return self.random.random() < self.undeclared

    def _flag(self, fact: Fact, names: str) -> bool:
        return self.random.random() < (0.85 if fact.name in LIKELY else 0.4)

    def _money(self, fact: Fact, names: str) -> Decimal:
        yuan = A_MONTH if fact.name in ("amount", "monthly", "monthly_income") else IN_ALL
        return Decimal(self.random.choice(yuan)) + Decimal(self.random.choice((0, 0, 0, 1))) / 100

    def _whole(self, fact: Fact, names: str) -> int:
        return self.random.randint(fact.least, min(fact.most, 6))

    def _text(self, fact: Fact, names: str) -> str:
        return self.random.choice(CAUSES)

    def _date(self, fact: Fact, names: str) -> date:
        years = self.random.choice(AGES if fact.name == "born_on" else (0, 0, 1, 3))
        days = self.random.choice((-1, 0, 1, 40, 100, 200))
        birthday = date(self.day.year - years, self.day.month, min(self.day.day, 28))
        return min(self.day, birthday - timedelta(days))

    def _members(self, fact: Fact, names: str) -> list[str] | None:
        return [self.random.choice(names)] if self.random.random() < 0.4 else None


def drawn(number: int, day: date, places: list[dict[str, Any]]) -> tuple[str, date, str, dict[str, Any]]:
    """Place, day, town or country, and household: the same ones for the same number every time."""
    random = Random(f"{SEED}-{number}")
    fullest = max(places, key=lambda place: len(str(place)))
    place = random.choice([*places, *[fullest] * FULLEST])["code"]
    return place, day, random.choice(("urban", "rural")), Household(random, day).declared()


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "relief.settings")
    django.setup()
    from relief.screening.recorded import CORPUS, Recorded, answered, read, write

    published = published_places()
    places, kept = {place["code"]: place for place in published}, []
    wanted = islice(days(published), COUNT)
    if CORPUS.exists():
        places, rows = read()
        kept = list(rows)
        known = {each.day for each in kept}
        wanted = (day for day in sides_of_law() if day not in known for _ in range(MORE))
    new = [
        answered(Recorded(number, *drawn(number, day, list(places.values())), findings={}), places)
        for number, day in enumerate(wanted, start=len(kept) + 1)
    ]
    write(places, [*kept, *new])


if __name__ == "__main__":
    main()
