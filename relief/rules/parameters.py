"""The figures in force on a day in a place: the place's own, else the national, else unknown.

Money is integer fen as the place states it (a month, or in all); ratios are integers of ten-thousandths.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from math import floor
from pathlib import Path
from typing import Any

from relief.rules.citations import DOCUMENT_OF, Cite
from relief.rules.codes import AreaKind, IncomeKind, Text
from relief.rules.language import LEAST_PERCENT, MET, NOT_MET, UNBOUNDED, UNKNOWN, Amount, Range, Test, Truth

FIRST_DAY = date(2021, 7, 1)
"""The first day whose law is encoded (民发〔2021〕57号、43号)."""

NEVER_UNKNOWN: Mapping[str, Any] = {
    "work_cost_rate": Decimal(0),
    "extra_excluded_incomes": [],
    "residence_permit_dibao": False,
    "margin_inclusive": False,
}
RATIOS = frozenset(
    {"margin_multiple", "work_cost_rate", "rigid_ratio", "price_cpi_trigger", "price_food_trigger"}
)
MONEY = frozenset(
    {
        "minimum_wage",
        "disposable_income",
        "township_relief_cap",
        "county_relief_cap",
        "uninsured_relief_cap",
        "graduate_relief_cap",
        "fast_relief_cap",
        "price_floor",
    }
)


class LawNotEncoded(ValueError):
    """The day lies before the first day whose law this program knows."""

    def __init__(self, day: date) -> None:
        super().__init__(f"the law of {day} is not encoded; the first day is {FIRST_DAY}")
        self.day = day


@dataclass(frozen=True, slots=True)
class NationalFigure:
    """A dated national figure, what it is, and the place in the text it comes from."""

    name: str
    title: Text
    value: Any
    since: date
    until: date | None
    cite: Cite


@cache
def national_figures() -> tuple[NationalFigure, ...]:
    """Every line of national.toml. KeyError for a document that citations.py does not know."""
    rows = tomllib.loads((Path(__file__).parent / "national.toml").read_text(encoding="utf-8"))["figure"]
    return tuple(
        NationalFigure(
            row["name"],
            Text(row["zh"], row["en"]),
            Decimal(row["value"]) if isinstance(row["value"], str) else row["value"],
            row["from"],
            row.get("until"),
            Cite(DOCUMENT_OF[row["document"]], row["article"], row.get("ours", False)),
        )
        for row in rows
    )


def national_on(day: date) -> dict[str, NationalFigure]:
    """The national figures in force on a day, by name."""
    return {
        figure.name: figure
        for figure in national_figures()
        if figure.since <= day and (figure.until is None or day <= figure.until)
    }


def fen(yuan: Decimal | int) -> int:
    """Yuan as integer fen. ValueError for part of a fen."""
    amount = Decimal(yuan) * 100
    if amount != amount.to_integral_value():
        raise ValueError(f"{yuan} yuan is not a whole number of fen")
    return int(amount)


def ten_thousandths(ratio: Decimal | int) -> int:
    """A ratio as an integer of ten-thousandths. ValueError when it is finer than that."""
    amount = Decimal(ratio) * 10_000
    if amount != amount.to_integral_value():
        raise ValueError(f"{ratio} is finer than a ten-thousandth")
    return int(amount)


def month_before(day: date) -> str:
    """The month whose indices are looked at on a day: 2026-10 on any day of November 2026."""
    months = day.year * 12 + day.month - 2
    return f"{months // 12}-{months % 12 + 1:02d}"


class Figures:
    """What is in force in one place on one day, for town or country.

    `place` is the map of a places file (shared vocabulary of the case file); LawNotEncoded for an early day.
    `answers` remembers what nodes of rules came to that ask nothing else (see of_place.py).
    """

    def __init__(self, place: Mapping[str, Any], area: str, day: date) -> None:
        if day < FIRST_DAY:
            raise LawNotEncoded(day)
        AreaKind.of(area)
        self.area, self.day, self.place = area, day, place
        entries = sorted(
            (entry for entry in place.get("figures") or [] if entry["from"] <= day),
            key=lambda entry: entry["from"],
        )
        self.entry: Mapping[str, Any] = entries[-1] if entries else {}
        self.national = national_on(day)
        self.answers: dict[Test | Amount, Any] = {}

    def raw(self, name: str) -> Any:
        """The figure as it is stated, or None where there is none."""
        if self.entry.get(name) is not None:
            return self.entry[name]
        if name in self.national:
            return self.national[name].value
        return NEVER_UNKNOWN.get(name)

    def figure(self, name: str) -> Range:
        """A number: fen, ten-thousandths (of a per cent too), years, a count; all it can be while unknown."""
        if name in ("day", "one_time_supplement.register_day"):
            return self._day(name)
        if name == "dibao_standard":
            return self._standard()
        if name == "township_relief_cap":
            return self._township_cap()
        if name == "fast_relief_cap" and self.raw(name) is None:
            return self._standard()
        if name.startswith("assets."):
            return self._asset_limit(*name.split(".")[1:])
        if name.startswith("price_linkage."):
            return self._rise(name.removeprefix("price_linkage."))
        value = self._by_area(name) if "." in name or name == "tekun_basic" else self.raw(name)
        if value is None:
            return Range(0, UNBOUNDED)
        number = (
            ten_thousandths(value) if name in RATIOS else fen(value) if self._is_money(name) else int(value)
        )
        return Range(number, number)

    def flag(self, name: str) -> Truth:
        """A yes or no of the place; for a programme's dates, whether the day lies within them."""
        value: Any
        match name.split("."):
            case ["assets", *programme_and_item]:
                value = self._limits(*programme_and_item)
            case ["one_time_supplement", "open"]:
                value = self.supplement() is not None
            case _:
                value = self.raw(name)
        if isinstance(value, Mapping):
            value = _within(value, self.day)
        return UNKNOWN if value is None else (MET if value else NOT_MET)

    def codes(self, name: str) -> int:
        """A set of income kinds, as a mask."""
        return IncomeKind.mask(*self.raw(name))

    def affected(self) -> Mapping[str, Any] | None:
        """The declaration of an epidemic area that covers the day, if any (2022 notice, part 4)."""
        covering = (each for each in self.place.get("epidemic_affected") or [] if _within(each, self.day))
        return next(covering, None)

    def supplement(self) -> Mapping[str, Any] | None:
        """The one-time supplement that is paid on the day, from its register day on (2022 notice, part 1)."""
        entries = self.place.get("one_time_supplement") or []
        paid = ({"from": each.get("register_day"), "to": each.get("pay_by"), **each} for each in entries)
        return next((each for each in paid if each["from"] is not None and _within(each, self.day)), None)

    def price_index(self) -> Mapping[str, Any] | None:
        """The place's row of indices for the month before the day; None where there is none."""
        month = month_before(self.day)
        return next(
            (each for each in self.place.get("price_linkage") or [] if each.get("month") == month), None
        )

    def _day(self, name: str) -> Range:
        """The day that is judged, or whose recipients get the supplement; none is 0, before every day."""
        supplement = self.supplement()
        day = self.day if name == "day" else supplement and supplement["register_day"]
        number = day.toordinal() if day else 0
        return Range(number, number)

    def _rise(self, index: str) -> Range:
        """How much prices had risen that month, in ten-thousandths of a per cent; they may have fallen.

        What is stated more finely is cut, which carries nothing over a line that is not.
        """
        stated = (self.price_index() or {}).get(index)
        if stated is None:
            return Range(LEAST_PERCENT * 10_000, UNBOUNDED)
        rise = floor(stated * 10_000)
        return Range(rise, rise)

    def written_out(self) -> dict[str, Any]:
        """Every figure in force here, as stated, for keeping beside a screening."""
        names = sorted({*self.national, *self.entry, *NEVER_UNKNOWN} - {"from"})
        return {
            "place": self.place.get("code"),
            "area": self.area,
            "affected": _plain(self.affected()),
            "supplement": _plain(self.supplement()),
            "price_index": _plain(self.price_index()),
            **{name: _plain(self.raw(name)) for name in names},
        }

    @staticmethod
    def _is_money(name: str) -> bool:
        return name in MONEY or name.startswith("tekun_basic") or name.startswith("tekun_care.")

    def _by_area(self, name: str) -> Any:
        """`tekun_basic` by town or country; `tekun_care.partial` by its grade."""
        head, _, key = name.partition(".")
        values = self.raw(head)
        return None if values is None else values.get(key or self.area)

    def _standard(self) -> Range:
        exact, floor = self.raw("dibao_standard"), self.raw("dibao_standard_at_least")
        if exact is not None and exact.get(self.area) is not None:
            return Range(fen(exact[self.area]), fen(exact[self.area]))
        if floor is not None and floor.get(self.area) is not None:
            return Range(fen(floor[self.area]), UNBOUNDED)
        return Range(0, UNBOUNDED)

    def _township_cap(self) -> Range:
        declared = self.affected()
        value = declared.get("township_relief_cap") if declared else None
        value = self.raw("township_relief_cap") if value is None else value
        return Range(0, UNBOUNDED) if value is None else Range(fen(value), fen(value))

    def _limits(self, programme: str, item: str) -> Any:
        """What the place says of an item for a programme; None where it says nothing."""
        by_programme = self.raw("assets") or {}
        return (by_programme.get(programme) or by_programme.get("default") or {}).get(item)

    def _asset_limit(self, programme: str, item: str) -> Range:
        value = self._limits(programme, item)
        if value is None:
            return Range(0, UNBOUNDED)
        number = fen(value) if item in ("financial_per_head", "business_capital") else int(value)
        return Range(number, number)


def _within(days: Mapping[str, Any], day: date) -> bool:
    return (days.get("from") is None or days["from"] <= day) and (days.get("to") is None or day <= days["to"])


def _plain(value: Any) -> Any:
    """As JSON can carry it: decimals and days as text."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Decimal | date) else value
