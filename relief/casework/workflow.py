"""办理流程: the one table of what may become of an application, by whom, on what terms.

One row is one move; a deed may have several, as an approval of the township and one of the county. The
database holds to the same moves by itself; `docs/casework.md` says them to people.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from relief.offices.models import Role

from .actions import CaseworkAction
from .kinds import (
    ACTIONS,
    COUNTY,
    DECIDED,
    DECIDERS,
    INVESTIGATED,
    OPEN,
    TOWNSHIP,
    WAITING,
    DeedKind,
    Procedure,
    State,
    procedure_of,
)

__all__ = [
    "ACTIONS",
    "COUNTY",
    "DECIDED",
    "DECIDERS",
    "INVESTIGATED",
    "OPEN",
    "TOWNSHIP",
    "WAITING",
    "DeedKind",
    "Procedure",
    "State",
    "procedure_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row: from where to where, what the deed is called, who does it, what it needs, what it leaves."""

    before: State | None
    after: State
    deed: DeedKind
    who: Role
    requires: tuple[str, ...]
    records: tuple[str, ...]
    procedure: Procedure = Procedure.BOTH

    @property
    def action(self) -> CaseworkAction:
        return ACTIONS[self.deed]


SECOND_PERSON = ("of_the_area", "neither_entered_nor_submitted")
DECIDING = (*SECOND_PERSON, "nobody_else_has_it")
CONFIRMING = (*DECIDING, "not_of_the_opinion")
LIMIT = {State.SUBMITTED: "within_the_township_limit", State.REFERRED: "within_the_county_limit"}
DECISION = ("screening", "reason", "decider", "moment")
STANDS_IN = {
    State.REFERRED: Procedure.SHORT,
    State.ACCEPTED: Procedure.INVESTIGATED,
    State.INVESTIGATING: Procedure.INVESTIGATED,
    State.PUBLISHED: Procedure.INVESTIGATED,
    State.TO_CONFIRM: Procedure.INVESTIGATED,
}
"""States that only one procedure comes to."""


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
    for before in OPEN:
        yield Transition(
            before=before,
            after=State.WITHDRAWN,
            deed=DeedKind.WITHDRAW,
            who=Role.CASEWORKER,
            requires=("own_submission",),
            records=("moment",),
            procedure=STANDS_IN.get(before, Procedure.BOTH),
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
            procedure=STANDS_IN.get(state, Procedure.BOTH),
        )
    for state, who in product(OPEN, (Role.COUNTY_OFFICER, Role.ADMINISTRATOR)):
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.HAND_OVER_ALL,
            who=who,
            requires=("of_the_area", "another_has_it", "colleague_may_decide", "reason"),
            records=("colleague", "reason", "moment"),
            procedure=STANDS_IN.get(state, Procedure.BOTH),
        )


def _decided(before: State, needs: tuple[str, ...], *limit: str) -> Iterator[Transition]:
    """批准 and 不予批准 out of one state."""
    procedure = Procedure.INVESTIGATED if before == State.TO_CONFIRM else Procedure.SHORT
    yield Transition(
        before=before,
        after=State.APPROVED,
        deed=DeedKind.APPROVE,
        who=DECIDERS[before],
        requires=(*needs, "screening_of_today", *limit, "amount_if_paid", "reason_if_departing"),
        records=("amount", *DECISION),
        procedure=procedure,
    )
    yield Transition(
        before=before,
        after=State.REFUSED,
        deed=DeedKind.REFUSE,
        who=DECIDERS[before],
        requires=(*needs, "screening_of_today", "reason"),
        records=("article", *DECISION),
        procedure=procedure,
    )


def _of_the_decision() -> Iterator[Transition]:
    for before, limit in LIMIT.items():
        yield from _decided(before, DECIDING, limit)
        yield Transition(
            before=before,
            after=State.RETURNED,
            deed=DeedKind.SEND_BACK,
            who=DECIDERS[before],
            requires=(*DECIDING, "what_is_to_be_mended", "reason_if_asked_again"),
            records=("what_is_to_be_mended", "moment"),
            procedure=STANDS_IN.get(before, Procedure.BOTH),
        )
    yield Transition(
        before=State.SUBMITTED,
        after=State.REFERRED,
        deed=DeedKind.REFER,
        who=Role.APPROVER,
        requires=(*DECIDING, "screening_of_today", "above_the_township_limit", "reason"),
        records=("screening", "reason", "moment"),
        procedure=Procedure.SHORT,
    )
    yield from _decided(State.TO_CONFIRM, CONFIRMING)
    yield Transition(
        before=State.TO_CONFIRM,
        after=State.INVESTIGATING,
        deed=DeedKind.SEND_BACK,
        who=Role.COUNTY_OFFICER,
        requires=(*CONFIRMING, "what_is_to_be_mended"),
        records=("what_is_to_be_mended", "moment"),
        procedure=Procedure.INVESTIGATED,
    )
    for before, who in product(DECIDED, (Role.APPROVER, Role.COUNTY_OFFICER)):
        yield Transition(
            before=before,
            after=State.CORRECTED,
            deed=DeedKind.CORRECT,
            who=who,
            requires=(*SECOND_PERSON, "decided_at_this_step", "reason"),
            records=("reason", "moment"),
        )


