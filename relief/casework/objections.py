"""公示异议 by code: what pages and guards ask of them. What was said is read by nobody but who took it on."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from relief.offices.calendar_days import working_days
from relief.offices.models import Section
from relief.offices.queries import figures_in_force

from .clocks import CLOCK_OF, Span
from .clocks.counting import reckon
from .models import Application, Objection, ObjectionOutcome, ObjectionTaken
from .workflow import DeedKind

DAYS = "objection_days"
REACH = timedelta(days=366)


def objections_seen() -> list[Objection]:
    """Those that nobody has answered first, the oldest first among them."""
    rows = Objection.objects.select_related("answer__by", "area", "opinion__deed__application__household")
    rows = rows.prefetch_related("taken__by")
    return sorted(rows, key=lambda each: (hasattr(each, "answer"), each.raised_at))


def objections_to(application: Application) -> list[Objection]:
    rows = Objection.objects.filter(opinion__deed__application=application).select_related("answer")
    return list(rows.order_by("raised_at", "pk"))


def taken_by(application: Application) -> set[UUID]:
    """Who took on an objection to one of its notices."""
    rows = ObjectionTaken.objects.filter(objection__opinion__deed__application=application)
    return set(rows.values_list("by", flat=True))


def why_objected(application: Application) -> str:
    """Why it goes no further: an objection to its present notice is not seen to."""
    proposed = application.deeds.filter(deed=DeedKind.PROPOSE).order_by("-number").first()
    rows = Objection.objects.filter(opinion__deed=proposed)
    if rows.filter(answer__outcome=ObjectionOutcome.AGAIN).exists():
        return _("公示期间有异议，要重新调查。请记“公示异议”。")
    if rows.filter(Q(answer=None)).exists():
        return _("公示期间有异议，还没有答复，由本县没有办过这件的经办人答复。")
    return ""


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
