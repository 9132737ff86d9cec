"""终止审核确认: the row of a household that does not cooperate (民发〔2021〕57号第二十九条)."""

from collections.abc import Iterator

from relief.offices.models import Role

from .kinds import DeedKind, Owner, Procedure, State
from .transition import DECIDING, Transition

NEEDS = ("visited_by_the_county", "screening_of_today", "asked_in_writing", "reason")


def of_the_termination() -> Iterator[Transition]:
    """While it is looked into. It ends as what is refused does: told in writing, and referred."""
    for before in (State.ACCEPTED, State.INVESTIGATING):
        yield Transition(
            before=before,
            after=State.REFUSED,
            deed=DeedKind.TERMINATE,
            who=Role.APPROVER,
            requires=(*DECIDING, *NEEDS),
            records=("what_was_asked", "day", "article", "screening", "reason", "decider", "moment"),
            procedure=Procedure.COOPERATING,
            owner=Owner.ACTOR,
        )
