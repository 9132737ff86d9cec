"""Pages of a list by key: where one ends the next begins, however many stand before it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone


class Place(NamedTuple):
    """The last row that was shown: its moment, and its key among rows of one moment."""

    moment: datetime
    pk: UUID

    def __str__(self) -> str:
        return f"{self.moment.isoformat()} {self.pk}"


def place_from(text: str) -> Place | None:
    """Where a list goes on. What cannot be read begins at the beginning."""
    moment, _blank, pk = text.partition(" ")
    try:
        place = Place(datetime.fromisoformat(moment), UUID(pk))
    except ValueError:
        return None
    return place if timezone.is_aware(place.moment) else None


class Page(NamedTuple):
    """A page of rows, and from where the next and the one before go on: nothing at the ends of the list."""

    rows: list[dict[str, Any]]
    before: str
    after: str


Read = Callable[[str], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What a list is sorted by; among equals `then`, then the key, all one way, so that one index serves.

    Rows are dicts with `pk` and the columns. `read` makes a value of the column from its text.
    """

    column: str
    read: Read
    then: tuple[tuple[str, Read], ...] = ()
    descending: bool = False

    def page(self, rows: QuerySet[Any, dict[str, Any]], most: int, *, after: str, before: str) -> Page:
        """The rows behind `after` or those ahead of `before`; from the beginning when there are none."""
        back = bool(before and not after)
        mark = self._mark(after or before)
        falls = self.descending is not back
        sign = "-" if falls else ""
        asked = rows.filter(self._beyond(mark, falls)) if mark else rows
        found = list(asked.order_by(*(f"{sign}{name}" for name, _read in self._columns()))[: most + 1])
        if mark and not found:
            return self.page(rows, most, after="", before="")
        more, found = len(found) > most, found[:most]
        if back:
            found.reverse()
        behind = bool(mark) if back else more
        ahead = more if back else bool(mark)
        return Page(found, self._text(found[0]) if ahead else "", self._text(found[-1]) if behind else "")

    def _columns(self) -> tuple[tuple[str, Read], ...]:
        return ((self.column, self.read), *self.then, ("pk", UUID))

    def _beyond(self, mark: dict[str, Any], falls: bool) -> Q:
        """The first condition is what an index begins to read at; the others leave out the equals before."""
        step = "lt" if falls else "gt"
        beyond = Q()
        for name in reversed(mark):
            beyond = Q(**{f"{name}__{step}": mark[name]}) | (
                Q(**{name: mark[name]}) & beyond if beyond else Q()
            )
        return Q(**{f"{self.column}__{step}e": mark[self.column]}) & beyond

    def _mark(self, text: str) -> dict[str, Any] | None:
        parts = text.split(" ")
        if len(parts) != len(self._columns()):
            return None
        try:
            return {name: read(part) for (name, read), part in zip(self._columns(), parts, strict=True)}
        except ValueError:
            return None

    def _text(self, row: dict[str, Any]) -> str:
        values = (row[name] for name, _read in self._columns())
        return " ".join(each.isoformat() if isinstance(each, date) else str(each) for each in values)


def moment_from(text: str) -> datetime:
    """A moment as `Order` writes it; one without its zone is none."""
    moment = datetime.fromisoformat(text)
    if not timezone.is_aware(moment):
        raise ValueError(text)
    return moment
