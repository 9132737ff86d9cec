"""What was reported, proposed, heard, decided and handed over of what is given, in words."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from relief.households.queries import name_of
from relief.screening.queries import answer_of
from relief.web.days import long_day
from relief.web.money import money

from .doings import Found
from .given import Course
from .models import Deed, Proposal, ReferralKind
from .words import deed_words, programme_title
from .workflow import ACTIONS, DeedKind


def told_of(course: Course) -> Iterator[Found]:
    """In the order in which it was done. An assessment stands with those before the decision."""
    for deed in course.deeds:
        kind = DeedKind(deed.deed)
        if kind != DeedKind.ASSESS:
            yield Found(deed_words(ACTIONS[kind]), list(LINES.get(kind, _report)(deed)))


def _report(deed: Deed) -> Iterator[str]:
    """What was said, and of which day it tells."""
    yield from _day(deed)
    yield str(deed.text)


def _death(deed: Deed) -> Iterator[str]:
    yield name_of(deed.death.member)
    yield from _day(deed)


def _settlement(deed: Deed) -> Iterator[str]:
    yield deed.settlement.get_outcome_display()
    yield str(deed.settlement.words)


def _day(deed: Deed) -> Iterator[str]:
    if deed.happened_on:
        yield long_day(deed.happened_on)


def _ran_out(deed: Deed) -> Iterator[str]:
    """What the household fits now, as it was screened with the end."""
    if deed.screening is None:
        return
    fits = [each for each in answer_of(deed.screening).programmes if each.verdict == "eligible"]
    names = _("、").join(programme_title(each.code) for each in fits)
    told = _("已重新筛查，现在符合：%(names)s") % {"names": names}
    yield told if names else _("已重新筛查，现在没有确定符合的项目。")


def _proposal(deed: Deed) -> Iterator[str]:
    proposal = deed.proposal
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


def _hearing(deed: Deed) -> Iterator[str]:
    hearing = deed.hearing
    told = {"day": long_day(hearing.heard_on), "way": hearing.get_way_display(), "who": hearing.who}
    yield _("%(day)s，%(way)s，%(who)s") % told
    if hearing.invited_on:
        yield _("书面通知的日期：%(day)s") % {"day": long_day(hearing.invited_on)}
    if hearing.words:
        yield str(hearing.words)


def _decision(deed: Deed) -> Iterator[str]:
    decision = deed.change_decision
    told = {"change": change_words(decision.proposal), "day": long_day(decision.effective_on)}
    yield _("%(change)s，从%(day)s起") % told
    yield _("理由：%(reason)s") % {"reason": decision.reason}
    if names := onward_words(deed):
        yield _("已起草转介：%(names)s") % {"names": names}


def onward_words(deed: Deed) -> str:
    """The programmes that an end refers to."""
    found = deed.referrals.filter(kind=ReferralKind.DRAFTED).values_list("programme", flat=True)
    return _("、").join(programme_title(each) for each in found)


def _review(deed: Deed) -> Iterator[str]:
    review = deed.review
    yield review.get_result_display()
    if review.visited_on:
        yield _("%(day)s入户") % {"day": long_day(review.visited_on)}
    yield str(review.words)


def _delivery(deed: Deed) -> Iterator[str]:
    told = {"day": long_day(deed.delivery.handed_on), "way": deed.delivery.get_way_display()}
    yield _("%(day)s，%(way)s") % told


LINES: dict[DeedKind, Callable[[Deed], Iterator[str]]] = {
    DeedKind.PROPOSE_CHANGE: _proposal,
    DeedKind.HEAR: _hearing,
    DeedKind.CONFIRM_CHANGE: _decision,
    DeedKind.END: _decision,
    DeedKind.NOTIFY_CHANGE: _delivery,
    DeedKind.REVIEW: _review,
    DeedKind.REPORT_DEATH: _death,
    DeedKind.SETTLE_DEATH: _settlement,
    DeedKind.RUN_OUT: _ran_out,
}
"""What a deed leaves to be read; of others what was said with them."""
