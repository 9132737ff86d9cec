"""成文: what each step writes on the papers that it causes, from what is stored when it is done."""

from collections.abc import Callable
from typing import Any

from relief.papers.kinds import PaperKind

from ..workflow import DeedKind
from .applying import application_values, consent_values, missing_values
from .changing import (
    change_decision_values,
    change_receipt_values,
    hearing_minutes_values,
    hearing_notice_values,
)
from .conferring import conference_values
from .deciding import (
    approval_values,
    decision_values,
    receipt_values,
    refusal_values,
    termination_values,
)
from .looking import home_visit_values, opinion_values, self_care_values
from .publishing import end_notice_values, notice_values, relief_notice_values
from .relieving import relief_first_values
from .subject import Subject

Composer = Callable[[Subject], dict[str, Any] | None]

GIVEN_FIRST: tuple[tuple[PaperKind, Composer], ...] = (
    (PaperKind.RELIEF_FIRST, relief_first_values),
    (PaperKind.DECISION, decision_values),
)
COMPOSERS: dict[DeedKind, tuple[tuple[PaperKind, Composer], ...]] = {
    DeedKind.SUBMIT: (
        (PaperKind.APPLICATION, application_values),
        (PaperKind.CONSENT, consent_values),
    ),
    DeedKind.RESUBMIT: ((PaperKind.APPLICATION, application_values),),
    DeedKind.SEND_BACK: ((PaperKind.MISSING, missing_values),),
    DeedKind.RECORD_VISIT: ((PaperKind.HOME_VISIT, home_visit_values),),
    DeedKind.ASSESS: ((PaperKind.SELF_CARE, self_care_values),),
    DeedKind.PROPOSE: ((PaperKind.OPINION, opinion_values), (PaperKind.NOTICE, notice_values)),
    DeedKind.APPROVE: ((PaperKind.APPROVAL, approval_values), (PaperKind.DECISION, decision_values)),
    DeedKind.REFUSE: ((PaperKind.APPROVAL, approval_values), (PaperKind.REFUSAL, refusal_values)),
    DeedKind.TERMINATE: ((PaperKind.TERMINATION, termination_values),),
    DeedKind.NOTIFY: ((PaperKind.RECEIPT, receipt_values),),
    DeedKind.RELIEVE_FIRST: GIVEN_FIRST,
    DeedKind.COMMUNITY_RELIEF: GIVEN_FIRST,
    DeedKind.COMPLETE_PAPERS: ((PaperKind.APPROVAL, approval_values),),
    DeedKind.PUBLISH_RELIEF: ((PaperKind.PUBLIC_NOTICE, relief_notice_values),),
    DeedKind.PROPOSE_CHANGE: (
        (PaperKind.HEARING_NOTICE, hearing_notice_values),
        (PaperKind.PUBLIC_NOTICE, end_notice_values),
    ),
    DeedKind.HEAR: ((PaperKind.HEARING_MINUTES, hearing_minutes_values),),
    DeedKind.CONFIRM_CHANGE: ((PaperKind.CHANGE_DECISION, change_decision_values),),
    DeedKind.END: ((PaperKind.CHANGE_DECISION, change_decision_values),),
    DeedKind.NOTIFY_CHANGE: ((PaperKind.RECEIPT, change_receipt_values),),
}
"""By the step: its papers in order. Where a composer has nothing to say no paper is made."""

MINUTES = (PaperKind.CONFERENCE, conference_values)
"""Of an item of a conference, whose decision is entered once for all and moves nothing."""
