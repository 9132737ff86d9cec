"""送达: rows of the written notice of a decision (《社会救助法》第四十五条, 57号第二十一条, 43号第十八条).

Whoever decided, the township hands it over.
"""

from collections.abc import Iterator

from relief.offices.models import Role

from .kinds import DECIDED, DeedKind
from .transition import Transition


def of_handing_over() -> Iterator[Transition]:
    for state in DECIDED:
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.NOTIFY,
            who=Role.APPROVER,
            requires=("of_the_area", "not_related", "not_handed_over_yet"),
            records=("delivery", "moment"),
        )
