"""先行救助: rows of what is given before its papers (民发〔2018〕23号二（二）, 《社会救助法》第五十条)."""

from collections.abc import Iterator

from relief.offices.models import Role

from .kinds import DeedKind, Owner, Procedure, State
from .transition import DECIDING, SECOND_PERSON, Transition

GIVING = (
    "screening_of_today",
    "double_help_answered",
    "within_the_township_limit",
    "within_the_cap",
    "amount_if_paid",
    "reason_if_departing",
)
GIVEN = ("amount", "screening", "reason", "decider", "moment")


def of_relief_first() -> Iterator[Transition]:
    """A second person gives it; what happened is explained afterwards. A correction ends it as any other.

    Of a registered case the county is in the home before the papers are complete, not before the aid.
    """
    yield Transition(
        before=State.SUBMITTED,
        after=State.RELIEVED,
        deed=DeedKind.RELIEVE_FIRST,
        who=Role.APPROVER,
        requires=(*DECIDING, *GIVING),
        records=GIVEN,
        procedure=Procedure.URGENT,
        owner=Owner.ACTOR,
    )
    for who in (Role.APPROVER, Role.CASEWORKER):
        yield Transition(
            before=State.RELIEVED,
            after=State.APPROVED,
            deed=DeedKind.COMPLETE_PAPERS,
            who=who,
            requires=("of_the_area", "visited_by_the_county", "what_was_explained"),
            records=("what_was_explained", "moment"),
            procedure=Procedure.URGENT,
        )
    yield Transition(
        before=State.RELIEVED,
        after=State.CORRECTED,
        deed=DeedKind.CORRECT,
        who=Role.APPROVER,
        requires=(*SECOND_PERSON, "decided_at_this_step", "reason"),
        records=("reason", "moment"),
        procedure=Procedure.URGENT,
    )


def of_the_community() -> Iterator[Transition]:
    """Where the place is declared affected: by another caseworker of the community (2022 notice, part 4)."""
    yield Transition(
        before=State.SUBMITTED,
        after=State.RELIEVED,
        deed=DeedKind.COMMUNITY_RELIEF,
        who=Role.CASEWORKER,
        requires=(*DECIDING, "declared_affected", *GIVING),
        records=GIVEN,
        procedure=Procedure.URGENT,
    )
