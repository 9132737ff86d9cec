"""延长期限: rows of what has a limit in all (57号第二十二条, 《刚性支出困难家庭认定办法》第八条)."""

from collections.abc import Iterator

from .kinds import CHANGES, DECIDERS, DeedKind, Procedure, State
from .transition import Transition


def of_extending() -> Iterator[Transition]:
    """Whoever's step it is may find a ground for it; it stays with whoever has it."""
    for state, who in DECIDERS.items():
        if state in (*CHANGES, State.MOVING):
            continue
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.EXTEND,
            who=who,
            requires=("of_the_area", "not_related", "limit_may_be_extended"),
            records=("extension", "moment"),
            procedure=Procedure.EXTENDABLE,
        )
