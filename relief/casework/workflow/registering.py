"""单独登记的申请: the county says who handles it, and sees the home (民发〔2021〕57号第十一条、第二十条)."""

from collections.abc import Iterator

from relief.offices.models import Role

from .kinds import TOWNSHIP, WAITING, DeedKind, Owner, Procedure
from .transition import SECOND_PERSON, STANDS_IN, Transition


def of_what_is_registered() -> Iterator[Transition]:
    """Whom the county chooses may be anybody of the township who is not related. The state stays."""
    for state in TOWNSHIP:
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.ASSIGN,
            who=Role.COUNTY_OFFICER,
            requires=("of_the_area", "not_related", "registered", "colleague_may_decide", "reason"),
            records=("colleague", "reason", "moment"),
            procedure=STANDS_IN.get(state, Procedure.BOTH),
            owner=Owner.COLLEAGUE,
        )
    for state in WAITING:
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.COUNTY_VISIT,
            who=Role.COUNTY_OFFICER,
            requires=(*SECOND_PERSON, "registered"),
            records=("county_visit", "moment"),
            procedure=STANDS_IN.get(state, Procedure.BOTH),
        )
