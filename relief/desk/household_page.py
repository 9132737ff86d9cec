"""A household's page: what is declared, what the law says of it, and what became of its applications."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from relief.casework.models import Application
from relief.casework.queries import applications_of
from relief.casework.timeline import steps
from relief.casework.words import programme_title, state_words
from relief.casework.workflow import BY_DEED, State
from relief.households.models import Household
from relief.households.page import household_page
from relief.offices.models import User
from relief.rules.answers import Answer
from relief.screening.cards import ProgrammeCard, programme_cards
from relief.screening.models import Screening
from relief.screening.page import counted_fact, summary
from relief.screening.queries import answer_of, changed_since, latest_screening
from relief.screening.rows import Kept
from relief.screening.services import SCREENERS
from relief.web.days import moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A programme at the side: its card, and where to go on with it."""

    card: ProgrammeCard
    submit_url: str = ""
    application: Application | None = None


def household_with_advice(household: Household, user: User) -> dict[str, Any]:
    """The context of `desk/household.html`."""
    screening, applications = latest_screening(household), applications_of(household)
    answer = answer_of(screening) if screening else None
    page = household_page(household, user, out=_outside(screening, answer))
    page |= {
        "screening": screening,
        "applications": [_told(each) for each in applications],
        "may_screen": user.role in SCREENERS,
        "steps": steps(household, applications),
    }
    if screening is None or answer is None:
        return page
    changed = changed_since(screening)
    names = {member.key: member.name for member in page["members"]}
    waiting = {each.programme: each for each in applications if each.state == State.SUBMITTED}
    may_submit = user.role == BY_DEED["submit"].who and not changed
    return page | {
        "changed": changed,
        "summary": summary(answer),
        "identity": [*page["identity"][:-1], counted_fact(answer, len(names))],
        "advice": [
            _advice(household, card, waiting.get(card.code), may_submit)
            for card in programme_cards(Kept(screening, answer, names))
        ],
    }


def _outside(screening: Screening | None, answer: Answer | None) -> set[str]:
    """Members who certainly do not count."""
    if screening is None or answer is None or answer.household_size is None:
        return set()
    return {member["id"] for member in screening.facts.get("members") or []} - set(answer.counted_members)


def _advice(
    household: Household, card: ProgrammeCard, waiting: Application | None, may_submit: bool
) -> Advice:
    """Whatever is offered may be asked for; the advice does not decide that."""
    open_to_submit = may_submit and waiting is None and card.verdict != "not_offered"
    url = reverse("submit", args=[household.pk, card.code]) if open_to_submit else ""
    return Advice(card=card, submit_url=url, application=waiting)


def _told(application: Application) -> dict[str, str]:
    """An application and its state."""
    return {
        "title": programme_title(application.programme),
        "note": moment(application.submitted_at),
        "state": state_words(application.state, application.programme),
        "url": reverse("application", args=[application.pk]),
    }
