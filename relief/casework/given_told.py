"""What was reported, proposed, heard, decided and handed over of what is given, in words."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from relief.households.queries import name_of
from relief.web.days import long_day
from relief.web.money import money

from .doings import Found
from .given import Course
from .models import ChangeDecision, Deed, Delivery, Hearing, Proposal, Review
from .words import deed_words
from .workflow import ACTIONS, DeedKind


def told_of(course: Course) -> Iterator[Found]:
    """In the order in which it was done."""
    for deed in course.deeds:
        if deed.deed == DeedKind.ASSESS:
            continue
        kind = DeedKind(deed.deed)
        yield Found(deed_words(ACTIONS[kind]), list(_lines(kind, deed)))


def _lines(kind: DeedKind, deed: Deed) -> Iterator[str]:
    match kind:
        case DeedKind.PROPOSE_CHANGE:
            yield from _proposal(deed.proposal)
        case DeedKind.HEAR:
            yield from _hearing(deed.hearing)
        case DeedKind.CONFIRM_CHANGE | DeedKind.END:
            yield from _decision(deed.change_decision)
        case DeedKind.REPORT_DEATH:
            yield name_of(deed.death.member)
            yield from _day(deed)
        case DeedKind.SETTLE_DEATH:
            yield deed.settlement.get_outcome_display()
            yield str(deed.settlement.words)
        case DeedKind.REVIEW:
            yield from _review(deed.review)
        case DeedKind.NOTIFY_CHANGE:
            yield _delivery(deed.delivery)
        case _:
            yield from _day(deed)
            yield str(deed.text)


def _day(deed: Deed) -> Iterator[str]:
    if deed.happened_on:
        yield long_day(deed.happened_on)


def _proposal(proposal: Proposal) -> Iterator[str]:
    yield change_words(proposal)
    yield _("原因：%(ground)s") % {"ground": proposal.get_ground_display()}
    yield _("理由：%(reason)s") % {"reason": proposal.reason}
    if proposal.notice_from and proposal.notice_to:
        days = {"first": long_day(proposal.notice_from), "last": long_day(proposal.notice_to)}
        yield _("公示：%(first)s到%(last)s") % days


def change_words(proposal: Proposal) -> str:
    """减发，每月300.00元"""
    kind = proposal.get_kind_display()
    if proposal.amount is None:
        return kind
    return _("%(kind)s，每月%(amount)s") % {"kind": kind, "amount": money(proposal.amount)}


def _hearing(hearing: Hearing) -> Iterator[str]:
    told = {"day": long_day(hearing.heard_on), "way": hearing.get_way_display(), "who": hearing.who}
    yield _("%(day)s，%(way)s，%(who)s") % told
    if hearing.invited_on:
        yield _("书面通知的日期：%(day)s") % {"day": long_day(hearing.invited_on)}
    if hearing.words:
        yield str(hearing.words)


def _decision(decision: ChangeDecision) -> Iterator[str]:
    told = {"change": change_words(decision.proposal), "day": long_day(decision.effective_on)}
    yield _("%(change)s，从%(day)s起") % told
    yield _("理由：%(reason)s") % {"reason": decision.reason}


def _review(review: Review) -> Iterator[str]:
    yield review.get_result_display()
    if review.visited_on:
        yield _("%(day)s入户") % {"day": long_day(review.visited_on)}
    yield str(review.words)


def _delivery(delivery: Delivery) -> str:
    told = {"day": long_day(delivery.handed_on), "way": delivery.get_way_display()}
    return _("%(day)s，%(way)s") % told
