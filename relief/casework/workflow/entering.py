"""提交, 重新提交, 撤回: rows of the caseworker of the community."""

from collections.abc import Iterator

from relief.offices.models import Role

from .kinds import ASKING, DeedKind, Owner, Procedure, State
from .transition import STANDS_IN, Transition

SUBMITTING = ("of_the_area", "programme_offered", "screening_of_today", "double_help_answered")


def by_the_caseworker() -> Iterator[Transition]:
    yield Transition(
        before=None,
        after=State.SUBMITTED,
        deed=DeedKind.SUBMIT,
        who=Role.CASEWORKER,
        requires=(*SUBMITTING, "none_open", "amount_if_asked"),
        records=("screening", "amount_asked", "remarks", "submitter", "moment"),
        owner=Owner.NOBODY,
    )
    yield Transition(
        before=State.RETURNED,
        after=State.SUBMITTED,
        deed=DeedKind.RESUBMIT,
        who=Role.CASEWORKER,
        requires=(*SUBMITTING, "amount_if_asked"),
        records=("screening", "amount_asked", "remarks", "submitter", "moment"),
        owner=Owner.RETURNS,
    )
    for before in ASKING:
        yield Transition(
            before=before,
            after=State.WITHDRAWN,
            deed=DeedKind.WITHDRAW,
            who=Role.CASEWORKER,
            requires=("own_submission",),
            records=("moment",),
            procedure=STANDS_IN.get(before, Procedure.BOTH),
        )
