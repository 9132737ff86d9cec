"""转出, 接收, 退回转出地: rows of a household that moves to another township of its county.

What was investigated stays, and so do the days: the case goes on where it stood.
"""

from collections.abc import Iterator

from relief.offices.models import Role

from .kinds import DeedKind, Owner, Procedure, State
from .transition import STANDS_IN, Transition

MOVABLE = (
    State.SUBMITTED,
    State.ACCEPTED,
    State.INVESTIGATING,
    State.TO_CONFIRM_HERE,
    State.RETURNED,
    State.CHANGING,
    State.TO_CHANGE_HERE,
    State.APPROVED,
)
"""The township's to do, or given on: what the next office has to take in. The rest follows by itself."""
HERE = ("of_the_area", "not_related")


def of_the_transfer() -> Iterator[Transition]:
    for state in MOVABLE:
        given = state == State.APPROVED
        procedure = STANDS_IN.get(state, Procedure.GIVEN if given else Procedure.BOTH)
        once = ("no_other_open",) if given else ()
        yield Transition(
            before=state,
            after=State.MOVING,
            deed=DeedKind.MOVE_ON,
            who=Role.APPROVER,
            requires=(*HERE, *once, "no_notice_hangs", "another_office_of_the_county", "reason"),
            records=("transfer", "reason", "moment"),
            procedure=procedure,
            owner=Owner.NOBODY,
        )
        yield Transition(
            before=State.MOVING,
            after=state,
            deed=DeedKind.TAKE_IN,
            who=Role.APPROVER,
            requires=(*HERE, "as_it_was"),
            records=("moment",),
            procedure=procedure,
        )
        yield Transition(
            before=State.MOVING,
            after=state,
            deed=DeedKind.TURN_AWAY,
            who=Role.APPROVER,
            requires=(*HERE, "as_it_was", "nothing_new_here", "reason"),
            records=("transfer", "reason", "moment"),
            procedure=procedure,
            owner=Owner.NOBODY,
        )
