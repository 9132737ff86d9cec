"""去世, 自理能力变化: rows of what is told of somebody and done then (83号一（三）, 43号第二十三条)."""

from collections.abc import Iterator
from itertools import product

from relief.offices.models import Role

from .kinds import DeedKind, Procedure, State
from .transition import SECOND_PERSON, Transition

APPROVED = State.APPROVED
Row = tuple[DeedKind, Procedure, tuple[str, ...], tuple[str, ...]]
REPORTS: tuple[Row, ...] = (
    (
        *(DeedKind.REPORT_DEATH, Procedure.GIVEN),
        ("of_the_area", "member_not_reported_yet", "day_of_what_is_reported"),
        ("death", "day"),
    ),
    (
        *(DeedKind.REPORT_ABILITY, Procedure.TEKUN),
        ("of_the_area", "what_was_said", "day_of_what_is_reported"),
        ("what_was_said", "day"),
    ),
)
ANSWERS: tuple[Row, ...] = (
    (
        *(DeedKind.SETTLE_DEATH, Procedure.GIVEN),
        (*SECOND_PERSON, "death_reported", "changed_or_reviewed_since", "what_was_looked_at"),
        ("settlement",),
    ),
    (DeedKind.ASSESS, Procedure.TEKUN, (*SECOND_PERSON, "ability_reported"), ("assessment",)),
)


def of_what_is_reported() -> Iterator[Transition]:
    for row, who in product(REPORTS, (Role.CASEWORKER, Role.APPROVER)):
        yield _row(*row, who)
    for row in ANSWERS:
        yield _row(*row, Role.APPROVER)
    for who in (Role.APPROVER, Role.COUNTY_OFFICER):
        yield Transition(
            before=APPROVED,
            after=State.ENDED,
            deed=DeedKind.RUN_OUT,
            who=who,
            requires=("of_the_area", "award_has_run_out"),
            records=("screening", "moment"),
            procedure=Procedure.ENDING,
        )


def _row(
    deed: DeedKind, procedure: Procedure, requires: tuple[str, ...], records: tuple[str, ...], who: Role
) -> Transition:
    return Transition(
        before=APPROVED,
        after=APPROVED,
        deed=deed,
        who=who,
        requires=requires,
        records=(*records, "moment"),
        procedure=procedure,
    )
