"""公示异议 as pages: what the officers' list says, and what the page of a case tells of them."""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from relief.offices.models import Role, User
from relief.web.days import long_day

from .doings import Found
from .models import Application, Objection
from .objections import answer_by, objections_seen, objections_to
from .words import programme_title


class ObjectionLine(NamedTuple):
    """One objection of the list."""

    pk: UUID
    number: str
    community: str
    programme: str
    raised: str
    due: str
    late: bool
    stands: str
    mine: bool
    to_take: bool


def objections_page(user: User, on: date) -> dict[str, Any]:
    lines = [_line(each, user, on) for each in objections_seen()]
    return {"lines": lines}


def _line(objection: Objection, user: User, on: date) -> ObjectionLine:
    application = objection.notice.application
    takers = [each.by for each in objection.taken.all()]
    answered, mine = hasattr(objection, "answer"), user in takers
    due = answer_by(objection)
    return ObjectionLine(
        objection.pk,
        application.household.number,
        objection.area.name,
        programme_title(application.programme),
        long_day(timezone.localdate(objection.raised_at)),
        long_day(due) if due else _("没有定"),
        bool(due and on > due and not answered),
        _stands(objection, takers),
        mine,
        not answered and not mine and user.role == Role.COUNTY_OFFICER,
    )


def _stands(objection: Objection, takers: list[User]) -> str:
    if hasattr(objection, "answer"):
        told = {"name": objection.answer.by.display_name, "day": long_day(objection.answer.at)}
        return _("%(name)s%(day)s答复") % told
    if takers:
        return _("%(name)s在办") % {"name": _("、").join(each.display_name for each in takers)}
    return _("没人接办")


def objections_found(application: Application) -> Iterator[Found]:
    """On the page of the case: that somebody objects, and what was answered. Never who."""
    for each in objections_to(application):
        told = long_day(timezone.localdate(each.raised_at))
        lines = [_("%(day)s收到，不告诉是谁提的") % {"day": told}]
        if hasattr(each, "answer"):
            lines += [each.answer.get_outcome_display(), str(each.answer.text)]
        else:
            lines.append(_("还没有答复"))
        yield Found(_("公示期间的异议"), lines)
