"""What the page of local figures shows: every figure of the vocabulary, set or not, and each entry."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from .figure_topics import KEYS, OFFERED_FOR_DAYS, meaning_unset
from .figure_words import lines_of, summary, word
from .models import Area, LocalFigures, Role, Section, User
from .queries import role_fits


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
    state: str
    correctable: bool


def rows_of(values: dict[str, Any], day: date) -> Iterator[FigureRow]:
    for key in KEYS:
        if key not in values:
            yield FigureRow(key, word(key), "", meaning_unset(key, day), False)
            continue
        ends = key in OFFERED_FOR_DAYS and not (values[key].get("to") or "9") < day.isoformat()
        for line in lines_of({key: values[key]}):
            yield FigureRow(key, line.label, line.value, "", ends)


def may_enter(user: User) -> bool:
    """A county's officer for the county; an administrator where figures can be set at all."""
    if user.role not in (Role.COUNTY_OFFICER, Role.ADMINISTRATOR):
        return False
    return role_fits(Role.COUNTY_OFFICER, user.area)


def history_of(rows: Iterator[LocalFigures], area: Area, day: date, *, enters: bool) -> Iterator[HistoryRow]:
    for row in rows:
        corrected = getattr(row, "corrected_by", None) is not None
        state = "corrected" if corrected else "coming" if row.in_force_from > day else ""
        correctable = enters and not corrected and row.area_id == area.number
        yield HistoryRow(row, summary(row.values), state, correctable)


def coming(rows: list[HistoryRow], day: date) -> list[LocalFigures]:
    """Figures of one's own place or above that are known and do not yet apply."""
    return [each.row for each in rows if each.state == "coming" and each.row.section == Section.FIGURES.value]
