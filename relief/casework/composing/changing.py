"""听取意见告知书, 听取意见笔录 and 变更、终止待遇决定书 (《社会救助法》第四十八条)."""

from typing import Any

from django.utils.translation import gettext as _

from relief.offices.models import Level, Role
from relief.papers.kinds import PaperKind
from relief.papers.queries import papers_of
from relief.papers.remedies import remedies
from relief.web.days import long_day

from ..given import course_of
from ..given_told import change_words, onward_words
from ..models import Hearing, Proposal
from .deciding import receipt_of
from .subject import Subject


def hearing_notice_values(subject: Subject) -> dict[str, Any] | None:
    """Only where the family is heard first. The hour is agreed with the family."""
    proposal = subject.deed.proposal
    if not proposal.is_heard_first:
        return None
    return subject.named() | {
        **_intended(proposal),
        "hearing_on": _("请打电话和听取人约定"),
        "hearing_at": subject.office_of(Role.APPROVER) + subject.telephone_of(Level.TOWNSHIP),
        "heard_by": subject.by.display_name,
    }


def hearing_minutes_values(subject: Subject) -> dict[str, Any]:
    hearing = subject.deed.hearing
    proposal = Proposal.objects.filter(deed__application=subject.application).latest("deed__number")
    return subject.values() | {
        "document": subject.document_of(subject.asking),
        **_intended(proposal),
        "hearing_on": long_day(hearing.heard_on),
        "way": hearing.get_way_display(),
        "heard_by": subject.by.display_name,
        "recorder": subject.by.display_name,
        "present": hearing.who,
        "views": _views(hearing),
        "answer": _("决定书里写明采纳没有、为什么。"),
    }


def change_decision_values(subject: Subject) -> dict[str, Any]:
    decision = subject.deed.change_decision
    heard = course_of(subject.application).hearing
    return subject.named(Role(subject.deed.role)) | {
        "outcome": change_words(decision.proposal),
        "since": long_day(decision.effective_on),
        "views": _views(heard) if heard else "",
        "reason": str(decision.reason),
        "decided_by": subject.office_of(subject.deed.role),
        "decided_on": long_day(subject.deed.at),
        "onwards": onward_words(subject.deed),
        "remedies": remedies(subject.places["county"].name, subject.on),
    }


def change_receipt_values(subject: Subject) -> dict[str, Any]:
    """What is handed over is the newest decision of a change."""
    sent = [each for each in papers_of(subject.application.pk) if each.kind == PaperKind.CHANGE_DECISION]
    return receipt_of(subject, sent[-1:])


def _intended(proposal: Proposal) -> dict[str, str]:
    return {"change": change_words(proposal), "reason": str(proposal.reason)}


def _views(hearing: Hearing) -> str:
    if hearing.words:
        return str(hearing.words)
    told = {"day": long_day(hearing.invited_on) if hearing.invited_on else ""}
    return _("%(day)s已经书面通知，没有来，也没有答复。") % told
