"""领办, 放回, 转交: rows of whose desk it is on."""

from collections.abc import Iterator
from itertools import product

from relief.offices.models import Role

from .kinds import DECIDERS, OPEN, DeedKind, Owner, Procedure
from .transition import SECOND_PERSON, STANDS_IN, Transition


def of_the_owner() -> Iterator[Transition]:
    """Who has it. The state stays."""
    needs = {
        DeedKind.TAKE: (*SECOND_PERSON, "nobody_has_it", "chosen_by_the_county"),
        DeedKind.GIVE_BACK: ("has_it",),
        DeedKind.HAND_OVER: ("has_it", "not_related", "chosen_by_the_county", "colleague_may_decide"),
    }
    leaves = {DeedKind.HAND_OVER: ("colleague", "reason", "moment")}
    goes = {
        DeedKind.TAKE: Owner.ACTOR,
        DeedKind.GIVE_BACK: Owner.NOBODY,
        DeedKind.HAND_OVER: Owner.COLLEAGUE,
    }
    for deed, (state, who) in product(needs, DECIDERS.items()):
        yield Transition(
            before=state,
            after=state,
            deed=deed,
            who=who,
            requires=needs[deed],
            records=leaves.get(deed, ("moment",)),
            procedure=STANDS_IN.get(state, Procedure.BOTH),
            owner=goes[deed],
        )
    for state, who in product(OPEN, (Role.COUNTY_OFFICER, Role.ADMINISTRATOR)):
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.HAND_OVER_ALL,
            who=who,
            requires=("of_the_area", "not_related", "another_has_it", "colleague_may_decide", "reason"),
            records=("colleague", "reason", "moment"),
            procedure=STANDS_IN.get(state, Procedure.BOTH),
            owner=Owner.COLLEAGUE,
        )
