"""支出型救助: whether it was looked into and published, read from the deeds."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from relief.funds.models import Award
from relief.web.components import Check
from relief.web.days import long_day

from .models import Application, MeansOf, ReliefNotice
from .objections import is_looked_into_again, why_objected
from .workflow import DeedKind, Procedure, State, procedures_of

# Their means are checked already: 民发〔2018〕23号二（二）; of edge families the text leaves it open.
RECOGNISED = ("dibao", "dibao_individual", "tekun", "dibao_margin")


NOTICED_STATES = (State.SUBMITTED, State.REFERRED, State.IN_CONFERENCE)
"""In which an application waits for the end of its notice."""


def is_noticed(application: Application) -> bool:
    return Procedure.NOTICED in procedures_of(application.programme)


def notices_of(application: Application) -> list[ReliefNotice]:
    rows = ReliefNotice.objects.filter(deed__application=application.pk).select_related("deed__by")
    return list(rows.order_by("deed__number"))


def standing_notice(application: Application) -> ReliefNotice | None:
    """The newest, unless somebody objected since."""
    newest = next(reversed(notices_of(application)), None)
    if newest is None:
        return None
    later = application.deeds.filter(deed=DeedKind.OBJECT, number__gt=newest.deed.number)
    return None if later.exists() else newest


def is_recognised(application: Application, on: date) -> bool:
    """Whether something of these is given to the household on a day, by an award of here."""
    rows = Award.objects.filter(household=application.household_id, programme__in=RECOGNISED)
    return any(each.since <= on and (each.until is None or on <= each.until) for each in rows)


def why_not_decided(application: Application, on: date) -> str:
    """What of investigation and notice an approval still lacks; empty where it lacks nothing."""
    if not is_noticed(application):
        return ""
    notice = standing_notice(application)
    if notice is None:
        return _("支出型救助要先调查、公示，才能批准。")
    if on <= notice.notice_to:
        return _("公示到%(day)s，期满以后才能批准。") % {"day": long_day(notice.notice_to)}
    return why_objected(application, DeedKind.PUBLISH_RELIEF)


def why_not_published(application: Application, on: date) -> str:
    notice = standing_notice(application)
    if notice is None:
        return ""
    return _("已经公示：%(first)s到%(last)s。有异议才再调查、再公示。") % {
        "first": long_day(notice.notice_from),
        "last": long_day(notice.notice_to),
    }


def why_no_objection(application: Application, on: date) -> str:
    """Of what is published so; elsewhere the state says it. An objection by code is followed up later too."""
    if not is_noticed(application):
        return ""
    notice = standing_notice(application)
    if notice is None:
        return _("现在没有公示，没有可以提异议的。")
    hangs = notice.notice_from <= on <= notice.notice_to
    if hangs or is_looked_into_again(application, DeedKind.PUBLISH_RELIEF):
        return ""
    return _("现在没有公示，没有可以提异议的。")


def is_hanging(application: Application, on: date) -> bool:
    """Whether its notice has not come down yet."""
    notice = standing_notice(application) if application.state in NOTICED_STATES else None
    return notice is not None and on <= notice.notice_to


def notice_check(application: Application, on: date) -> list[Check]:
    """Among what is looked at before a decision; nothing of what needs no notice."""
    if not is_noticed(application):
        return []
    why = why_not_decided(application, on)
    return [Check(why or _("调查过，公示期满，没有异议"), passed=not why)]


def notice_lines(application: Application) -> Iterator[tuple[str, list[str]]]:
    """调查和公示 on the page of an application, the oldest first."""
    for each in notices_of(application):
        told = {"day": long_day(each.looked_on), "name": each.deed.by.display_name}
        days = {"first": long_day(each.notice_from), "last": long_day(each.notice_to)}
        yield (
            _("调查和公示"),
            [
                _("%(day)s，%(name)s调查") % told,
                str(MeansOf(each.means).label),
                str(each.finding),
                _("公示：%(first)s到%(last)s") % days,
            ],
        )
