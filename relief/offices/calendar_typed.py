"""Days of one year as an administrator types them from the notice: 10月1日至7日, a day or a span each."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import chain

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

DAY = re.compile(r"(?:(\d{4})[年/.-])?(\d{1,2})[月/.-](\d{1,2})日?", re.ASCII)
DAY_ALONE = re.compile(r"(\d{1,2})日?", re.ASCII)
BETWEEN = re.compile(r"至|到|~|—+|–|to", re.ASCII)
APART = re.compile(r"[\n、,;。]+")
WEEKDAY = re.compile(r"\([^()]*\)")


def days_from_text(text: str, year: int) -> set[date]:
    """Every day named. ValidationError with the words that could not be read."""
    parts = (re.sub(r"\s", "", WEEKDAY.sub("", part)) for part in APART.split(_plain(text)))
    return set(chain.from_iterable(_span(part, year) for part in parts if part))


def text_from_days(days: Iterable[date]) -> str:
    """The same days as somebody would type them, a line for each span."""
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][-1] == timedelta(days=1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return "\n".join(_written(span[0], span[-1]) for span in spans)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _span(part: str, year: int) -> Iterator[date]:
    ends = BETWEEN.split(part)
    first = _day(ends[0], year, part)
    last = _last(ends[1], first, part) if len(ends) == 2 else first
    if len(ends) > 2 or last < first:
        raise _unread(part)
    if {first.year, last.year} != {year}:
        raise ValidationError(_("“%(part)s”不在%(year)d年里。") % {"part": part, "year": year})
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))


def _last(text: str, first: date, part: str) -> date:
    """The last day of a span may leave out the month of the first."""
    alone = DAY_ALONE.fullmatch(text)
    return _made(first.year, first.month, int(alone[1]), part) if alone else _day(text, first.year, part)


def _day(text: str, year: int, part: str) -> date:
    match = DAY.fullmatch(text)
    if match is None:
        raise _unread(part)
    return _made(int(match[1] or year), int(match[2]), int(match[3]), part)


def _made(year: int, month: int, day: int, part: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise _unread(part) from None


def _unread(part: str) -> ValidationError:
    return ValidationError(
        _("“%(part)s”看不懂。请写一天，例如10月1日，或一段，例如10月1日至7日。") % {"part": part}
    )


def _written(first: date, last: date) -> str:
    begins = _("%(month)d月%(day)d日") % {"month": first.month, "day": first.day}
    if first == last:
        return begins
    ends = _("%(month)d月%(day)d日") % {"month": last.month, "day": last.day}
    return _("%(first)s至%(last)s") % {"first": begins, "last": ends}
