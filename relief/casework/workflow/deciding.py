"""批准, 不予批准, 退回补正, 报县级, 更正: rows of a second person."""

from collections.abc import Iterator
from itertools import product

from relief.offices.models import Role

from .kinds import ASKING, DECIDED, DECIDERS, DeedKind, Owner, Procedure, State
from .transition import CONFIRMING, DECIDING, SECOND_PERSON, STANDS_IN, Transition

LIMIT = {State.SUBMITTED: "within_the_township_limit", State.REFERRED: "within_the_county_limit"}
NOTICED = "published_if_of_expenditure"
ON_TODAY = ("screening_of_today", "double_help_answered")
SEEN = "visited_by_the_county"
DRAWN = "spot_checked_if_drawn"
DECISION = ("screening", "reason", "decider", "moment")


def _decided(before: State, needs: tuple[str, ...], *limit: str) -> Iterator[Transition]:
    """批准 and 不予批准 out of one state."""
    procedure = STANDS_IN.get(before, Procedure.SHORT)
    here = ("recognised_here_if_a_standing",) if before == State.SUBMITTED else ()
    conference = ("the_conference_refuses_it",) if before == State.IN_CONFERENCE else ()
    yield Transition(
        before=before,
        after=State.APPROVED,
        deed=DeedKind.APPROVE,
        who=DECIDERS[before],
        requires=(*needs, *here, SEEN, *ON_TODAY, *limit, "amount_if_paid", "reason_if_departing"),
        records=("amount", *DECISION),
        procedure=procedure,
        owner=Owner.ACTOR,
    )
    yield Transition(
        before=before,
        after=State.REFUSED,
        deed=DeedKind.REFUSE,
        who=DECIDERS[before],
        requires=(*needs, *here, SEEN, "screening_of_today", *conference, "reason"),
        records=("article", *DECISION),
        procedure=procedure,
        owner=Owner.ACTOR,
    )


def of_the_decision() -> Iterator[Transition]:
    for before, limit in LIMIT.items():
        yield from _decided(before, DECIDING, limit, NOTICED)
        yield Transition(
            before=before,
            after=State.RETURNED,
            deed=DeedKind.SEND_BACK,
            who=DECIDERS[before],
            requires=(*DECIDING, "what_is_to_be_mended", "reason_if_asked_again"),
            records=("what_is_to_be_mended", "moment"),
            procedure=STANDS_IN.get(before, Procedure.BOTH),
            owner=Owner.ACTOR if before == State.SUBMITTED else Owner.NOBODY,
        )
    yield from _decided(State.IN_CONFERENCE, DECIDING, "the_conference_gives_it", NOTICED)
    yield Transition(
        before=State.SUBMITTED,
        after=State.REFERRED,
        deed=DeedKind.REFER,
        who=Role.APPROVER,
        requires=(*DECIDING, "screening_of_today", "above_the_township_limit", "reason"),
        records=("screening", "reason", "moment"),
        procedure=Procedure.SHORT,
        owner=Owner.NOBODY,
    )
    for before in (State.TO_CONFIRM, State.TO_CONFIRM_HERE):
        yield from _decided(before, (*CONFIRMING, DRAWN))
        yield Transition(
            before=before,
            after=State.INVESTIGATING,
            deed=DeedKind.SEND_BACK,
            who=DECIDERS[before],
            requires=(*CONFIRMING, "what_is_to_be_mended"),
            records=("what_is_to_be_mended", "moment"),
            procedure=Procedure.INVESTIGATED,
            owner=Owner.NOBODY,
        )
    for before, who in product(DECIDED, (Role.APPROVER, Role.COUNTY_OFFICER)):
        yield Transition(
            before=before,
            after=State.CORRECTED,
            deed=DeedKind.CORRECT,
            who=who,
            requires=(*SECOND_PERSON, "decided_at_this_step", "nothing_begun", "reason"),
            records=("reason", "moment"),
        )
    for before in ASKING:
        yield Transition(
            before=before,
            after=State.VOIDED,
            deed=DeedKind.VOID,
            who=DECIDERS.get(before, Role.APPROVER),
            requires=(*(DECIDING if before in DECIDERS else SECOND_PERSON), "reason"),
            records=("reason", "moment"),
            procedure=STANDS_IN.get(before, Procedure.BOTH),
        )
