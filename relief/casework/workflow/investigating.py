"""受理 to 报送确认: rows of an investigation (57号第十三条 to 第十九条, 43号第十三条 to 第十五条).

The county confirms what a township has looked into and published, or where that is delegated another person
of the township (57号第二条, 43号第二十八条, 《社会救助法》第四十四条).
"""

from collections.abc import Iterator

from relief.offices.models import Role

from .kinds import DeedKind, Owner, Procedure, State
from .transition import DECIDING, Transition

LOOKING = State.INVESTIGATING
VISITING = (*DECIDING, "two_investigators", "both_sides_signed")
CHECKING = (*DECIDING, "every_adult_consents", "no_check_under_way")
TELLING = (*DECIDING, "check_to_be_told", "what_was_said")
DELIBERATING = (*DECIDING, "votes_of_all_present", "what_was_said")
PROPOSING = (
    *DECIDING,
    "visited_and_checked",
    "assessed_if_tekun",
    "looked_at_again",
    "told_of_the_check",
    "screening_of_today",
    "amount_if_paid",
    "reason_if_departing",
    "notice_of_seven_days",
)
LEADING = (
    (DeedKind.ACCEPT, State.SUBMITTED, State.ACCEPTED, DECIDING, ()),
    (DeedKind.INVESTIGATE, State.ACCEPTED, LOOKING, DECIDING, ()),
    (DeedKind.RECORD_VISIT, LOOKING, LOOKING, VISITING, ("visit",)),
    (DeedKind.REQUEST_CHECK, LOOKING, LOOKING, CHECKING, ()),
    (DeedKind.TELL_CHECK, LOOKING, LOOKING, TELLING, ("check_told",)),
    (DeedKind.DELIBERATE, LOOKING, LOOKING, DELIBERATING, ("deliberation",)),
    (DeedKind.PROPOSE, LOOKING, State.PUBLISHED, PROPOSING, ("opinion", "screening")),
)
"""What an approver of the township does, who then has it: deed, from, to, requires, records."""
FORWARDED = (
    (DeedKind.FORWARD, State.TO_CONFIRM, "not_delegated"),
    (DeedKind.FORWARD_HERE, State.TO_CONFIRM_HERE, "delegated"),
)
BESIDE = (
    (DeedKind.BEGIN_CHECK, LOOKING, LOOKING, Role.COUNTY_OFFICER, "check_not_begun", None),
    (DeedKind.RECORD_CHECK, LOOKING, LOOKING, Role.COUNTY_OFFICER, "check_under_way", "means_check"),
    (DeedKind.OBJECT, State.PUBLISHED, LOOKING, Role.APPROVER, "what_was_said", "what_was_said"),
    (DeedKind.OBJECT, State.PUBLISHED, LOOKING, Role.CASEWORKER, "what_was_said", "what_was_said"),
)
"""What leaves it with whoever has it: deed, from, to, who, requires, records."""


def of_the_investigation() -> Iterator[Transition]:
    """Of `tekun` self-care is assessed besides."""
    for deed, before, after, requires, records in LEADING:
        yield Transition(
            before=before,
            after=after,
            deed=deed,
            who=Role.APPROVER,
            requires=requires,
            records=(*records, "moment"),
            procedure=Procedure.INVESTIGATED,
            owner=Owner.ACTOR,
        )
    yield Transition(
        before=LOOKING,
        after=LOOKING,
        deed=DeedKind.ASSESS,
        who=Role.APPROVER,
        requires=DECIDING,
        records=("assessment", "moment"),
        procedure=Procedure.TEKUN,
        owner=Owner.ACTOR,
    )
    for deed, after, where in FORWARDED:
        yield Transition(
            before=State.PUBLISHED,
            after=after,
            deed=deed,
            who=Role.APPROVER,
            requires=(*DECIDING, "notice_is_over", "objections_seen_to", where),
            records=("moment",),
            procedure=Procedure.INVESTIGATED,
            owner=Owner.NOBODY,
        )
    for deed, before, after, who, needs, leaves in BESIDE:
        yield Transition(
            before=before,
            after=after,
            deed=deed,
            who=who,
            requires=("of_the_area", *(["not_related"] if who != Role.CASEWORKER else []), needs),
            records=(leaves, "moment") if leaves else ("moment",),
            procedure=Procedure.INVESTIGATED,
        )
