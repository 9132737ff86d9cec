"""请过目: local figures that end soon, change soon, or that nobody has set though a condition needs them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.rules.parameters import national_on
from relief.web.days import short_day

from .figure_topics import KEYS, UNSET
from .figure_words import word
from .models import Area, LocalFigures, Section
from .queries import figures_in_force, figures_known

AHEAD = timedelta(days=60)


class Notice(NamedTuple):
    """One line that leads to the page of figures."""

    title: str
    note: str


def figure_notices(area: Area) -> list[Notice]:
    """What whoever keeps the figures of a place should look at today."""
    today = timezone.localdate()
    standing = _standing(area, today)
    if standing is None:
        return [Notice(_("本地的标准还没有登记"), _("没有标准，用到它的项目都不能判断。"))]
    return [*_ending(area, standing, today), *_coming(standing, today), *_missing(standing, today)]


def _standing(area: Area, day: date) -> LocalFigures | None:
    found = figures_in_force(area, day, timezone.now())
    return next((row for row in found if row.section == Section.FIGURES), None)


def _ending(area: Area, standing: LocalFigures, today: date) -> Iterator[Notice]:
    """Only where nothing follows: a figure that is replaced in time needs nobody."""
    end = standing.in_force_to
    if end and end <= today + AHEAD and not _standing(area, end + timedelta(days=1)):
        told = {"day": short_day(end), "document": standing.document}
        yield Notice(_("标准快过期"), _("%(document)s到%(day)s为止，后面的还没有登记。") % told)


def _coming(standing: LocalFigures, today: date) -> Iterator[Notice]:
    soon = (today + timedelta(days=1), today + AHEAD)
    rows = figures_known(standing.area, timezone.now()).filter(
        area=standing.area, section=Section.FIGURES, in_force_from__range=soon
    )
    for row in rows.order_by("in_force_from"):
        told = {"day": short_day(row.in_force_from), "document": row.document}
        yield Notice(_("标准快要变"), _("%(day)s起按%(document)s。") % told)


def _missing(standing: LocalFigures, today: date) -> Iterator[Notice]:
    """Neither set here nor by the state, and without a meaning while it is blank."""
    national = national_on(today)
    keys = [key for key in KEYS if key not in {**standing.values, **national} and key not in UNSET]
    if keys:
        count = ngettext("%(count)d项标准没有登记", "%(count)d项标准没有登记", len(keys))
        yield Notice(count % {"count": len(keys)}, _("、").join(str(word(key)) for key in keys))
