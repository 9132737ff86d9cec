"""办理流程: the one table of what may become of an application, by whom, on what terms.

The database holds to the same moves by itself; `docs/casework.md` says them to people.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from relief.offices.models import Role

from .actions import CaseworkAction


class State(models.TextChoices):
    """Where an application stands."""

    SUBMITTED = "submitted", _("待审")
    APPROVED = "approved", _("已批准")
    REFUSED = "refused", _("不予批准")
    WITHDRAWN = "withdrawn", _("已撤回")


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row: from where to where, what the deed is called, who does it, what it needs, what it leaves."""

    before: State | None
    after: State
    deed: str
    who: Role
    requires: tuple[str, ...]
    records: tuple[str, ...]
    action: CaseworkAction


DECIDING = ("of_the_township", "neither_entered_nor_submitted", "screening_of_today")

TRANSITIONS = (
    Transition(
        before=None,
        after=State.SUBMITTED,
        deed="submit",
        who=Role.CASEWORKER,
        requires=(
            "of_the_community",
            "programme_offered",
            "screening_of_today",
            "none_open",
            "amount_if_asked",
        ),
        records=("screening", "amount_asked", "submitter", "moment"),
        action=CaseworkAction.SUBMITTED,
    ),
    Transition(
        before=State.SUBMITTED,
        after=State.APPROVED,
        deed="approve",
        who=Role.APPROVER,
        requires=(*DECIDING, "within_the_township_limit", "amount_if_paid", "reason_if_departing"),
        records=("screening", "amount", "reason", "decider", "moment"),
        action=CaseworkAction.APPROVED,
    ),
    Transition(
        before=State.SUBMITTED,
        after=State.REFUSED,
        deed="refuse",
        who=Role.APPROVER,
        requires=(*DECIDING, "reason"),
        records=("screening", "reason", "article", "decider", "moment"),
        action=CaseworkAction.REFUSED,
    ),
    Transition(
        before=State.SUBMITTED,
        after=State.WITHDRAWN,
        deed="withdraw",
        who=Role.CASEWORKER,
        requires=("own_submission",),
        records=("moment",),
        action=CaseworkAction.WITHDRAWN,
    ),
)

BY_DEED = {transition.deed: transition for transition in TRANSITIONS}
