"""支出型救助的调查和公示: rows of what is published before it is approved (民发〔2018〕23号二（二）)."""

from collections.abc import Iterator
from itertools import product

from relief.offices.models import Role

from .kinds import DeedKind, Procedure, State
from .transition import SECOND_PERSON, Transition

BEFORE = (State.SUBMITTED, State.REFERRED, State.IN_CONFERENCE)
"""Wherever it waits to be decided; the state stays, and whose it is."""


def of_the_notice() -> Iterator[Transition]:
    """An objection has it looked into and published again."""
    for state in BEFORE:
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.PUBLISH_RELIEF,
            who=Role.APPROVER,
            requires=(
                *SECOND_PERSON,
                "no_notice_stands",
                "means_checked_or_recognised",
                "notice_of_seven_days",
            ),
            records=("relief_notice", "moment"),
            procedure=Procedure.NOTICED,
        )
    for state, who in product(BEFORE, (Role.APPROVER, Role.CASEWORKER)):
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.OBJECT,
            who=who,
            requires=(
                "of_the_area",
                *(["not_related"] if who == Role.APPROVER else []),
                "notice_hangs",
                "what_was_said",
            ),
            records=("what_was_said", "moment"),
            procedure=Procedure.NOTICED,
        )
