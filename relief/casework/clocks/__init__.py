"""期限: the one table of clocks: from which deed each runs, by which it is met, how long, by which article.

A row is all that a new clock needs. Deeds are named as `workflow.DeedKind` names them; reports that are no
deed of an application (a death, a call, a change) by what is reported. `docs/casework.md` lists them all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..workflow import TRANSFERRING, DeedKind, State
from .investigated import OF_INVESTIGATED
from .kinds import Clock, Condition
from .others import OF_OTHERS

CLOCKS = (*OF_INVESTIGATED, *OF_OTHERS)
CLOCK_OF = {clock.code: clock for clock in CLOCKS}
GROUNDS = {"object": Condition.EXTENDED, "extend": Condition.EXTENDED}
"""Deeds that bring a condition about."""
ENDED = (State.WITHDRAWN, State.VOIDED, State.CORRECTED, State.ENDED)
"""States in which no clock runs any more."""


class Event(NamedTuple):
    """A deed as a clock sees it: its kind, its day, the state after it.

    `unsettled`: where it looked at the means of dibao, whether they were not settled by its screening.
    """

    kind: str
    day: date
    after: str
    unsettled: bool | None = None


class Stop(NamedTuple):
    """退回补正: from the day after `day` up to `until`, that day too, nothing is counted; None: still."""

    day: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Terms:
    """What the place adds: how long where it has said so, by clock, and which conditions hold there."""

    lengths: Mapping[str, int] = field(default_factory=dict)
    conditions: frozenset[Condition] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One run of a clock: by what and from when, met when (None: it runs), how long, where it stood still."""

    clock: Clock
    begun_by: str
    start: date
    met: date | None
    length: int | None
    stops: tuple[Stop, ...] = ()


def spans(programme: str, events: Iterable[Event], terms: Terms = Terms()) -> list[Span]:
    """Every run of every clock of a programme. `events` in the order in which they were done."""
    events = [event for event in events if event.kind not in TRANSFERRING]
    return [
        span
        for clock in CLOCKS
        if programme in clock.programmes and _can_end(clock)
        for span in _spans(clock, events, terms)
    ]


def _can_end(clock: Clock) -> bool:
    """Before anybody can do what meets a clock, it binds nobody."""
    return clock.runs or any(kind in DeedKind.values for kind in clock.met)


def _spans(clock: Clock, events: list[Event], terms: Terms) -> Iterable[Span]:
    begun: int | None = None
    for number, event in enumerate(events):
        if begun is not None and (event.kind in clock.met or event.after in ENDED):
            yield from _span(clock, events[begun:number], event.day, events, terms)
            begun = None
        if event.kind in clock.starts and not (begun is not None and _is_later(clock, event, events[begun])):
            begun = number
    if begun is not None:
        yield from _span(clock, events[begun:], None, events, terms)


def _is_later(clock: Clock, event: Event, begun: Event) -> bool:
    """Of several reports the earliest day counts: a second death gives nobody more time for the first."""
    return clock.earliest and event.day >= begun.day


def _span(
    clock: Clock, during: list[Event], met: date | None, events: list[Event], terms: Terms
) -> Iterable[Span]:
    start = during[0].day
    if not clock.in_force(start) or not _stands(clock, _conditions(during, events, terms), start):
        return
    length = terms.lengths.get(clock.code, clock.length)
    stops = _stops(during, met)
    yield Span(clock=clock, begun_by=during[0].kind, start=start, met=met, length=length, stops=stops)


def _conditions(during: list[Event], events: list[Event], terms: Terms) -> set[Condition]:
    """Whether means were settled is asked of each run alone: what is found later does not shorten it."""
    looked = [event.unsettled for event in during if event.unsettled is not None]
    of_the_run = {Condition.HALF_YEARLY} if looked and looked[-1] else set()
    return {*terms.conditions, *of_the_run, *(GROUNDS[each.kind] for each in events if each.kind in GROUNDS)}


def _stands(clock: Clock, conditions: set[Condition], start: date) -> bool:
    """Whether this clock runs, and none in its place. 延长 goes before 下放."""
    if clock.condition is not None and clock.condition not in conditions:
        return False
    rivals = (each for each in CLOCKS if (each.instead_of or each.code) == (clock.instead_of or clock.code))
    standing = [
        each
        for each in rivals
        if each.in_force(start) and (each.condition is None or each.condition in conditions)
    ]
    return max(standing, key=_rank) is clock


def _rank(clock: Clock) -> int:
    order = (None, Condition.HALF_YEARLY, Condition.DELEGATED, Condition.EXTENDED)
    return order.index(clock.condition)


def _stops(during: list[Event], met: date | None) -> tuple[Stop, ...]:
    """While what is lacking is the household's to bring, nothing is counted."""
    stops: list[Stop] = []
    since: date | None = None
    for event in during:
        if since is None and event.after == State.RETURNED:
            since = event.day
        elif since is not None and event.after != State.RETURNED:
            stops.append(Stop(since, event.day))
            since = None
    if since is not None:
        stops.append(Stop(since, met))
    return tuple(stops)
