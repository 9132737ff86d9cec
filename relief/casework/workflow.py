"""办理流程: the one table of what may become of an application, by whom, on what terms.

One row is one move; a deed may have several, as an approval of the township and one of the county. The
database holds to the same moves by itself; `docs/casework.md` says them to people.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from django.db import models
from django.utils.translation import gettext_lazy as _

from relief.offices.models import Role

from .actions import CaseworkAction


class State(models.TextChoices):
    """Where an application stands."""

    SUBMITTED = "submitted", _("待审")
    RETURNED = "returned", _("退回补正")
    REFERRED = "referred", _("已报县级")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("不予批准")
    WITHDRAWN = "withdrawn", _("已撤回")
    CORRECTED = "corrected", _("已更正")


OPEN = (State.SUBMITTED, State.RETURNED, State.REFERRED)
"""Nobody has ended it: a household has one such application for a programme."""
WAITING = (State.SUBMITTED, State.REFERRED)
"""Stands in somebody's queue."""
DECIDED = (State.APPROVED, State.REFUSED)
DECIDERS = {State.SUBMITTED: Role.APPROVER, State.REFERRED: Role.COUNTY_OFFICER}
"""Whose queue it stands in."""


class DeedKind(models.TextChoices):
    """What somebody does to an application."""

    SUBMIT = "submit", CaseworkAction.SUBMITTED.label
    RESUBMIT = "resubmit", CaseworkAction.RESUBMITTED.label
    WITHDRAW = "withdraw", CaseworkAction.WITHDRAWN.label
    TAKE = "take", CaseworkAction.TAKEN.label
    GIVE_BACK = "give_back", CaseworkAction.GIVEN_BACK.label
    HAND_OVER = "hand_over", CaseworkAction.HANDED_OVER.label
    HAND_OVER_ALL = "hand_over_all", CaseworkAction.REASSIGNED.label
    APPROVE = "approve", CaseworkAction.APPROVED.label
    REFUSE = "refuse", CaseworkAction.REFUSED.label
    SEND_BACK = "send_back", CaseworkAction.SENT_BACK.label
    REFER = "refer", CaseworkAction.REFERRED.label
    CORRECT = "correct", CaseworkAction.CORRECTED.label


