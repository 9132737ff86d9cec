"""期限怎么算: every clock of an application, and of one of them each day that was counted."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.households.page import identity
from relief.households.queries import household_name, members_of
from relief.web.days import short_day, weekday

from .. import queries
from ..models import NEVER, Application, Deed
from ..words import programme_title, state_words
from ..workflow import DeedKind, State
from . import Span
from .counting import ONE, Counted, days_between
from .due import Deadline, deadlines, event_of, soonest
from .kinds import Unit
from .shown import Due, Kept, calendar_for, due_of, length_words

WEEK = timedelta(days=7)


class Line(NamedTuple):
    """One clock in the list: what is to be done, from when, how long, until when, and how it stands."""

    code: str
    title: str
    article: str
    start: str
    length: str
    last: str
    due: Due
    met: str
    current: bool


class Cell(NamedTuple):
    """One day in its week: `kind` is its class, `mark` the number or the word, `note` what is special."""

    label: str
    kind: str
    mark: str
    note: str


def clocks_page(application: Application, chosen: str, today: date) -> dict[str, Any]:
    """The context of `casework/clocks.html`. `chosen`: the code of the clock whose days are shown."""
    deeds = queries.deeds_of(application)
    found = deadlines(application, [event_of(deed) for deed in deeds])
    opened = _opened(found, chosen)
    members = members_of(application.household)
    page = {
        "application": application,
        "name": household_name(application.household, members),
        "identity": identity(application.household, members),
        "title": programme_title(application.programme),
        "state": state_words(application.state),
        "lines": [_line(each, today, each is opened) for each in reversed(found)],
    }
    return page | (_days(opened, deeds, today) if opened else {})


def _opened(found: Sequence[Deadline], chosen: str) -> Deadline | None:
    """The last run of the one asked for, else the soonest, else the last."""
    asked = [each for each in found if each.span.clock.code == chosen]
    return next(reversed(asked), None) or soonest(found) or next(reversed(found), None)


def _line(deadline: Deadline, today: date, current: bool) -> Line:
    span, last = deadline.span, deadline.reckoning.due
    unit = span.clock.unit
    kept = Kept(span.start, unit, last if last and deadline.is_running else NEVER)
    begun = {"day": short_day(span.start), "deed": DeedKind(span.begun_by).label}
    return Line(
        code=span.clock.code,
        title=str(span.clock.title),
        article=span.clock.article(span.start),
        start=_("%(day)s%(deed)s") % begun,
        length=_length(span),
        last=weekday(last) if last else "",
        due=due_of(kept, today, calendar_for([kept], today)),
        met=_met(deadline),
        current=current,
    )


def _length(span: Span) -> str:
    told = length_words(span.length, span.clock.unit)
    return told if span.length == span.clock.length else _("%(length)s，本地规定") % {"length": told}


def _met(deadline: Deadline) -> str:
    """On time, or by how many days too late."""
    met, last = deadline.span.met, deadline.reckoning.due
    if met is None:
        return ""
    done = _("%(day)s办完") % {"day": short_day(met)}
    if last is None:
        return done
    if met <= last:
        return _("%(done)s，按时") % {"done": done}
    calendar = calendar_for([Kept(last, deadline.span.clock.unit, met)], last)
    unit = Unit.WORKING if deadline.span.clock.unit == Unit.WORKING else Unit.DAYS
    late = length_words(days_between(last, met, calendar, unit), unit)
    return _("%(done)s，超%(late)s") % {"done": done, "late": late}


def _days(deadline: Deadline, deeds: list[Deed], today: date) -> dict[str, Any]:
    days, clock = deadline.reckoning.days, deadline.span.clock
    return {
        "opened": _line(deadline, today, current=True),
        "assumed": deadline.reckoning.assumed,
        "weeks": [] if clock.unit == Unit.MONTHS else _weeks(deadline, today),
        "sums": _sums(days),
        "condition": clock.condition.label if clock.condition else "",
        "stops": [_stop(stop.day, stop.until, deeds) for stop in deadline.span.stops],
    }


def _weeks(deadline: Deadline, today: date) -> list[list[Cell]]:
    days = deadline.reckoning.days
    known = {each.day: each for each in days}
    monday = days[0].day - ONE * days[0].day.weekday()
    weeks = (days[-1].day - monday).days // 7 + 1
    dates = [[monday + WEEK * week + ONE * day for day in range(7)] for week in range(weeks)]
    return [[_cell(day, known.get(day), deadline, today, dates[0][0]) for day in week] for week in dates]


def _cell(day: date, counted: Counted | None, deadline: Deadline, today: date, first: date) -> Cell:
    named = day.day == 1 or day == first
    label = short_day(day) if named else str(day.day)
    if counted is None:
        return Cell(label, "is-outside", "", "")
    kind, note = KINDS[counted.why], ""
    if day == deadline.reckoning.due:
        kind, note = "is-end", _("到期")
    elif day == today and counted.number:
        kind, note = "is-today", _("今天")
    elif counted.why == "make_up":
        note = _("调休上班")
    elif counted.assumed and counted.number:
        note = _("暂估")
    return Cell(label, kind, _mark(counted, deadline), note)


KINDS = {
    "start": "is-start",
    "counted": "",
    "make_up": "is-work",
    "weekend": "is-rest",
    "holiday": "is-rest",
    "stopped": "is-stop",
}


def _mark(counted: Counted, deadline: Deadline) -> str:
    match counted.why:
        case "start":
            return str(DeedKind(deadline.span.begun_by).label)
        case "holiday":
            return _("放假")
        case "stopped":
            return _("暂停")
    return str(counted.number or "")


def _sums(days: Sequence[Counted]) -> list[tuple[str, str]]:
    """From all days to those that count."""
    whys = [each.why for each in days]
    rest, stopped = whys.count("weekend") + whys.count("holiday"), whys.count("stopped")
    lines = [(_("从第二天到最后一天"), _count(len(days) - 1))]
    lines += [(_("减：周末和放假"), _count(-rest))] if rest else []
    lines += [(_("减：暂停"), _count(-stopped))] if stopped else []
    counted = sum(each.number is not None for each in days)
    lines += [(_("其中调休上班"), _count(whys.count("make_up")))] if "make_up" in whys else []
    return [*lines, (_("算数的"), _count(counted))]


def _count(days: int) -> str:
    told = ngettext("%(count)s天", "%(count)s天", abs(days))
    return told % {"count": f"−{-days}" if days < 0 else str(days)}


def _stop(day: date, until: date | None, deeds: list[Deed]) -> dict[str, str]:
    """From when to when, and what was to be mended."""
    back = [
        each for each in deeds if each.after == State.RETURNED and event_of(each).day == day and each.text
    ]
    words = {"first": short_day(day + ONE), "last": short_day(until) if until else _("现在")}
    return {"days": _("%(first)s至%(last)s") % words, "why": str(back[-1].text) if back else ""}
