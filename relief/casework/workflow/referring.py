"""结束转介: the row of what follows a refusal."""

from collections.abc import Iterator

from relief.offices.models import Role

from .kinds import DeedKind, State
from .transition import Transition


def of_the_referral() -> Iterator[Transition]:
    """A draft that nobody follows is ended in the community; one that is followed ends by itself."""
    yield Transition(
        before=State.REFUSED,
        after=State.REFUSED,
        deed=DeedKind.END_REFERRAL,
        who=Role.CASEWORKER,
        requires=("of_the_area", "draft_open", "reason"),
        records=("ended_referral", "reason", "moment"),
    )