LOOKING = State.INVESTIGATING
VISITING = (*DECIDING, "two_investigators", "both_sides_signed")
CHECKING = (*DECIDING, "every_adult_consents", "no_check_under_way")
PROPOSING = (
    *DECIDING,
    "visited_and_checked",
    "assessed_if_tekun",
    "looked_at_again",
    "screening_of_today",
    "amount_if_paid",
    "reason_if_departing",
    "notice_of_seven_days",
)
LEADING = (
    (DeedKind.ACCEPT, State.SUBMITTED, State.ACCEPTED, DECIDING, ("moment",)),
    (DeedKind.INVESTIGATE, State.ACCEPTED, LOOKING, DECIDING, ("moment",)),
    (DeedKind.RECORD_VISIT, LOOKING, LOOKING, VISITING, ("visit", "moment")),
    (DeedKind.REQUEST_CHECK, LOOKING, LOOKING, CHECKING, ("moment",)),
    (DeedKind.PROPOSE, LOOKING, State.PUBLISHED, PROPOSING, ("opinion", "screening", "moment")),
    (DeedKind.FORWARD, State.PUBLISHED, State.TO_CONFIRM, (*DECIDING, "notice_is_over"), ("moment",)),
)
"""What an approver of the township does on the way to the county: deed, from, to, requires, records."""


def _of_the_investigation() -> Iterator[Transition]:
    """民发〔2021〕57号第十三条 to 第二十一条, 43号第十三条 to 第十八条."""
    for deed, before, after, requires, records in LEADING:
        yield _investigated(deed, before, after, Role.APPROVER, requires, records)
    here, objected = State.INVESTIGATING, ("of_the_area", "what_was_said")
    check = ("of_the_area", "check_under_way")
    yield _investigated(
        DeedKind.RECORD_CHECK, here, here, Role.COUNTY_OFFICER, check, ("means_check", "moment")
    )
    for who in (Role.APPROVER, Role.CASEWORKER):
        yield _investigated(
            DeedKind.OBJECT, State.PUBLISHED, here, who, objected, ("what_was_said", "moment")
        )
    yield _investigated(
        DeedKind.ASSESS, here, here, Role.APPROVER, DECIDING, ("assessment", "moment"), Procedure.TEKUN
    )
    handed_over = ("of_the_area", "not_handed_over_yet")
    for state in DECIDED:
        yield _investigated(DeedKind.NOTIFY, state, state, Role.APPROVER, handed_over, ("delivery", "moment"))


def _investigated(
    deed: DeedKind,
    before: State,
    after: State,
    who: Role,
    requires: tuple[str, ...],
    records: tuple[str, ...],
    procedure: Procedure = Procedure.INVESTIGATED,
) -> Transition:
    return Transition(
        before=before,
        after=after,
        deed=deed,
        who=who,
        requires=requires,
        records=records,
        procedure=procedure,
    )


TRANSITIONS = (*_by_the_caseworker(), *_of_the_owner(), *_of_the_decision(), *_of_the_investigation())


def rows_of(deed: DeedKind, programme: str | None = None) -> tuple[Transition, ...]:
    """The rows of a deed; of a programme those of its procedure."""
    found = (each for each in TRANSITIONS if each.deed == deed)
    return tuple(each for each in found if programme is None or is_of(each, programme))


def is_of(step: Transition, programme: str) -> bool:
    """Whether a row is one of this programme's."""
    return step.procedure in (Procedure.BOTH, procedure_of(programme), programme)


def roles_of(deed: DeedKind, state: str | None = None, programme: str | None = None) -> tuple[Role, ...]:
    """Who does a deed; of an application for `programme` in `state`, where they are named."""
    found = (each.who for each in rows_of(deed, programme) if state is None or each.before == state)
    return tuple(dict.fromkeys(found))


def move_of(deed: DeedKind, state: str | None, role: str, programme: str) -> Transition | None:
    """The row of the table for a deed on an application in this state by a person in this role."""
    found = (each for each in rows_of(deed, programme) if (each.before, each.who) == (state, role))
    return next(found, None)
