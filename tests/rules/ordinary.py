"""Ordinary households, as they come to a township's counter: everything declared, the same for a number."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from relief.rules.parameters import Figures
from tests.rules.published import place

DAYS = (date(2022, 8, 5), date(2023, 6, 15), date(2025, 3, 3), date(2026, 11, 23))
"""While every programme of the notice is open, after it, with rigid expenditure, and under the Law."""
KINDS = (("elder",), ("elder", "elder"), ("adult",), ("adult", "adult"), ("adult", "child"))
FAMILIES = (
    *KINDS,
    ("adult", "adult", "child"),
    ("adult", "adult", "child", "child"),
    ("adult", "adult", "elder"),
    ("adult", "adult", "child", "elder"),
    ("adult", "adult", "child", "child", "elder"),
    ("elder", "child"),
    ("elder", "grown"),
)
"""One row a family, the head first; a second elder or adult beside a head of the same age is the spouse."""
AGES = {"elder": (60, 88), "adult": (28, 57), "child": (0, 17), "grown": (22, 45)}
SCHOOLS = ((3, "none"), (15, "compulsory"), (18, "senior_secondary"), (22, "undergraduate"))
AWARDS = ("dibao", "dibao", "dibao", "tekun")


class Ordinary(Random):
    """Draws what a household of a kind is likely to declare."""

    def yes(self, in_hundred: int) -> bool:
        return self.randrange(100) < in_hundred

    def yuan(self, least: int, most: int) -> Decimal:
        return Decimal(self.randrange(least, most, 10))

    def household(self, day: date) -> dict[str, Any]:
        family = self.choice(FAMILIES)
        members = [self._member(day, key, family, place) for place, key in enumerate(family)]
        return {
            "members": members,
            "incomes": []
            if self.yes(55)
            else [{"kind": "property", "amount": self.yuan(300, 9000), "per": "year"}],
            "assets": self._assets(),
            "spending": self._spending(),
            "hardship": self._hardship(day),
            "receiving": self._receiving(day),
            "recognised_as": self.choice((["dibao_margin"], ["poverty_alleviated"])) if self.yes(12) else [],
            "relief_history": [] if self.yes(90) else [self._relief(day)],
            "change": {"kind": "employment", "day": day - timedelta(self.randrange(300))}
            if self.yes(6)
            else "none",
        }

    def _member(self, day: date, kind: str, family: tuple[str, ...], place: int) -> dict[str, Any]:
        age = self.randint(*AGES[kind])
        working = 18 <= age < 60 and self.yes(55)
        return {
            "id": "abcdefgh"[place],
            "relation": _relation(kind, family, place),
            "born_on": day - timedelta(age * 365 + age // 4 + self.randrange(364)),
            "lives_with": kind != "grown" or self.yes(40),
            "away": "none" if self.yes(98) else "imprisoned",
            "owed_support": True,
            "can_live_independently": age >= 18 and self.yes(85),
            "schooling": next((school for under, school in SCHOOLS if age < under), "none"),
            "disability": self._disability() if self.yes(10) else "none",
            "serious_illness": self.yes(8),
            "working": working,
            "hukou": "local" if self.yes(93) else "other_province",
            "residence_permit": self.yes(5),
            "works_here": working,
            "lives_here": True,
            "unemployment": self._unemployment()
            if 16 <= age < 60 and not working and self.yes(40)
            else "none",
            "graduated_on": date(day.year - 1, 7, 1) if 22 <= age < 26 and self.yes(50) else "none",
            "seeking_work": 18 <= age < 60 and not working and self.yes(30),
            "self_care_failed": self.randrange(7) if age >= 60 and self.yes(20) else 0,
            "chose_child_allowance": age < 18 and self.yes(3),
            "infected_or_isolated": self.yes(4),
            "incomes": self._incomes(age, working=working),
            "obligors": [self._obligor(day) for _ in range(self.randrange(3))] if age >= 60 else [],
        }

    def _incomes(self, age: int, *, working: bool) -> list[dict[str, Any]]:
        found = [("wage", self.yuan(900, 5000))] if working else []
        found += [("basic_pension", self.yuan(100, 250))] if age >= 60 else []
        found += [("transfer", self.yuan(100, 900))] if self.yes(15) else []
        return [{"kind": kind, "amount": amount, "per": "month"} for kind, amount in found]

    def _disability(self) -> dict[str, Any]:
        kind = self.choice(
            ("visual", "hearing", "physical", "physical", "intellectual", "mental", "multiple")
        )
        return {"kind": kind, "grade": self.randint(1, 4)}

    def _unemployment(self) -> dict[str, Any]:
        return {
            "months_without_income": self.randrange(12),
            "insurance": self.choice(("none", "none", "drawing")),
            "caused_by_epidemic": self.yes(50),
            "own_application": True,
        }

    def _obligor(self, day: date) -> dict[str, Any]:
        return {
            "relation": "child",
            "born_on": day - timedelta(self.randrange(25 * 365, 60 * 365)),
            "disability": self._disability() if self.yes(8) else "none",
            "monthly_income": self.yuan(800, 7000),
            "assets": "within_limits" if self.yes(70) else "over_limits",
            "status": "dibao" if self.yes(5) else "none",
            "legal_state": "none",
        }

    def _assets(self) -> Any:
        if self.yes(60):
            return "within_limits" if self.yes(85) else "over_limits"
        return {
            "financial": self.yuan(0, 60_000),
            "dwellings": 1 if self.yes(90) else 2,
            "vehicles": 1 if self.yes(15) else 0,
            "non_residential_property": self.yes(4),
            "business_capital": self.yuan(1000, 50_000) if self.yes(5) else Decimal(0),
        }

    def _spending(self) -> dict[str, Decimal]:
        nothing = dict.fromkeys(
            ("medical_self_paid", "tuition", "tuition_public_rate", "rehabilitation"), Decimal(0)
        )
        if self.yes(50):
            return nothing
        tuition = self.yuan(1000, 12_000) if self.yes(30) else Decimal(0)
        found = {
            "medical_self_paid": self.yuan(500, 40_000),
            "tuition": tuition,
            "tuition_public_rate": tuition,
        }
        return nothing | found

    def _hardship(self, day: date) -> Any:
        if self.yes(70):
            return "none"
        return {
            "event": self.choice(("sudden_illness", "traffic_accident", "fire", "epidemic", "other")),
            "day": day - timedelta(self.randrange(60)),
            "cause": self.choice(("illness of the head", "the fire in May")),
            "urgent": self.yes(60),
            "basic_living_difficulty": self.yes(75),
            "requested": self.yuan(300, 8000),
            "place_of_emergency": "here" if self.yes(92) else "elsewhere",
            "new_bill": self.yes(10),
        }

    def _receiving(self, day: date) -> list[dict[str, Any]]:
        if self.yes(78):
            return []
        since = day - timedelta(self.randrange(30, 3000))
        return [{"programme": self.choice(AWARDS), "monthly": self.yuan(200, 1200), "since": since}]

    def _relief(self, day: date) -> dict[str, Any]:
        cause = self.choice(("illness of the head", "the fire in May"))
        return {
            "programme": "emergency_relief",
            "cause": cause,
            "day": day - timedelta(self.randrange(30, 700)),
        }


def _relation(kind: str, family: tuple[str, ...], place: int) -> str:
    if place == 0:
        return "head"
    if place == 1 and kind == family[0]:
        return "spouse"
    if kind == "elder":
        return "parent"
    return "grandchild" if family[0] == "elder" and kind == "child" else "child"


def ordinary_household(seed: int) -> tuple[dict[str, Any], Figures]:
    """The household of a number, and the figures of its place and day."""
    day = DAYS[seed % len(DAYS)]
    area = ("urban", "rural")[seed // len(DAYS) % 2]
    return Ordinary(seed).household(day), Figures(place("demo-county"), area, day)
