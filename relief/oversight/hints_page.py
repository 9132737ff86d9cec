"""差错提示 for supervision: how many decisions had hints, by office and by who decided, and which."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.casework.hint_words import hint_words
from relief.casework.models import Decision, HintKind
from relief.casework.words import outcome_words, programme_title
from relief.offices.models import Area

DAYS, MOST = 90, 30


class Whose(NamedTuple):
    """An office or a person; two of one name are two."""

    key: UUID | int
    name: str
    note: str


class Line(NamedTuple):
    """One office or one person: decisions, those with a hint, and how many of each kind."""

    name: str
    note: str
    decided: int
    hinted: int
    kinds: str


class Case(NamedTuple):
    """One decision with hints."""

    decision: Decision
    outcome: str
    programme: str
    office: str
    hints: list[str]
    url: str


def hints_page() -> dict[str, Any]:
    """The context of `oversight/hints.html`. The wall stands below: everything in one's own area."""
    since = timezone.now() - timedelta(days=DAYS)
    rows = Decision.objects.filter(decided_at__gte=since)
    rows = rows.select_related("application", "decider__area").prefetch_related("hints")
    decisions = list(rows.order_by("-decided_at", "-pk"))
    offices = Area.objects.in_bulk({each.application.township for each in decisions})

    def office(decision: Decision) -> str:
        area = offices.get(decision.application.township)
        return area.name if area else _("本县")

    def by_office(each: Decision) -> Whose:
        return Whose(each.application.township, office(each), "")

    return {
        "days": DAYS,
        "offices": _lines(decisions, by_office),
        "people": _lines(decisions, _by_person),
        "cases": [_case(each, office(each)) for each in decisions if each.hints.all()][:MOST],
    }


def _by_person(each: Decision) -> Whose:
    return Whose(each.decider_id, each.decider.display_name, each.decider.area.name)


def _lines(decisions: Iterable[Decision], whose: Callable[[Decision], Whose]) -> list[Line]:
    """Those with the most hints first."""
    found: dict[Whose, list[Decision]] = {}
    for each in decisions:
        found.setdefault(whose(each), []).append(each)
    lines = [_line(one.name, one.note, group) for one, group in found.items()]
    return sorted(lines, key=lambda each: (-each.hinted, each.name))


def _line(name: str, note: str, decisions: list[Decision]) -> Line:
    kinds = Counter(hint.kind for each in decisions for hint in each.hints.all())
    told = (
        ngettext("%(kind)s%(count)d件", "%(kind)s%(count)d件", kinds[kind])
        % {"kind": kind.label, "count": kinds[kind]}
        for kind in HintKind
        if kinds[kind]
    )
    hinted = sum(bool(each.hints.all()) for each in decisions)
    return Line(name, note, len(decisions), hinted, _("，").join(told))


def _case(decision: Decision, office: str) -> Case:
    return Case(
        decision,
        outcome_words(decision),
        programme_title(decision.application.programme),
        office,
        [hint_words(each.kind, each.figures) for each in decision.hints.all()],
        reverse("as_decided", args=[decision.application_id]),
    )
