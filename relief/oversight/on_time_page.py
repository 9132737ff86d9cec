"""按时办结 as a page: a month, the steps, the offices."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from relief.casework.clocks import CLOCK_OF
from relief.offices.models import Area, Level, User
from relief.offices.queries import areas_within

from .on_time import Share, counts


class Line(NamedTuple):
    """One step or one office. `rate`: 97.4%, or empty where nothing has ended."""

    title: str
    note: str
    on_time: int
    late: int
    running: int
    rate: str
    office: int | None = None


def on_time_page(user: User, month: date, office: int | None, today: date) -> dict[str, Any]:
    """The context of `oversight/on_time.html`, all but the form."""
    last = (month + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    found = counts(month, last, today, office)
    names = {area.number: area.name for area in offices_of(user)}
    total = sum_of(found.by_office().values())
    return {
        "steps": [_step(code, share, last) for code, share in found.by_step().items()],
        "offices": [
            _line(names.get(number, ""), "", share, number) for number, share in found.by_office().items()
        ],
        "total": _line(_("合计"), "", total),
    }


def offices_of(user: User) -> list[Area]:
    """The county and its townships, in the reader's area."""
    areas = areas_within(user.area).filter(level__in=(Level.COUNTY, Level.TOWNSHIP))
    return list(areas.order_by("number"))


def sum_of(shares: Iterable[Share]) -> Share:
    rows = list(shares)
    return Share(*(sum(part) for part in zip(*rows, strict=True))) if rows else Share()


def _step(code: str, share: Share, day: date) -> Line:
    clock = CLOCK_OF[code]
    return _line(str(clock.title), clock.article(day), share)


def _line(title: str, note: str, share: Share, office: int | None = None) -> Line:
    return Line(title, note, *share, rate_words(share), office)


def rate_words(share: Share) -> str:
    """97.4%, rounded down: 100% says that none was late."""
    if share.per_mille is None:
        return ""
    whole, tenth = divmod(share.per_mille, 10)
    return f"{whole}.{tenth}%" if tenth else f"{whole}%"
