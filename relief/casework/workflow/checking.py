"""县级抽查核实: rows of what the lots of the county fell on (民发〔2021〕43号第十六条)."""

from collections.abc import Iterator

from relief.offices.models import Role

from .kinds import CONFIRMED_HERE, DeedKind, Procedure
from .transition import SECOND_PERSON, Transition


def of_the_spot_check() -> Iterator[Transition]:
    """The county checks also what a township confirms; it stays with whoever has it."""
    for state in CONFIRMED_HERE:
        yield Transition(
            before=state,
            after=state,
            deed=DeedKind.SPOT_CHECK,
            who=Role.COUNTY_OFFICER,
            requires=(*SECOND_PERSON, "drawn_and_not_checked_yet", "what_was_found"),
            records=("what_was_found", "moment"),
            procedure=Procedure.TEKUN,
        )
