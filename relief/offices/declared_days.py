"""受疫情影响的日子、一次性生活补贴、价格指数、权限下放: what a place declares beside its figures."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.rules.parameters import month_before
from relief.web.days import long_day

from .figure_words import lines_of
from .models import LocalFigures, Section

HINTS: Mapping[Section, Mapping[str, str | Promise]] = {
    Section.EPIDEMIC: {
        "to": gettext_lazy("还不知道哪天结束就空着，结束时再更正。"),
        "township_relief_cap": gettext_lazy("这些天里代替平时的限额；空着，还用平时的。"),
        "community_relief": gettext_lazy(
            "选“是”，社区（村）可以直接实施临时救助（2022年6月2日通知第四部分）。"
        ),
    },
    Section.SUPPLEMENT: {
        "register_day": gettext_lazy("这一天在册的人发。"),
        "pay_by": gettext_lazy("过了这一天不再发。"),
    },
    Section.PRICES: {
        "cpi": gettext_lazy("和上年同月比；下降写负数。"),
        "food_cpi": gettext_lazy("食品类，和上年同月比。"),
        "scpi": gettext_lazy("算补贴用的指数。"),
    },
    Section.DELEGATION: {
        "from": gettext_lazy(
            "这一天起受理（不经公示的按提交）的，由乡镇（街道）确认；已经受理或者提交的不变。"
        ),
        "to": gettext_lazy("没有说到哪天为止就空着，收回时再更正。"),
        "programmes": gettext_lazy(
            "初审意见和确认不能是同一个人，一个乡镇（街道）要有两位审批人。依据：民发〔2021〕57号第二条、"
            "民发〔2021〕43号第二十八条、《刚性支出困难家庭认定办法》第三条、《社会救助法》第四十四条。"
        ),
    },
}
NEEDS_ONE: Mapping[Section, tuple[str, ...]] = {
    Section.SUPPLEMENT: ("dibao", "tekun"),
    Section.PRICES: ("cpi", "food_cpi", "scpi"),
    Section.DELEGATION: ("programmes",),
}


class DeclaredRow(NamedTuple):
    """One section as it stands on a day: the entry that answers for it, or what holds without one."""

    section: Section
    row: LocalFigures | None
    days: str
    values: str
    meaning: str
    is_ours: bool


def declared_on(rows: Iterable[LocalFigures], day: date, ours: int | None) -> list[DeclaredRow]:
    """Each section of `rows`, those in force by what was known, on a day; `ours`: the reader's own place."""
    sections = [section for section in Section if section != Section.FIGURES]
    found = {section: [row for row in rows if row.section == section] for section in sections}
    return [_declared(section, found[section], day, ours) for section in sections]


def _declared(section: Section, rows: list[LocalFigures], day: date, ours: int | None) -> DeclaredRow:
    row = next((each for each in rows if _answers(each, day)), None)
    if row is None:
        return DeclaredRow(section, None, "", "", _without(section, day), False)
    return DeclaredRow(section, row, days_of(row), said_of(row), "", row.area_id == ours)


def _answers(row: LocalFigures, day: date) -> bool:
    """Whether an entry is the one the rules would use that day: prices are those of the month before."""
    if row.section == Section.PRICES:
        return bool(row.values.get("month") == month_before(day))
    return row.in_force_from <= day <= (row.in_force_to or date.max)


def days_of(row: LocalFigures) -> str:
    """2026年11月1日至30日, or from a day on; of prices the month."""
    if row.section == Section.PRICES:
        return str(row.values["month"])
    first = long_day(row.in_force_from)
    if row.in_force_to is None:
        return _("%(day)s起") % {"day": first}
    return _("%(from)s至%(to)s") % {"from": first, "to": long_day(row.in_force_to)}


def said_of(row: LocalFigures) -> str:
    """What an entry declares besides its days."""
    values = {
        key: value for key, value in row.values.items() if key not in ("register_day", "pay_by", "month")
    }
    told = [_("%(label)s：%(value)s") % line._asdict() for line in lines_of(values)]
    return _("；").join(told) or _("限额还用平时的")


def _without(section: Section, day: date) -> str:
    if section == Section.EPIDEMIC:
        return _("没有申报，限额用平时的")
    if section == Section.SUPPLEMENT:
        return _("没有正在发的")
    if section == Section.DELEGATION:
        return _("没有下放，由县级确认")
    return _("%(month)s的还没有登记，价格补贴不能判断") % {"month": month_before(day)}


def effect_of(section: Section) -> str:
    """On what an entry tells from the moment on in which it is kept, and on what not."""
    if section == Section.DELEGATION:
        return _("以后受理的申请按新的；已经受理的不变。")
    return _("以后的筛查用新数；已存的筛查不变。")


def says_nothing(section: Section, values: Mapping[str, Any]) -> bool:
    """Whether an entry sets nothing. That a place is affected says enough by itself."""
    if section == Section.EPIDEMIC:
        return False
    return not any(key in values for key in NEEDS_ONE.get(section, values))


def days_taken(standing: LocalFigures) -> str:
    """Why another entry cannot be for these days, and what to do."""
    if standing.section in (Section.EPIDEMIC, Section.SUPPLEMENT, Section.DELEGATION):
        told = {"days": days_of(standing), "document": standing.document}
        return _("和另一条的日子重叠：%(days)s，%(document)s。一天只能有一条，请更正那一条。") % told
    if standing.section == Section.PRICES:
        return _("%(month)s已有一条，请更正那一条。") % {"month": days_of(standing)}
    return _("%(day)s起已有一条，请更正那一条。") % {"day": long_day(standing.in_force_from)}
