"""How far an investigation has come, read from the deeds and from what they left behind."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.households.models import Member
from relief.households.queries import consents_of, name_of
from relief.rules.reading import full_years
from relief.web.days import long_day

from .handing_over import was_confirmed
from .models import (
    Application,
    Assessment,
    CheckResult,
    CheckTold,
    Deed,
    Deliberation,
    Delivery,
    HomeVisit,
    MeansCheck,
    Opinion,
)
from .queries import newest_deed
from .workflow import INVESTIGATED, DeedKind, State

FULL_AGE = 18
# The first and the last day among them: 民发〔2021〕57号第十九条, 43号第十五条.
NOTICE_DAYS = 7
TELLING = (
    DeedKind.RECORD_VISIT,
    DeedKind.REQUEST_CHECK,
    DeedKind.BEGIN_CHECK,
    DeedKind.RECORD_CHECK,
    DeedKind.TELL_CHECK,
    DeedKind.DELIBERATE,
    DeedKind.ASSESS,
    DeedKind.PROPOSE,
    DeedKind.OBJECT,
    DeedKind.NOTIFY,
)


LEFT = ("means_check", "check_told", "deliberation", "assessment", "opinion", "delivery")


@dataclass(frozen=True, slots=True)
class Progress:
    """What was found out so far. `asked`: a request that nobody has answered yet; `begun`: its 启动.

    `again`: since an objection or the county's return somebody has looked again, or nobody had to; the
    neighbours' word (民主评议) answers an objection as well.
    `to_tell`: a check that differs, of which the family has not heard. `unseen`: they objected to one, and
    nobody has looked since.
    """

    visits: list[HomeVisit]
    checks: list[MeansCheck]
    opinions: list[Opinion]
    assessment: Assessment | None
    asked: Deed | None
    begun: Deed | None
    again: bool
    delivery: Delivery | None
    deliberations: list[Deliberation]
    told: list[CheckTold]
    to_tell: MeansCheck | None
    unseen: bool

    @property
    def opinion(self) -> Opinion | None:
        """The newest, which alone counts."""
        return self.opinions[-1] if self.opinions else None


def progress_of(application: Application) -> Progress:
    """In one query."""
    returned = Q(deed=DeedKind.SEND_BACK, after=State.INVESTIGATING)
    rows = application.deeds.filter(Q(deed__in=TELLING) | returned)
    rows = rows.select_related("by", "visit__first", "visit__second", *LEFT)
    return progress_from(list(rows.order_by("number")))


def departs_from_the_opinion(application: Application, amount: int | None) -> bool:
    """Whether an approval gives something else than the opinion that was published."""
    opinion = progress_of(application).opinion
    return opinion is not None and (opinion.gives, opinion.amount) != (True, amount)


def progress_from(deeds: list[Deed]) -> Progress:
    visits = [each.visit for each in deeds if each.deed == DeedKind.RECORD_VISIT]
    checks = [each.means_check for each in deeds if each.deed == DeedKind.RECORD_CHECK]
    answered = {each.request_id for each in checks}
    asked = [each for each in deeds if each.deed == DeedKind.REQUEST_CHECK and each.pk not in answered]
    starts = [each for each in deeds if each.deed == DeedKind.BEGIN_CHECK]
    begun = [each for each in starts if asked and each.number > asked[0].number]
    looked = [each.number for each in deeds if each.deed in (DeedKind.RECORD_VISIT, DeedKind.RECORD_CHECK)]
    told = [each for each in deeds if each.deed == DeedKind.TELL_CHECK]
    return Progress(
        visits=visits,
        checks=checks,
        opinions=[each.opinion for each in deeds if each.deed == DeedKind.PROPOSE],
        assessment=next((each.assessment for each in reversed(deeds) if each.deed == DeedKind.ASSESS), None),
        asked=next(iter(asked), None),
        begun=next(iter(begun), None),
        again=_looked_again(deeds, max(looked, default=0)),
        delivery=next((each.delivery for each in deeds if each.deed == DeedKind.NOTIFY), None),
        deliberations=[each.deliberation for each in deeds if each.deed == DeedKind.DELIBERATE],
        told=[each.check_told for each in told],
        to_tell=_to_tell(checks, told),
        unseen=bool(told) and told[-1].check_told.objected and told[-1].number > max(looked, default=0),
    )


def _looked_again(deeds: list[Deed], looked: int) -> bool:
    """What was objected to is looked into or deliberated (57号第十九条); what was returned, looked into."""
    heard = _last_of(deeds, DeedKind.DELIBERATE)
    returned = looked >= _last_of(deeds, DeedKind.SEND_BACK)
    return returned and max(looked, heard) >= _last_of(deeds, DeedKind.OBJECT)


def _last_of(deeds: list[Deed], kind: DeedKind) -> int:
    return max((each.number for each in deeds if each.deed == kind), default=0)


def _to_tell(checks: list[MeansCheck], told: list[Deed]) -> MeansCheck | None:
    """The last check, where it differs and nobody was told since."""
    newest = checks[-1] if checks else None
    if newest is None or newest.result != CheckResult.DIFFERS:
        return None
    return newest if not told or told[-1].number < newest.deed.number else None


def looking_since(application: Application) -> date:
    """The day from which a visit counts: acceptance, or an objection or a sending back after it.

    《最低生活保障审核确认办法》第十九条 has what was objected to looked at again, not told again.
    """
    asked = Q(deed__in=(DeedKind.ACCEPT, DeedKind.OBJECT))
    back = Q(deed=DeedKind.SEND_BACK, after=State.INVESTIGATING)
    newest = application.deeds.filter(asked | back).order_by("-number").first()
    return timezone.localdate(newest.at if newest else application.submitted_at)


def why_no_check(application: Application, progress: Progress, on: date) -> str:
    """Why nobody can ask for a means check now; empty when they can."""
    if progress.asked:
        return _("已经提请核对，还没有结果。")
    if missing := without_consent(application, on):
        names = _("、").join(name_of(each) for each in missing)
        return _("%(names)s没有核对授权，不能提请核对。") % {"names": names}
    return ""


def why_not_begun(progress: Progress, deed: DeedKind) -> str:
    """Why a check cannot be begun, or its result not be recorded, now."""
    if progress.asked is None:
        return _("没有提请核对，或结果已经记了。")
    if deed == DeedKind.BEGIN_CHECK and progress.begun:
        return _("已经启动核对。")
    return ""


def why_no_opinion(application: Application, progress: Progress) -> str:
    needed = [(progress.visits, _("入户调查")), (progress.checks, _("核对结果"))]
    if application.programme == "tekun":
        needed.append(([progress.assessment] if progress.assessment else [], _("自理能力评估")))
    if lacking := [words for found, words in needed if not found]:
        return _("还没有%(names)s，不能提初审意见。") % {"names": _("、").join(lacking)}
    if not progress.again:
        return _("有异议或县级退回以后，要再调查或再核对，有异议的也可以民主评议，才能提初审意见。")
    if progress.to_tell:
        return _("核对结果与申报不一致，先告知申请人，再提初审意见。")
    return _("申请人对核对结果有异议，要再核对或再调查，才能提初审意见。") if progress.unseen else ""


def why_nothing_to_tell(progress: Progress) -> str:
    return "" if progress.to_tell else _("没有还要告知的核对结果。")


def why_not_forwarded(progress: Progress, on: date) -> str:
    if progress.opinion and on > progress.opinion.notice_to:
        return ""
    last = long_day(progress.opinion.notice_to) if progress.opinion else ""
    return _("公示到%(day)s，期满以后才能报送。") % {"day": last}


def why_not_asked(application: Application, asked_on: date, on: date) -> str:
    """Why a household cannot be held to what it was asked for on this day; empty where it can."""
    accepted = newest_deed(application, DeedKind.ACCEPT)
    if accepted is None or asked_on < timezone.localdate(accepted.at):
        return _("不能早于受理那天。")
    return "" if asked_on < on else _("要在书面要求的第二天以后，才能终止。")


def why_not_handed_over(application: Application, progress: Progress) -> str:
    if application.programme in INVESTIGATED and not was_confirmed(application):
        return _("还没有确认，没有可以送达的决定。")
    return _("已经送达。") if progress.delivery else ""


def last_day_of_notice(first: date) -> date:
    return first + timedelta(days=NOTICE_DAYS - 1)


def without_consent(application: Application, on: date) -> list[Member]:
    """Adults of the household who have not agreed to be checked. Who has no day of birth counts as one."""
    consents = consents_of(application.household)
    members = application.household.members.filter(left_on=None).select_related("person")
    adults = (each for each in members if each.born_on is None or full_years(each.born_on, on) >= FULL_AGE)
    return [each for each in adults if each.pk not in consents or not consents[each.pk].given]
