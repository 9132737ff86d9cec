"""一事一议: what pages and guards ask of conferences."""

from django.db import models
from django.utils.translation import gettext as _

from relief.offices.models import User
from relief.recusal.queries import related_households
from relief.web.money import money

from .models import AgendaItem, Application, Conference, ItemDecision
from .workflow import DeedKind, State


def conferences_seen() -> models.QuerySet[Conference]:
    """The newest first; the area wall stands below."""
    return Conference.objects.select_related("called_by", "minutes__closed_by")


def to_be_called(user: User) -> models.QuerySet[Application]:
    """What waits at the county and can be put on an agenda by this person, the longest first."""
    mine = models.Q(owner=None) | models.Q(owner=user)
    rows = Application.objects.filter(mine, state=State.REFERRED).select_related("household", "area")
    return rows.exclude(household__in=related_households(user)).order_by("submitted_at", "pk")


def items_of(conference: Conference) -> list[AgendaItem]:
    rows = conference.items.select_related(
        "deed__application__household", "deed__application__area", "words", "decision__entered_by"
    )
    return list(rows.order_by("deed__at", "deed__pk"))


def undecided(items: list[AgendaItem]) -> list[AgendaItem]:
    """What still waits for what the conference decides: the rest was withdrawn, or is decided."""
    return [
        each
        for each in items
        if each.deed.application.state == State.IN_CONFERENCE and not hasattr(each, "decision")
    ]


def item_of(application: Application) -> AgendaItem | None:
    """The newest, which alone counts."""
    rows = AgendaItem.objects.filter(
        deed__application=application, deed__deed=DeedKind.CALL_CONFERENCE
    ).select_related("conference__minutes", "words", "decision__entered_by")
    return rows.order_by("-deed__number").first()


def decision_on(application: Application) -> ItemDecision | None:
    """What the conference has decided on it."""
    return getattr(item_of(application), "decision", None)


def votes_words(decision: ItemDecision) -> str:
    """表决：赞成5，反对1，弃权0; empty where nobody voted."""
    if decision.votes_for is None:
        return ""
    votes = {"yes": decision.votes_for, "no": decision.votes_against, "none": decision.abstained}
    return _("表决：赞成%(yes)d，反对%(no)d，弃权%(none)d") % votes


def decided_words(decision: ItemDecision) -> str:
    """同意，6,000.00元"""
    if not decision.gives:
        return _("不同意")
    return (
        _("同意") if decision.amount is None else _("同意，%(amount)s") % {"amount": money(decision.amount)}
    )
