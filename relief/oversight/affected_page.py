"""需要复核的案件 as a page: which applications, what their screening said, and what it would say now."""

from typing import Any, NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from relief.casework.words import programme_title, state_words
from relief.screening.replay_page import answer_words
from relief.web.keyset import Place

from .queries import affected

MOST = 50


class Line(NamedTuple):
    """One application. `then` and `now`: the answer in words."""

    title: str
    community: str
    programme: str
    state: str
    then: str
    now: str
    url: str


def affected_page(after: Place | None) -> dict[str, Any]:
    """The context of `oversight/affected.html`, in the reader's own area as everything is."""
    rows = affected()
    if after:
        rows = rows.filter(Q(found_at__lt=after.moment) | Q(found_at=after.moment, pk__lt=after.pk))
    found = list(rows[: MOST + 1])
    shown = found[:MOST]
    more = len(found) > MOST
    return {
        "lines": [_line(each) for each in shown],
        "after": str(Place(shown[-1].found_at, shown[-1].pk)) if more else "",
    }


def _line(row: Any) -> Line:
    """Of a row with `head_name`."""
    application = row.application
    household, programme = application.household, application.programme
    return Line(
        title=_("%(name)s户") % {"name": row.head_name} if row.head_name else household.number,
        community=household.area.name,
        programme=programme_title(programme),
        state=state_words(application.state),
        then=answer_words(programme, row.was),
        now=answer_words(programme, row.now),
        url=reverse("application", args=[application.pk]),
    )
