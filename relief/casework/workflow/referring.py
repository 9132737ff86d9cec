"""结束转介: the rows of what follows a refusal, or the end of what was given."""

from collections.abc import Iterator

from relief.offices.models import Role

from .kinds import DeedKind, Procedure, State
from .transition import Transition


def of_the_referral() -> Iterator[Transition]:
    """A draft that nobody follows is ended in the community; one that is followed ends by itself."""
    for state, procedure in ((State.REFUSED, Procedure.BOTH), (State.ENDED, Procedure.GIVEN)):
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.END_REFERRAL,
            who=Role.CASEWORKER,
            requires=("of_the_area", "draft_open", "reason"),
            records=("ended_referral", "reason", "moment"),
            procedure=procedure,
        )
