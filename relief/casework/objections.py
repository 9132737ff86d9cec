"""公示异议 by code: what pages and guards ask of them. What was said is read by nobody but who took it on."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.offices.calendar_days import working_days
from relief.offices.models import Section
from relief.offices.queries import figures_in_force

from .clocks import CLOCK_OF, Span
from .clocks.counting import reckon
from .models import Application, Objection, ObjectionOutcome, ObjectionTaken
from .workflow import DeedKind

DAYS = "objection_days"
REACH = timedelta(days=366)
LOOK_AGAIN = {
    DeedKind.PROPOSE: gettext_lazy("公示期间有异议，要重新调查。请记“公示异议”。"),
    DeedKind.PROPOSE_CHANGE: gettext_lazy(
        "公示期间有异议，要重新调查。请办“不再调整”，查清以后再提出、再公示。"
    ),
    DeedKind.PUBLISH_RELIEF: gettext_lazy("公示期间有异议，要重新调查。请记“公示异议”，再调查、再公示。"),
}
"""By the deed that published it, what follows from an objection to it."""


def objections_seen() -> list[Objection]:
    """Those that nobody has answered first, the oldest first among them."""
    rows = Objection.objects.select_related("answer__by", "area", "notice__application__household")
    rows = rows.prefetch_related("taken__by")
    return sorted(rows, key=lambda each: (hasattr(each, "answer"), each.raised_at))


def objections_to(application: Application) -> list[Objection]:
    rows = Objection.objects.filter(notice__application=application).select_related("answer")
    return list(rows.order_by("raised_at", "pk"))


def taken_by(application: Application) -> set[UUID]:
    """Who took on an objection to one of its notices."""
    rows = ObjectionTaken.objects.filter(objection__notice__application=application)
    return set(rows.values_list("by", flat=True))


def why_objected(application: Application, published_by: DeedKind = DeedKind.PROPOSE) -> str:
    """Why it goes no further: an objection to its present notice is not seen to."""
    rows = _to_the_newest(application, published_by)
    if rows.filter(answer__outcome=ObjectionOutcome.AGAIN).exists():
        return str(LOOK_AGAIN[published_by])
    if rows.filter(Q(answer=None)).exists():
        return _("公示期间有异议，还没有答复，由本县没有办过这件的经办人答复。")
    return ""


def is_looked_into_again(application: Application, published_by: DeedKind) -> bool:
    """Whether an objection to its present notice was found to be one."""
    return _to_the_newest(application, published_by).filter(answer__outcome=ObjectionOutcome.AGAIN).exists()


def _to_the_newest(application: Application, published_by: DeedKind) -> QuerySet[Objection]:
    newest = application.deeds.filter(deed=published_by).order_by("-number").first()
    return Objection.objects.filter(notice=newest)


def answer_by(objection: Objection) -> date | None:
    """The last working day for an answer, as the place had set when it came; None where it says nothing."""
    day = timezone.localdate(objection.raised_at)
    standing = figures_in_force(objection.area, day, objection.raised_at)
    values: dict[str, Any] = next((row.values for row in standing if row.section == Section.FIGURES), {})
    length = values.get(DAYS)
    if not length:
        return None
    span = Span(clock=CLOCK_OF["objection"], begun_by=DeedKind.OBJECT, start=day, met=None, length=length)
    return reckon(span, working_days(day, day + REACH)).due
