"""在享待遇：到期核查: what was approved and has something to be done by a day, the soonest first."""

from datetime import date
from typing import Any, NamedTuple

from django.http import QueryDict
from django.urls import reverse

from relief.offices.models import User

from .clocks import CLOCK_OF
from .clocks.shown import Due, Kept, calendar_for, due_of
from .queue import DUE, GIVEN_SOON, ORDERS, PAGE, Home, given_due_of, homes_of, lean
from .words import programme_title


class Line(NamedTuple):
    """One award with what is due of it."""

    url: str
    name: str
    number: str
    programme: str
    clock: str
    clocks: str
    due: Due
    community: str


def given_due_page(user: User, query: QueryDict, today: date) -> dict[str, Any]:
    """The context of `casework/given_due.html`."""
    said = {name: query.get(name, "") for name in ("after", "before")}
    page = ORDERS[DUE].page(lean(given_due_of(user)), PAGE, **said)
    calendar = calendar_for(map(_kept, page.rows), today)
    homes = homes_of({row["household_id"] for row in page.rows})
    here = reverse("given_due")
    return {
        "lines": [
            _line(row, homes.get(row["household_id"], Home()))._replace(
                due=due_of(_kept(row), today, calendar)
            )
            for row in page.rows
        ],
        "after": f"{here}?after={page.after}" if page.after else "",
        "before": f"{here}?before={page.before}" if page.before else "",
        "soon": given_due_of(user).filter(due_on__lte=today + GIVEN_SOON).count(),
    }


def _kept(row: dict[str, Any]) -> Kept:
    return Kept(row["clock_from"], row["clock_unit"], row["due_on"])


def _line(row: dict[str, Any], home: Home) -> Line:
    clock = CLOCK_OF.get(row["clock"])
    return Line(
        url=reverse("application", args=[row["pk"]]),
        name=home.head or row["household__number"],
        number=row["household__number"],
        programme=programme_title(row["programme"]),
        clock=str(clock.title) if clock else "",
        clocks=reverse("clocks", args=[row["pk"]]),
        due=Due(),
        community=row["area__name"],
    )
