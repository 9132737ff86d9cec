"""What the page of a screening shows; other rooms add their part beside it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.households.judgements import open_clauses
from relief.households.models import Member
from relief.households.page import identity
from relief.households.queries import household_name, member_names
from relief.offices.models import Role, User
from relief.rules.answers import Answer
from relief.web.components import Fact

from .cards import ProgrammeCard, programme_cards
from .found import found_in, found_lines
from .models import Outcome, Screening
from .next_question import next_questions
from .outcomes import recorded, told
from .queries import answer_of, changed_since, latest_screening, newest_outcomes
from .rows import Kept
from .services import SCREENERS


def result_page(screening: Screening, user: User) -> dict[str, Any]:
    """The context of `screening/result.html`."""
    household, answer = screening.household, answer_of(screening)
    people = list(household.members.select_related("person"))
    present = [member for member in people if member.left_on is None]
    names = member_names(people)
    opened = open_clauses(household.pk)
    kept = Kept(screening, answer, names, rows_of(present, user), found_in(screening), opened)
    newest, changed = latest_screening(household), changed_since(screening)
    old = changed or newest != screening
    return {
        "screening": screening,
        "household": household,
        "name": household_name(household, present),
        "identity": [*identity(household, present)[:-1], counted_fact(answer, len(present))],
        "summary": summary(answer),
        "programmes": with_outcomes(programme_cards(kept), screening, user),
        "found": found_lines(kept.found, names, screening.day),
        "questions": [] if old else next_questions(kept),
        "changed": changed,
        "newer": newest if newest != screening else None,
        "law": screening.law_version[:12],
        "may_screen": user.role in SCREENERS,
    }


def with_outcomes(cards: Iterable[ProgrammeCard], screening: Screening, user: User) -> list[ProgrammeCard]:
    """Each card with what was agreed last, and for the caseworker where to say it."""
    agreed = newest_outcomes(screening.household)
    return [_with_outcome(card, agreed.get(card.code), screening, user) for card in cards]


def _with_outcome(
    card: ProgrammeCard, outcome: Outcome | None, screening: Screening, user: User
) -> ProgrammeCard:
    if outcome:
        card = replace(card, outcome=told(outcome), outcome_note=recorded(outcome))
    if card.verdict == "not_offered" or user.role != Role.CASEWORKER:
        return card
    card = replace(card, outcome_url=reverse("outcome", args=[screening.pk, card.code]))
    if not card.open_clauses:
        return card
    return replace(card, open_clause_url=reverse("open_clause", args=[screening.pk, card.code]))


def outcome_page(screening: Screening, programme: str, user: User) -> dict[str, Any]:
    """The context of `screening/outcome.html`."""
    page = result_page(screening, user)
    card = next(each for each in page["programmes"] if each.code == programme)
    return page | {"card": card, "fresh": not page["changed"] and not page["newer"]}


def rows_of(members: list[Member], user: User) -> dict[str, UUID] | None:
    """The members' rows by key, for whoever may fill in what is missing."""
    return {member.key: member.pk for member in members} if user.role == Role.CASEWORKER else None


def counted_fact(answer: Answer, people: int) -> Fact:
    """计入4人，不计1人"""
    if answer.household_size is None:
        return Fact("", _("计入几人还不能判断"))
    inside, outside = answer.household_size, people - answer.household_size
    words = ngettext("计入%(count)d人", "计入%(count)d人", inside) % {"count": inside}
    if outside <= 0:
        return Fact("", words)
    rest = ngettext("不计%(count)d人", "不计%(count)d人", outside) % {"count": outside}
    return Fact("", _("，").join((words, rest)))


def summary(answer: Answer) -> str:
    """1个项目符合，3个还不能判断，2个不符合，1个本地未开办。"""
    counts: Counter[str] = Counter(each.verdict for each in answer.programmes)
    words = {
        "eligible": ngettext("%(count)d个项目符合", "%(count)d个项目符合", counts["eligible"]),
        "undetermined": ngettext("%(count)d个还不能判断", "%(count)d个还不能判断", counts["undetermined"]),
        "ineligible": ngettext("%(count)d个不符合", "%(count)d个不符合", counts["ineligible"]),
        "not_offered": ngettext("%(count)d个本地未开办", "%(count)d个本地未开办", counts["not_offered"]),
    }
    told = [
        word % {"count": counts[verdict]}
        for verdict, word in words.items()
        if counts[verdict] or verdict == "eligible"
    ]
    return _("%(sentence)s。") % {"sentence": _("，").join(told)}
