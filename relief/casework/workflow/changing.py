"""报告变化 to 送达调整决定: rows of what is given on (57号第三十条 on, 43号第二十四条 on).

A township proposes, hears the family before anything is cut or ended (社会救助法第四十八条), and the county
confirms, or where that is delegated another approver of the township.
"""

from collections.abc import Iterator

from relief.offices.models import Role

from .kinds import DeedKind, Owner, Procedure, State
from .transition import CONFIRMING, DECIDING, SECOND_PERSON, Transition

APPROVED, ENDED = State.APPROVED, State.ENDED
RUNNING = ("award_runs", "no_other_open")
FORWARDED = ("heard_if_less", "published_if_tekun_ends")
CONFIRMED = ("heard_if_less", "screening_of_today", "reason")
APPROVER, COUNTY, CASEWORKER = Role.APPROVER, Role.COUNTY_OFFICER, Role.CASEWORKER
ROWS = (
    (
        *(DeedKind.PROPOSE_CHANGE, APPROVED, State.CHANGING, APPROVER, Owner.ACTOR),
        (*SECOND_PERSON, *RUNNING, "screening_of_today", "more_or_less", "reason"),
        ("proposal", "screening"),
    ),
    (
        *(DeedKind.HEAR, State.CHANGING, State.CHANGING, APPROVER, Owner.ACTOR),
        (*DECIDING, "what_was_said"),
        ("hearing",),
    ),
    (
        *(DeedKind.FORWARD_CHANGE, State.CHANGING, State.TO_CHANGE, APPROVER, Owner.NOBODY),
        (*DECIDING, *FORWARDED, "change_not_delegated"),
        (),
    ),
    (
        *(DeedKind.FORWARD_CHANGE_HERE, State.CHANGING, State.TO_CHANGE_HERE, APPROVER, Owner.NOBODY),
        (*DECIDING, *FORWARDED, "change_delegated"),
        (),
    ),
    (
        *(DeedKind.DROP_CHANGE, State.CHANGING, APPROVED, APPROVER, Owner.STAYS),
        (*DECIDING, "reason"),
        ("reason",),
    ),
    (
        *(DeedKind.NOTIFY_CHANGE, APPROVED, APPROVED, APPROVER, Owner.STAYS),
        ("of_the_area", "change_not_handed_over_yet"),
        ("delivery",),
    ),
    (
        *(DeedKind.REVIEW, APPROVED, APPROVED, APPROVER, Owner.STAYS),
        (*SECOND_PERSON, "award_runs", "screening_of_today", "what_was_looked_at"),
        ("review", "screening"),
    ),
    (
        *(DeedKind.NOTIFY_CHANGE, ENDED, ENDED, APPROVER, Owner.STAYS),
        ("of_the_area", "change_not_handed_over_yet"),
        ("delivery",),
    ),
)
"""Deed, from, to, who, whose it is then, requires, records."""


def of_what_is_given() -> Iterator[Transition]:
    """A report of either is no proposal yet: whoever hears of it writes it down."""
    for who in (CASEWORKER, APPROVER):
        yield _row(
            *(DeedKind.REPORT_CHANGE, APPROVED, APPROVED, who, Owner.STAYS),
            ("of_the_area", "what_was_said", "day_of_what_is_reported"),
            ("what_was_said", "day"),
        )
    for row in ROWS:
        yield _row(*row)
    for state, who in ((State.TO_CHANGE, COUNTY), (State.TO_CHANGE_HERE, APPROVER)):
        yield from _confirmed(state, who)


def _confirmed(state: State, who: Role) -> Iterator[Transition]:
    """By the county, or where it was delegated by another approver of the township."""
    for deed, after, as_proposed in (
        (DeedKind.CONFIRM_CHANGE, APPROVED, "proposed_to_go_on"),
        (DeedKind.END, ENDED, "proposed_to_end"),
    ):
        yield _row(
            *(deed, state, after, who, Owner.ACTOR),
            (*CONFIRMING, as_proposed, *CONFIRMED),
            ("change_decision", "screening", "reason"),
        )
    yield _row(
        *(DeedKind.DROP_CHANGE, state, APPROVED, who, Owner.STAYS), (*CONFIRMING, "reason"), ("reason",)
    )


def _row(
    deed: DeedKind,
    before: State,
    after: State,
    who: Role,
    owner: Owner,
    requires: tuple[str, ...],
    records: tuple[str, ...],
) -> Transition:
    return Transition(
        before=before,
        after=after,
        deed=deed,
        who=who,
        requires=requires,
        records=(*records, "moment"),
        procedure=Procedure.GIVEN,
        owner=owner,
    )
