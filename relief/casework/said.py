"""What people said with their deeds, and what comes after a deed of one's own."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from relief.households.papers import ProgrammePapers
from relief.households.queries import head_name_of
from relief.offices.models import Role, User
from relief.screening.cards import ProgrammeCard
from relief.web.components import Link

from . import queries
from .lacking import criteria_of, paper_words
from .models import Application, Deed
from .words import deed_words, programme_title
from .workflow import ACTIONS, DECIDERS, DeedKind, State

SAYING = (
    DeedKind.SEND_BACK,
    DeedKind.REFER,
    DeedKind.CORRECT,
    DeedKind.OBJECT,
    DeedKind.DROP_CHANGE,
    DeedKind.MOVE_ON,
    DeedKind.TURN_AWAY,
)
GOING_ON = (DeedKind.ACCEPT, DeedKind.INVESTIGATE, DeedKind.TAKE_IN)
"""After these the same person takes the next step of the same application."""


class Words(NamedTuple):
    """One thing said: the deed it was said with, and by whom."""

    deed: str
    said: Deed


class NextCase(NamedTuple):
    """The case to go on with, if one is left, and how many are."""

    title: str
    url: str
    left: int


def said_page(
    application: Application, user: User, card: ProgrammeCard, papers: Iterable[ProgrammePapers]
) -> dict[str, Any]:
    """Remarks to the approver, why it stands where it stands, and the next case after one's own deed."""
    last, remarks = queries.last_move(application), queries.remarks_on(application)
    returned = application.state == State.RETURNED
    return {
        "remarks": remarks if remarks and remarks.text else None,
        "standing": _standing(application, last),
        "to_mend": queries.what_to_mend(application) if returned else None,
        "still": _still(card, papers) if returned and user.role == Role.CASEWORKER else [],
        "next": next_case(user, application) if _was_mine(last, user) else None,
    }


def _still(card: ProgrammeCard, papers: Iterable[ProgrammePapers]) -> list[Link]:
    """The boxes and papers that are empty now."""
    rows = (row for programme in papers for row in programme.rows if row.state == "undeclared")
    lacking = [Link(paper_words(row), row.add_url) for row in rows]
    facts = (link for row in criteria_of(card) for link in row.missing)
    return list({link.text: link for link in [*facts, *lacking]}.values())


def _standing(application: Application, last: Deed | None) -> Words | None:
    """Of what is returned the page says it elsewhere, with what is still missing."""
    if last is None or last.deed not in SAYING or application.state == State.RETURNED:
        return None
    return Words(deed_words(ACTIONS[DeedKind(last.deed)]), last)


def _was_mine(last: Deed | None, user: User) -> bool:
    """Whether one's own deed brought it to where it stands, and there is nothing to go on with here."""
    if last is None or last.deed in GOING_ON:
        return False
    return last.by_id == user.pk and user.role in DECIDERS.values()


def next_case(user: User, after: Application) -> NextCase:
    """First what one has on the desk, then what nobody has, in the order of the queue."""
    rows = queries.open_to(user).exclude(pk=after.pk)
    found = rows.annotate(head_name=head_name_of("household")).select_related("household").first()
    if found is None:
        return NextCase("", "", 0)
    name = getattr(found, "head_name", None)
    whose = _("%(name)s户") % {"name": name} if name else found.household.number
    title = _("%(label)s：%(value)s") % {"label": whose, "value": programme_title(found.programme)}
    return NextCase(title, reverse("application", args=[found.pk]), rows.count())
