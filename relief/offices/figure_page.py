"""What the page of local figures shows: every figure of the vocabulary, set or not, and each entry."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from . import queries
from .declared_days import declared_on, said_of
from .figure_topics import KEYS, OFFERED_FOR_DAYS, meaning_unset
from .figure_words import lines_of, summary, word
from .models import Area, LocalFigures, Role, Section, User


class FigureRow(NamedTuple):
    """One figure: what it is, what it comes to, or what holds while it is not set."""

    key: str
    label: str
    value: str
    meaning: str
    ends: bool


class HistoryRow(NamedTuple):
    """One entry as it was made, and what has become of it."""

    row: LocalFigures
    summary: str
    is_corrected: bool
    is_coming: bool
    correctable: bool
    is_ours: bool


def rows_of(values: dict[str, Any], day: date) -> Iterator[FigureRow]:
    for key in KEYS:
        if key not in values:
            yield FigureRow(key, word(key), "", meaning_unset((key,), day), False)
            continue
        ends = key in OFFERED_FOR_DAYS and not (values[key].get("to") or "9") < day.isoformat()
        for line in lines_of({key: values[key]}):
            yield FigureRow(key, line.label, line.value, "", ends)


def may_enter(user: User) -> bool:
    """A county's officer for the county; an administrator where figures can be set at all."""
    if user.role not in (Role.COUNTY_OFFICER, Role.ADMINISTRATOR):
        return False
    return queries.role_fits(Role.COUNTY_OFFICER, user.area)


def page_of(user: User, day: date, known_at: datetime) -> dict[str, Any]:
    """Where one works: what was in force on a day as known at a moment, and every entry known then."""
    area, enters = user.area, may_enter(user)
    in_force = queries.figures_in_force(area, day, known_at)
    standing = next((row for row in in_force if row.section == Section.FIGURES), None)
    ours = area if enters else None
    history = [history_row(row, ours, day, known_at) for row in queries.figures_history(area, known_at)]
    return {
        "day": day,
        "standing": standing,
        "is_ours": standing is not None and standing.area_id == area.number,
        "rows": rows_of(standing.values if standing else {}, day),
        "history": history,
        "coming": [each.row for each in history if each.is_coming and each.row.section == Section.FIGURES],
        "areas": queries.areas_around(area),
        "enters": enters,
        "declared": declared_on(
            [*in_force, *queries.delegation_in_force(area, day, known_at)],
            day,
            area.number if enters else None,
        ),
    }


def history_row(row: LocalFigures, ours: Area | None, day: date, known_at: datetime) -> HistoryRow:
    """`ours`: where the reader may correct."""
    correction = getattr(row, "corrected_by", None)
    corrected = correction is not None and correction.known_from <= known_at
    correctable = correction is None and row.area == ours
    coming = not corrected and row.in_force_from > day
    told = summary(row.values) if row.values else said_of(row)
    return HistoryRow(row, told, corrected, coming, correctable, row.area == ours)
