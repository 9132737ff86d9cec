"""What is given on an approved application, and how far a change has come, from deeds and awards."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from relief.funds.models import Award
from relief.web.days import long_day

from .advice import pays
from .awards import awards_of
from .barring import Guard
from .models import Application, ChangeDecision, ChangeGround, ChangeKind, Deed, Hearing, Outcome, Proposal
from .workflow import ENDING, LASTING, OPEN, DeedKind, State

PROPOSING = (DeedKind.PROPOSE_CHANGE,)
CONFIRMING = (DeedKind.CONFIRM_CHANGE, DeedKind.END)
TELLING = (
    DeedKind.REPORT_CHANGE,
    *PROPOSING,
    DeedKind.HEAR,
    *CONFIRMING,
    DeedKind.DROP_CHANGE,
    DeedKind.NOTIFY_CHANGE,
    DeedKind.REVIEW,
    DeedKind.REPORT_DEATH,
    DeedKind.SETTLE_DEATH,
    DeedKind.REPORT_ABILITY,
    DeedKind.ASSESS,
    DeedKind.RUN_OUT,
)
LEFT = (
    "proposal",
    "hearing",
    "change_decision__proposal",
    "delivery",
    "review",
    "death__member__person",
    "settlement",
    "screening",
)


@dataclass(frozen=True, slots=True)
class Course:
    """动态管理 of one application so far, in order."""

    deeds: list[Deed]

    @property
    def proposal(self) -> Proposal | None:
        """The newest, which alone counts."""
        found = self._last(*PROPOSING)
        return found.proposal if found else None

    @property
    def hearing(self) -> Hearing | None:
        """Of the newest proposal."""
        proposed, heard = self._last(*PROPOSING), self._last(DeedKind.HEAR)
        return heard.hearing if proposed and heard and heard.number > proposed.number else None

    @property
    def to_hand_over(self) -> ChangeDecision | None:
        """A decision that nobody has handed over in writing yet."""
        decided, handed = self._last(*CONFIRMING), self._last(DeedKind.NOTIFY_CHANGE)
        if decided is None or handed and handed.number > decided.number:
            return None
        return decided.change_decision

    @property
    def dead(self) -> set[UUID]:
        """The members whose death was reported."""
        return {each.death.member_id for each in self.deeds if each.deed == DeedKind.REPORT_DEATH}

    @property
    def unsettled(self) -> Deed | None:
        """The first report of a death since a death was settled last."""
        settled = self._last(DeedKind.SETTLE_DEATH)
        deaths = (each for each in self.deeds if each.deed == DeedKind.REPORT_DEATH)
        return next((each for each in deaths if not settled or each.number > settled.number), None)

    @property
    def to_assess(self) -> bool:
        """Whether a change of abilities was reported, and nobody has assessed them since."""
        told = self._last(DeedKind.REPORT_ABILITY, DeedKind.ASSESS)
        return told is not None and told.deed == DeedKind.REPORT_ABILITY

    def since(self, deed: Deed, *kinds: DeedKind) -> bool:
        found = self._last(*kinds)
        return found is not None and found.number > deed.number

    def _last(self, *kinds: DeedKind) -> Deed | None:
        return next((each for each in reversed(self.deeds) if each.deed in kinds), None)


def course_of(application: Application) -> Course:
    """In one query."""
    rows = application.deeds.filter(deed__in=TELLING).select_related("by", *LEFT)
    return Course(list(rows.order_by("number")))


def running_award(application: Application, on: date) -> Award | None:
    """What is given on that day or is to begin after it; the newest where one follows another."""
    rows = awards_of([application]).filter(Q(until=None) | Q(until__gte=on) & Q(until__gte=F("since")))
    return rows.order_by("-since").first()


def begun_already(application: Application, on: date) -> Guard | None:
    """What is received month by month, or stands, only a change takes away (《社会救助法》第四十八条)."""
    if application.programme not in LASTING or not awards_of([application]).filter(since__lt=on).exists():
        return None
    title = _("待遇已经开始，不能更正。")
    text = _("请办“拟调整待遇”，原因选“当初认定有误”，先听取本人意见（《社会救助法》第四十八条）。")
    return Guard(title, text)


def has_run_out(application: Application, on: date) -> bool:
    """Whether something was given on it, and its last day has passed."""
    return running_award(application, on) is None and awards_of([application]).exists()


def ran_out(on: date) -> QuerySet[Application]:
    """What is approved still, and was given until a day before this one."""
    given = Award.objects.filter(decision=OuterRef("decision__pk"))
    running = given.filter(Q(until=None) | Q(until__gte=on))
    rows = Application.objects.filter(state=State.APPROVED, programme__in=ENDING)
    return rows.filter(Exists(given), ~Exists(running)).order_by("pk")


def why_no_change(application: Application, award: Award | None) -> str:
    """Why nothing can be proposed now; empty when it can."""
    if award is None:
        return _("这件申请没有正在享受的待遇，不能调整。")
    others = Application.objects.filter(
        household=application.household_id, programme=application.programme, state__in=OPEN
    )
    if others.exclude(pk=application.pk).exists():
        return _("本户还有一件这个项目的申请没有办完，办完以后才能调整。")
    return ""


def why_not_changed_so(kind: str, award: Award, amount: int | None) -> str:
    """Why this amount is none of a raise, a cut or an end; empty when it is one."""
    if kind == ChangeKind.END:
        return "" if amount is None else _("停发的不写金额。")
    if award.amount is None:
        return _("这个项目不发钱，只能终止。")
    if not amount:
        return _("请写调整后的金额。")
    if kind == ChangeKind.RAISE and amount <= award.amount:
        return _("增发的，金额要比现在的多。")
    if kind == ChangeKind.CUT and amount >= award.amount:
        return _("减发的，金额要比现在的少。")
    return ""


def why_not_on_this_ground(kind: str, ground: str, course: Course, award: Award) -> str:
    """One's own wish is an end; an end because of a death is one of an award whose people have all died.

    Whoever refuses work loses their own part (民发〔2021〕57号第三十四条).
    """
    if ground == ChangeGround.WISH and kind != ChangeKind.END:
        return _("本人自愿退出的，是停发。")
    if (kind, ground) == (ChangeKind.END, ChangeGround.WORK) and award.covered.count() > 1:
        return _("拒绝工作的，只减停本人的一份。家里还有别人的，按减发办。")
    if (kind, ground) != (ChangeKind.END, ChangeGround.DEATH):
        return ""
    alive = award.covered.exclude(member__in=course.dead).exists()
    return _("因去世停发的，享受待遇的人要都已经报告去世。家里还有人的，按状况变化办。") if alive else ""


def why_not_settled(course: Course, outcome: str) -> str:
    if course.unsettled is None:
        return _("没有还没办结的去世报告。")
    if outcome == Outcome.CHANGED and not course.since(course.unsettled, DeedKind.CONFIRM_CHANGE):
        return _("报告去世以后还没有确认过调整。")
    if outcome == Outcome.UNCHANGED and not course.since(course.unsettled, DeedKind.REVIEW):
        return _("报告去世以后还没有核查过，先办“定期核查”。")
    return ""


def is_published_first(programme: str, kind: str) -> bool:
    """Whoever is to lose tekun is published for seven days (民发〔2021〕43号第二十六条)."""
    return programme == "tekun" and kind == ChangeKind.END


def why_not_heard(course: Course) -> str:
    proposal = course.proposal
    if proposal is None or not proposal.is_heard_first or course.hearing:
        return ""
    return _("减发、停发以前，要先听取本人意见（《社会救助法》第四十八条），还没有记。")


def why_not_forwarded(course: Course, on: date) -> str:
    if why := why_not_heard(course):
        return why
    last = course.proposal.notice_to if course.proposal else None
    if last is None or on > last:
        return ""
    return _("公示到%(day)s，期满以后才能报送。") % {"day": long_day(last)}


def why_not_confirmed(course: Course, deed: DeedKind) -> str:
    proposal = course.proposal
    if proposal is None or (proposal.kind == ChangeKind.END) != (deed == DeedKind.END):
        return _("与提出的调整不一致。不同意的，请办“不再调整”，由乡镇（街道）重新提出。")
    return why_not_heard(course)


def why_not_handed_over(course: Course) -> str:
    return "" if course.to_hand_over else _("没有还没送达的调整决定。")


def effective_on(programme: str, on: date) -> date:
    """Money changes from the next month on (民发〔2021〕43号第二十六条); a standing ends with the day."""
    if not pays(programme):
        return on + timedelta(days=1)
    return (on.replace(day=1) + timedelta(days=32)).replace(day=1)
