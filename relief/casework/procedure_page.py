"""调查到公示 on the page of an application: what was found out, and what somebody may do next."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from relief.households.page import identity
from relief.households.queries import household_name, members_of
from relief.offices.models import User
from relief.web.days import long_day
from relief.web.money import money

from .doings import Found, doings, may_do, who_may_not_do
from .draw_page import draw_found
from .given import course_of
from .given_told import told_of
from .handing_over import was_confirmed
from .investigation import Progress, progress_of
from .models import (
    ABILITIES,
    Application,
    Assessment,
    CheckTold,
    Deliberation,
    Delivery,
    HomeVisit,
    MeansCheck,
    Opinion,
)
from .noticing import notice_lines
from .objections_page import objections_found
from .words import deed_words, programme_title, state_words
from .workflow import ACTIONS, DECIDED, INVESTIGATED, DeedKind


def procedure_page(application: Application, user: User, on: date) -> dict[str, Any]:
    """The context of `casework/_procedure.html` and `casework/_besides.html`."""
    progress = progress_of(application)
    offered = list(doings(application, user, progress, on))
    return {
        "found": [
            *found_in(progress),
            *draw_found(application),
            *_notices(application),
            *objections_found(application),
        ],
        "doings": [each for each in offered if not each.beside],
        "besides": [each for each in offered if each.beside],
        "township_alone": _by_the_township_alone(application),
    }


def _notices(application: Application) -> Iterator[Found]:
    return (Found(title, lines) for title, lines in notice_lines(application))


def _by_the_township_alone(application: Application) -> bool:
    """Before there was a procedure townships decided so."""
    return (
        application.programme in INVESTIGATED
        and application.state in DECIDED
        and not was_confirmed(application)
    )


def step_page(application: Application, user: User, deed: DeedKind) -> dict[str, Any]:
    """The context of `casework/step.html`, all but the form."""
    household = application.household
    members = members_of(household)
    return {
        "application": application,
        "household": household,
        "name": household_name(household, members),
        "identity": identity(household, members),
        "title": programme_title(application.programme),
        "state": state_words(application.state),
        "deed": deed_words(ACTIONS[deed]),
        "may": may_do(deed, application, user),
        "guard": who_may_not_do(deed, application, user),
        "found": [
            *told_of(course_of(application)),
            *found_in(progress_of(application)),
            *objections_found(application),
        ],
    }


def found_in(progress: Progress) -> Iterator[Found]:
    yield from (_visit(each) for each in progress.visits)
    yield from (_check(each) for each in progress.checks)
    yield from (_told(each) for each in progress.told)
    yield from (_deliberation(each) for each in progress.deliberations)
    if progress.assessment:
        yield _assessment(progress.assessment)
    yield from (_opinion(each) for each in progress.opinions)
    if progress.delivery:
        yield _delivery(progress.delivery)


def _visit(visit: HomeVisit) -> Found:
    told = {
        "day": long_day(visit.visited_on),
        "way": visit.get_way_display(),
        "first": visit.first.display_name,
        "second": visit.second.display_name,
        "present": visit.present,
        "signed": visit.signed_by,
    }
    lines = [_("%(day)s，%(way)s，调查人%(first)s、%(second)s") % told]
    if visit.ground:
        lines.append(_("没有入户：%(ground)s") % {"ground": visit.ground})
    lines.append(_("在场：%(present)s。签字：%(signed)s，和两位调查人") % told)
    return Found(_("入户调查"), [*lines, str(visit.finding)])


def _check(check: MeansCheck) -> Found:
    told = {
        "started": long_day(check.started_on),
        "day": long_day(check.result_on),
        "result": check.get_result_display(),
    }
    lines = [_("%(started)s启动，%(day)s出结果：%(result)s") % told]
    return Found(_("信息核对"), [*lines, *([str(check.words)] if check.words else [])])


def _told(told: CheckTold) -> Found:
    answer = _("有异议") if told.objected else _("没有异议")
    lines = [_("%(day)s告知申请人：%(answer)s") % {"day": long_day(told.told_on), "answer": answer}]
    return Found(_("告知核对结果"), [*lines, str(told.words)])


def _deliberation(held: Deliberation) -> Found:
    told = {"day": long_day(held.held_on), "attended": held.attended, "for": held.in_favour}
    told |= {"against": held.against, "abstained": held.abstained}
    votes = _("%(day)s，到会%(attended)s人：赞成%(for)s，反对%(against)s，弃权%(abstained)s")
    return Found(_("民主评议"), [votes % told, str(held.words)])


def _assessment(assessment: Assessment) -> Found:
    told = {"day": long_day(assessment.assessed_on), "name": assessment.assessors}
    lost = [str(label) for name, label in ABILITIES.items() if not getattr(assessment, name)]
    lines = [_("%(day)s，评估人%(name)s") % told, str(assessment.result.label)]
    if lost:
        lines.append(_("不能：%(lost)s") % {"lost": _("、").join(lost)})
    return Found(_("自理能力评估"), lines)


def _opinion(opinion: Opinion) -> Found:
    gives = _("拟不同意")
    if opinion.amount is not None:
        gives = _("拟同意，每月%(amount)s") % {"amount": money(opinion.amount)}
    told = {"first": long_day(opinion.notice_from), "last": long_day(opinion.notice_to)}
    lines = [gives, _("公示：%(first)s到%(last)s") % told]
    if opinion.reason:
        lines.append(_("理由：%(reason)s") % {"reason": opinion.reason})
    return Found(_("初审意见"), lines)


def _delivery(delivery: Delivery) -> Found:
    told = {"day": long_day(delivery.handed_on), "way": delivery.get_way_display()}
    return Found(_("送达"), [_("%(day)s，%(way)s") % told])
