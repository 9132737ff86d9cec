"""What an entry of local figures may say, section by section, in the words of a place file, and its days."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from relief.rules.codes import Text
from relief.rules.documents import Problem
from relief.rules.places import SECTIONS, Day, OneOf, Parts, PlaceError, Several, read_parts

from .models import Section

MISSING = Text("缺这个键", "this key is missing")
ENDS_FIRST = Text("最后一天不能早于第一天", "the last day must not be before the first")


# Recognised, or gone on with, as it was submitted: 《社会救助法》第四十四条, 刚性支出困难家庭认定办法第三条,
# 57号第三十三条.
STANDINGS = ("dibao_margin", "rigid_expenditure", "dibao_grace")
# What a county confirms unless it has given that to its townships: 57号第二条, 43号第二十八条, and these.
DELEGABLE = ("dibao", "dibao_individual", "tekun", *STANDINGS)
DELEGATION = Parts({"from": Day(), "to": Day(), "programmes": Several(OneOf(DELEGABLE))})
"""Who confirms is nothing that the rules reckon with: no place file has it, and no screening."""


class DaysOf(NamedTuple):
    """Which keys of a section say from when and until when, and whether they say it to the row alone."""

    first: str
    last: str | None
    row_only: bool


DAYS: Mapping[Section, DaysOf] = {
    Section.FIGURES: DaysOf("from", None, True),
    Section.EPIDEMIC: DaysOf("from", "to", True),
    Section.SUPPLEMENT: DaysOf("register_day", "pay_by", False),
    Section.PRICES: DaysOf("month", None, False),
    Section.DELEGATION: DaysOf("from", "to", True),
}


class Reading(NamedTuple):
    """An entry that the rules can read, as a row keeps it."""

    in_force_from: date
    in_force_to: date | None
    values: dict[str, Any]


def parts_of(section: Section) -> Parts:
    return DELEGATION if section == Section.DELEGATION else SECTIONS[section.value]


def read(section: Section, entry: Mapping[str, Any]) -> Reading:
    """An entry through the reader of place files. PlaceError, its keys beginning inside the entry."""
    values = read_parts(parts_of(section), section.value, entry)
    days = DAYS[section]
    first, last = values.get(days.first), values.get(days.last or "")
    lacking = [key for key in (days.first, days.last) if key and not days.row_only and key not in values]
    if first is None and days.first not in lacking:
        lacking.append(days.first)
    if lacking:
        raise PlaceError(section.value, [Problem(key, MISSING, 1) for key in lacking])
    if last is not None and days.last and last < first:
        raise PlaceError(section.value, [Problem(days.last, ENDS_FIRST, 1)])
    if days.row_only:
        values = {key: value for key, value in values.items() if key not in days[:2]}
    return Reading(_day(first), last, values)


def written(section: Section, reading: Reading) -> dict[str, Any]:
    """What was read, as a place file has it."""
    days = DAYS[section]
    if not days.row_only:
        return dict(reading.values)
    last = {days.last: reading.in_force_to} if days.last and reading.in_force_to else {}
    return {days.first: reading.in_force_from, **last, **reading.values}


def _day(first: Any) -> date:
    return first if isinstance(first, date) else date.fromisoformat(f"{first}-01")