ACTIONS = {
    DeedKind.SUBMIT: CaseworkAction.SUBMITTED,
    DeedKind.RESUBMIT: CaseworkAction.RESUBMITTED,
    DeedKind.WITHDRAW: CaseworkAction.WITHDRAWN,
    DeedKind.TAKE: CaseworkAction.TAKEN,
    DeedKind.GIVE_BACK: CaseworkAction.GIVEN_BACK,
    DeedKind.HAND_OVER: CaseworkAction.HANDED_OVER,
    DeedKind.HAND_OVER_ALL: CaseworkAction.REASSIGNED,
    DeedKind.APPROVE: CaseworkAction.APPROVED,
    DeedKind.REFUSE: CaseworkAction.REFUSED,
    DeedKind.SEND_BACK: CaseworkAction.SENT_BACK,
    DeedKind.REFER: CaseworkAction.REFERRED,
    DeedKind.CORRECT: CaseworkAction.CORRECTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row: from where to where, what the deed is called, who does it, what it needs, what it leaves."""

    before: State | None
    after: State
    deed: DeedKind
    who: Role
    requires: tuple[str, ...]
    records: tuple[str, ...]

    @property
    def action(self) -> CaseworkAction:
        return ACTIONS[self.deed]


SECOND_PERSON = ("of_the_area", "neither_entered_nor_submitted")
DECIDING = (*SECOND_PERSON, "nobody_else_has_it")
LIMIT = {State.SUBMITTED: "within_the_township_limit", State.REFERRED: "within_the_county_limit"}
DECISION = ("screening", "reason", "decider", "moment")


def _by_the_caseworker() -> Iterator[Transition]:
    yield Transition(
        before=None,
        after=State.SUBMITTED,
        deed=DeedKind.SUBMIT,
        who=Role.CASEWORKER,
        requires=("of_the_area", "programme_offered", "screening_of_today", "none_open", "amount_if_asked"),
        records=("screening", "amount_asked", "remarks", "submitter", "moment"),
    )
    yield Transition(
        before=State.RETURNED,
        after=State.SUBMITTED,
        deed=DeedKind.RESUBMIT,
        who=Role.CASEWORKER,
        requires=("of_the_area", "programme_offered", "screening_of_today", "amount_if_asked"),
        records=("screening", "amount_asked", "remarks", "submitter", "moment"),
    )
    for before in (State.SUBMITTED, State.RETURNED):
        yield Transition(
            before=before,
            after=State.WITHDRAWN,
            deed=DeedKind.WITHDRAW,
            who=Role.CASEWORKER,
            requires=("own_submission",),
            records=("moment",),
        )


def _of_the_owner() -> Iterator[Transition]:
    """Who has it. The state stays."""
    needs = {
        DeedKind.TAKE: (*SECOND_PERSON, "nobody_has_it"),
        DeedKind.GIVE_BACK: ("has_it",),
        DeedKind.HAND_OVER: ("has_it", "colleague_may_decide"),
    }
    leaves = {DeedKind.HAND_OVER: ("colleague", "reason", "moment")}
    for deed, (state, who) in product(needs, DECIDERS.items()):
        yield Transition(
            before=state,
            after=state,
            deed=deed,
            who=who,
            requires=needs[deed],
            records=leaves.get(deed, ("moment",)),
        )
    for state, who in product(OPEN, (Role.COUNTY_OFFICER, Role.ADMINISTRATOR)):
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.HAND_OVER_ALL,
            who=who,
            requires=("of_the_area", "another_has_it", "colleague_may_decide", "reason"),
            records=("colleague", "reason", "moment"),
        )


def _of_the_decision() -> Iterator[Transition]:
    for before, who in DECIDERS.items():
        yield Transition(
            before=before,
            after=State.APPROVED,
            deed=DeedKind.APPROVE,
            who=who,
            requires=(
                *DECIDING,
                "screening_of_today",
                LIMIT[before],
                "amount_if_paid",
                "reason_if_departing",
            ),
            records=("amount", *DECISION),
        )
        yield Transition(
            before=before,
            after=State.REFUSED,
            deed=DeedKind.REFUSE,
            who=who,
            requires=(*DECIDING, "screening_of_today", "reason"),
            records=("article", *DECISION),
        )
        yield Transition(
            before=before,
            after=State.RETURNED,
            deed=DeedKind.SEND_BACK,
            who=who,
            requires=(*DECIDING, "what_is_to_be_mended"),
            records=("what_is_to_be_mended", "moment"),
        )
    yield Transition(
        before=State.SUBMITTED,
        after=State.REFERRED,
        deed=DeedKind.REFER,
        who=Role.APPROVER,
        requires=(*DECIDING, "screening_of_today", "above_the_township_limit", "reason"),
        records=("screening", "reason", "moment"),
    )
    for before, who in product(DECIDED, DECIDERS.values()):
        yield Transition(
            before=before,
            after=State.CORRECTED,
            deed=DeedKind.CORRECT,
            who=who,
            requires=(*SECOND_PERSON, "decided_at_this_step", "reason"),
            records=("reason", "moment"),
        )


TRANSITIONS = (*_by_the_caseworker(), *_of_the_owner(), *_of_the_decision())


def rows_of(deed: DeedKind) -> tuple[Transition, ...]:
    return tuple(each for each in TRANSITIONS if each.deed == deed)


def roles_of(deed: DeedKind, state: str | None = None) -> tuple[Role, ...]:
    """Who does a deed; of an application in `state`, where one is named."""
    found = (each.who for each in rows_of(deed) if state is None or each.before == state)
    return tuple(dict.fromkeys(found))


def move_of(deed: DeedKind, state: str, role: str) -> Transition | None:
    """The row of the table for a deed on an application in this state by a person in this role."""
    found = (each for each in rows_of(deed) if (each.before, each.who) == (state, role))
    return next(found, None)
