"""What the law says of a household at this moment, for the side of every page about it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from relief.casework.models import Application
from relief.casework.workflow import OPEN, DeedKind, roles_of
from relief.households.models import Household, Member
from relief.households.queries import member_names
from relief.offices.models import User
from relief.offices.queries import UnknownPlace
from relief.rules.parameters import LawNotEncoded
from relief.screening.cards import ProgrammeCard, programme_cards
from relief.screening.live import live
from relief.screening.models import Screening
from relief.screening.next_question import next_questions
from relief.screening.page import rows_of, summary
from relief.screening.queries import latest_screening
from relief.screening.refusals import refusal_words
from relief.screening.rows import Kept
from relief.screening.services import SCREENERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """A programme at the side: its card, and where to go on with it."""

    card: ProgrammeCard
    submit_url: str = ""
    application: Application | None = None

    @property
    def is_quiet(self) -> bool:
        """Nothing to do about it: it does not fit or is not offered, and nobody has asked for it."""
        return self.card.verdict in ("ineligible", "not_offered") and self.application is None


def beside(
    household: Household,
    user: User,
    declared: Mapping[str, Any],
    members: list[Member],
    applications: Iterable[Application],
) -> dict[str, Any]:
    """The advice and its context. `screening` is the newest that was kept, if it still says the same."""
    latest = latest_screening(household)
    found: dict[str, Any] = {"household": household, "may_screen": user.role in SCREENERS, "latest": latest}
    try:
        kept = live(household, declared, member_names(members), rows_of(members, user))
    except (LawNotEncoded, UnknownPlace) as refusal:
        return found | {"refusal": refusal_words(refusal)}
    waiting = {each.programme: each for each in applications if each.state in OPEN}
    may_submit = user.role in roles_of(DeedKind.SUBMIT)
    advice = [_advice(household, card, waiting.get(card.code), may_submit) for card in programme_cards(kept)]
    return found | {
        "kept": kept,
        "screening": latest if latest and _says_the_same(latest, kept.screening) else None,
        "summary": summary(kept.answer),
        "questions": next_questions(kept),
        "advice": [each for each in advice if not each.is_quiet],
        "quiet": [each for each in advice if each.is_quiet],
    }


def _says_the_same(kept: Screening, now: Screening) -> bool:
    return (kept.day, kept.facts_hash, kept.law_version) == (now.day, now.facts_hash, now.law_version)


def _advice(
    household: Household, card: ProgrammeCard, waiting: Application | None, may_submit: bool
) -> Advice:
    """Whatever is offered may be asked for; the advice does not decide that."""
    open_to_submit = may_submit and waiting is None and card.verdict != "not_offered"
    url = reverse("submit", args=[household.pk, card.code]) if open_to_submit else ""
    return Advice(card=card, submit_url=url, application=waiting)


def outside(kept: Kept | None) -> set[str]:
    """Keys of members who certainly do not count."""
    if kept is None or kept.answer.household_size is None:
        return set()
    members = kept.screening.facts.get("members") or []
    return {member["id"] for member in members} - set(kept.answer.counted_members)
