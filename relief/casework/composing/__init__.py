"""成文: what each step writes on the papers that it causes, from what is stored when it is done."""

from collections.abc import Callable
from typing import Any

from relief.papers.kinds import PaperKind

from ..workflow import DeedKind
from .applying import application_values, consent_values, missing_values
from .deciding import approval_values, decision_values, receipt_values, refusal_values
from .looking import home_visit_values, notice_values, opinion_values, self_care_values
from .subject import Subject

Composer = Callable[[Subject], dict[str, Any] | None]

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
    DeedKind.NOTIFY: ((PaperKind.RECEIPT, receipt_values),),
}
"""By the step: its papers in order. Where a composer has nothing to say no paper is made."""
