"""单独登记, 投诉举报: the county names who handles it, and sees the home (57号第十一条、第二十条)."""

from collections.abc import Iterator
from itertools import product

from relief.offices.models import Role

from .kinds import CONFIRMED_HERE, TOWNSHIP, WAITING, DeedKind, Owner, Procedure, State
from .transition import SECOND_PERSON, STANDS_IN, Transition


def of_the_complaint() -> Iterator[Transition]:
    """While it waits to be confirmed; whoever hears of it writes it down. It stays with whoever has it."""
    for state, who in product(CONFIRMED_HERE, (Role.COUNTY_OFFICER, Role.APPROVER, Role.CASEWORKER)):
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.COMPLAIN,
            who=who,
            requires=(
                "of_the_area",
                *(["not_related"] if who != Role.CASEWORKER else []),
                "what_was_said",
            ),
            records=("what_was_said", "moment"),
            procedure=Procedure.INVESTIGATED,
        )


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
    for state in (*WAITING, State.RELIEVED):
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.COUNTY_VISIT,
            who=Role.COUNTY_OFFICER,
            requires=(*SECOND_PERSON, "registered_or_complained_of"),
            records=("county_visit", "moment"),
            procedure=Procedure.URGENT if state == State.RELIEVED else STANDS_IN.get(state, Procedure.BOTH),
        )
