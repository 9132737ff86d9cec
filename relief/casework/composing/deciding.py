"""审批表, 确认通知书, 不予确认告知书 and 签收单."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from relief.funds.queries import awards_by
from relief.offices.models import Role
from relief.papers.kinds import PaperKind
from relief.papers.models import Paper
from relief.papers.queries import papers_of
from relief.papers.remedies import remedies
from relief.web.days import long_day

from ..awards import until_words
from ..models import Decision
from ..queries import MOVES, deeds_of
from ..words import amount_words, deed_words
from ..workflow import ACTIONS, DeedKind, State
from .subject import Subject, advice_words, amount_or_none

SENT = (PaperKind.DECISION, PaperKind.REFUSAL, PaperKind.TERMINATION)


def approval_values(subject: Subject) -> dict[str, Any]:
    """The way inside the offices: who said what, and the decision with its reason."""
    application = subject.application
    return subject.named(Role(subject.deed.role)) | {
        "size": subject.size,
        "members": subject.people(),
        "requested": amount_or_none(application.requested),
        "advice": advice_words(subject.decision.screening, application.programme),
        "steps": list(_steps(subject)),
        "outcome": _outcome(subject.decision),
        "amount": _amount(subject),
        "reason": subject.decision.reason,
        **_decided(subject),
    }


def decision_values(subject: Subject) -> dict[str, Any]:
    award = awards_by([subject.decision.pk]).first()
    return subject.named(Role(subject.deed.role)) | {
        "outcome": _outcome(subject.decision),
        "amount": _amount(subject),
        "since": long_day(award.since) if award else "",
        "until": until_words(award) if award else "",
        "members": subject.people(),
        "reason": subject.decision.reason or _("符合规定的条件。"),
        "remedies": remedies(subject.places["county"].name, subject.on),
        **_decided(subject),
    }


def refusal_values(subject: Subject) -> dict[str, Any]:
    return subject.named(Role(subject.deed.role)) | {
        "reason": subject.decision.reason,
        "article": subject.decision.article,
        "remedies": remedies(subject.places["county"].name, subject.on),
        **_decided(subject),
    }


def termination_values(subject: Subject) -> dict[str, Any]:
    """A refusal that rests on what the household was asked for, and did not do."""
    asked_on = subject.deed.happened_on
    assert asked_on is not None
    return refusal_values(subject) | {
        "demanded": str(subject.deed.text),
        "demanded_on": long_day(asked_on),
    }


def receipt_values(subject: Subject) -> dict[str, Any]:
    return receipt_of(subject, [each for each in papers_of(subject.application.pk) if each.kind in SENT])


def receipt_of(subject: Subject, sent: list[Paper]) -> dict[str, Any]:
    delivery = subject.deed.delivery
    return subject.values() | {
        "handed": [
            {"number": each.number, "title": str(PaperKind(each.kind).label), "pages": str(each.pages or "")}
            for each in sent
        ],
        "handed_on": long_day(delivery.handed_on),
        "delivery": delivery.get_way_display(),
        "handled_by": subject.by.display_name,
    }


def _decided(subject: Subject) -> dict[str, str]:
    return {
        "decided_by": subject.office_of(subject.deed.role),
        "decided_on": long_day(subject.decision.decided_at),
    }


def _outcome(decision: Decision) -> str:
    return _("予以确认") if decision.outcome == State.APPROVED else _("不予确认")


def _amount(subject: Subject) -> str:
    amount = subject.decision.amount
    return _("不发钱") if amount is None else amount_words(subject.application.programme, amount)


def _steps(subject: Subject) -> Iterator[dict[str, str]]:
    """What moved it on; who had it on the desk meanwhile is nobody's business."""
    for deed in deeds_of(subject.application):
        if deed.deed in MOVES:
            yield {
                "step": deed_words(ACTIONS[DeedKind(deed.deed)]),
                "person": deed.by.display_name,
                "day": long_day(deed.at),
                "words": str(deed.text or ""),
            }
