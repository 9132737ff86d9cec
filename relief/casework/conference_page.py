"""What the pages of conferences show."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from relief.offices.models import Role, User
from relief.recusal.queries import accounts_of
from relief.web.days import long_day

from .conferences import (
    conferences_seen,
    decided_words,
    item_of,
    items_of,
    to_be_called,
    undecided,
    votes_words,
)
from .guards import Guard, officers_but
from .models import AgendaItem, Application, Conference
from .recusing import recused
from .words import programme_title, state_words
from .workflow import State


class ConferenceRow(NamedTuple):
    """One conference in the list."""

    day: str
    place: str
    url: str
    items: int
    stands: str


class ItemRow(NamedTuple):
    """One application on an agenda, by number; `decide`: where its decision is entered."""

    number: str
    community: str
    programme: str
    state: str
    url: str
    decided: str
    decide: str


def conferences_page(user: User) -> dict[str, Any]:
    found = conferences_seen().prefetch_related("items")
    return {
        "rows": [_row(each) for each in found],
        "waiting": to_be_called(user).count(),
        "works": user.role == Role.COUNTY_OFFICER,
    }


def conference_page(conference: Conference, user: User) -> dict[str, Any]:
    items, minutes = items_of(conference), getattr(conference, "minutes", None)
    works = user.role == Role.COUNTY_OFFICER
    another = minutes is not None and minutes.closed_by_id in accounts_of(user)
    enters = works and minutes is not None and not another
    return {
        "conference": conference,
        "minutes": minutes,
        "attendance": conference.attendance.all(),
        "items": [_item(each, user if enters else None) for each in items],
        "works": works,
        "guard": _another(conference, user) if another and undecided(items) else None,
    }


def conference_lines(application: Application) -> list[str]:
    """一事一议 on the page of an application, in lines; empty where it was never brought to one."""
    item = item_of(application)
    if item is None:
        return []
    conference, minutes = item.conference, getattr(item.conference, "minutes", None)
    lines = [_("%(day)s，%(place)s") % {"day": long_day(conference.meets_on), "place": conference.place}]
    if minutes and hasattr(item, "words"):
        there = _("、").join(
            _("%(name)s（%(office)s，%(part)s）")
            % {"name": each.name, "office": each.office, "part": each.get_part_display()}
            for each in conference.attendance.all()
        )
        lines += [_("到会：%(people)s") % {"people": there}, str(item.words.said)]
    return [*lines, *_decision_lines(item)]


def _decision_lines(item: AgendaItem) -> list[str]:
    decision = getattr(item, "decision", None)
    if decision is None:
        return []
    told = {"decided": decided_words(decision), "name": decision.entered_by.display_name}
    lines = [
        _("决定：%(decided)s，%(name)s登记") % told,
        _("理由：%(reason)s") % {"reason": decision.reasons},
    ]
    return [*lines, *filter(None, [votes_words(decision)])]


def _row(conference: Conference) -> ConferenceRow:
    closed = hasattr(conference, "minutes")
    return ConferenceRow(
        long_day(conference.meets_on),
        conference.place,
        reverse("conference", args=[conference.pk]),
        len(conference.items.all()),
        _("记录已定稿") if closed else _("待开会或待写记录"),
    )


def _item(item: AgendaItem, enters: User | None) -> ItemRow:
    """`enters`: who may enter decisions, if it is none of their family's."""
    application, decision = item.deed.application, getattr(item, "decision", None)
    waits = application.state == State.IN_CONFERENCE and decision is None
    offered = waits and enters is not None and not recused(enters, application)
    return ItemRow(
        application.household.number,
        application.area.name,
        programme_title(application.programme),
        state_words(application.state),
        reverse("application", args=[application.pk]),
        decided_words(decision) if decision else "",
        reverse("conference_decide", args=[item.pk]) if offered else "",
    )


def _another(conference: Conference, user: User) -> Guard:
    return Guard(
        _("您不能登记决定：会议记录是您定稿的。"),
        _("谁定稿会议记录，谁不登记决定。"),
        officers_but(user, conference.area),
    )
