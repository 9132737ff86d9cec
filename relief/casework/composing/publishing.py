"""初审意见公示 and 救助事项公示: for everybody to read, the name, how many they are, and the amount."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from relief.offices.models import Level, Role
from relief.web.days import long_day

from ..board_page import notice_words
from ..publishing import Matter, in_fours
from .subject import Subject


def notice_values(subject: Subject) -> dict[str, Any]:
    opinion = subject.deed.opinion
    found = _published(subject, opinion.code, opinion.notice_from, opinion.notice_to)
    return found | {"amount": notice_words(Matter.OPINION, opinion.amount)}


def end_notice_values(subject: Subject) -> dict[str, Any] | None:
    """Only where tekun is to end (民发〔2021〕43号第二十六条)."""
    proposal = subject.deed.proposal
    if proposal.notice_from is None or proposal.notice_to is None:
        return None
    days = proposal.notice_from, proposal.notice_to
    return _published(subject, proposal.code, *days) | {"matter": notice_words(Matter.END, None)}


def relief_notice_values(subject: Subject) -> dict[str, Any]:
    told = notice_words(Matter.RELIEF, subject.application.requested)
    notice = subject.deed.relief_notice
    return _published(subject, notice.code, notice.notice_from, notice.notice_to) | {"matter": told}


def _published(subject: Subject, code: str, first: date, last: date) -> dict[str, Any]:
    county = subject.office_of(Role.COUNTY_OFFICER) + subject.telephone_of(Level.COUNTY)
    township = subject.office_of(Role.APPROVER) + subject.telephone_of(Level.TOWNSHIP)
    return subject.values() | {
        "size": subject.size,
        "objections": _("；").join((township, county)),
        "code": in_fours(code),
        "notice_from": long_day(first),
        "notice_to": long_day(last),
    }
