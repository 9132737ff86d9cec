"""What a page says around a local figure: its topic, its unit, and what holds while nobody has set it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from relief.rules.parameters import national_on

from .figure_words import PER_CENT, YEARS, said

TOPICS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (
        gettext_lazy("最低生活保障"),
        (
            "dibao_standard",
            "dibao_standard_at_least",
            "dibao_tiers",
            "dibao_top_ups",
            "dibao_top_ups_add",
            "rounding",
            "minimum_wage",
            "work_cost_rate",
            "count_basic_pension",
            "extra_excluded_incomes",
            "residence_permit_dibao",
            "grace_months",
        ),
    ),
    (
        gettext_lazy("低保边缘和刚性支出困难"),
        ("margin_multiple", "margin_inclusive", "disposable_income", "rigid_ratio", "rigid_inclusive"),
    ),
    (gettext_lazy("财产限额"), ("assets",)),
    (gettext_lazy("特困供养"), ("tekun_minor_age", "tekun_basic", "tekun_care")),
    (
        gettext_lazy("临时救助"),
        (
            "fast_relief_cap",
            "township_relief_cap",
            "county_relief_cap",
            "uninsured_relief_cap",
            "graduate_relief_cap",
            "uninsured_programme_open",
            "graduate_programme_open",
        ),
    ),
    (gettext_lazy("价格补贴"), ("price_floor",)),
    (
        gettext_lazy("办理期限"),
        ("acceptance_days", "relief_days", "papers_after_relief_days", "objection_days", "hotline_days"),
    ),
)
KEYS = tuple(key for _topic, keys in TOPICS for key in keys)
OFFERED_FOR_DAYS = ("uninsured_programme_open", "graduate_programme_open")

A_MONTH_EACH = gettext_lazy("元，每人每月")
EACH = gettext_lazy("元，每人")
WORKING = gettext_lazy("个工作日")
NO_DEADLINE = gettext_lazy("没有期限")
UNITS: Mapping[str, str | Promise] = {
    "dibao_standard": A_MONTH_EACH,
    "dibao_standard_at_least": A_MONTH_EACH,
    "dibao_tiers": A_MONTH_EACH,
    "dibao_top_ups": A_MONTH_EACH,
    "disposable_income": A_MONTH_EACH,
    "tekun_basic": A_MONTH_EACH,
    "tekun_care": A_MONTH_EACH,
    "minimum_wage": gettext_lazy("元，每月"),
    "financial_per_head": EACH,
    "fast_relief_cap": EACH,
    "uninsured_relief_cap": EACH,
    "graduate_relief_cap": EACH,
    "dibao": EACH,
    "tekun": EACH,
    "dwellings": pgettext_lazy("住房", "套"),
    "vehicles": pgettext_lazy("机动车", "辆"),
    "grace_months": gettext_lazy("个月"),
    "margin_multiple": gettext_lazy("倍"),
    "acceptance_days": WORKING,
    "relief_days": WORKING,
    "papers_after_relief_days": WORKING,
    "objection_days": WORKING,
    "hotline_days": WORKING,
}
UNSET: Mapping[str, str | Promise] = {
    "dibao_standard_at_least": gettext_lazy("有低保标准就不用"),
    "dibao_tiers": gettext_lazy("按差额发"),
    "dibao_top_ups": gettext_lazy("不加发"),
    "dibao_top_ups_add": gettext_lazy("一个人只加最高的一项"),
    "rounding": gettext_lazy("到分，四舍五入"),
    "margin_inclusive": gettext_lazy("不含本数"),
    "rigid_inclusive": gettext_lazy("不含本数"),
    "work_cost_rate": gettext_lazy("不扣就业成本"),
    "extra_excluded_incomes": gettext_lazy("没有另外不计的"),
    "residence_permit_dibao": gettext_lazy("持居住证的不在这里申请"),
    "fast_relief_cap": gettext_lazy("2026年1月29日起按一个月低保标准"),
    "county_relief_cap": gettext_lazy("县级没有限额"),
    "grace_months": gettext_lazy("2022年10月20日起6个月"),
    "acceptance_days": gettext_lazy("按5个工作日"),
    "relief_days": NO_DEADLINE,
    "papers_after_relief_days": NO_DEADLINE,
    "objection_days": NO_DEADLINE,
    "hotline_days": NO_DEADLINE,
}


def unit_of(path: tuple[str, ...]) -> str | Promise:
    """The unit of a box: its own, else that of the figure it is a part of."""
    last = path[-1]
    if last in PER_CENT:
        return "%"
    if last in YEARS:
        return gettext_lazy("岁")
    return UNITS.get(last) or UNITS.get(path[0], gettext_lazy("元"))


def meaning_unset(path: tuple[str, ...], day: date) -> str:
    """What is reckoned with while a place has not set a figure, or this part of it."""
    key = path[0]
    if key == "assets" and path[1:] not in ((), ("default",)):
        return _("按“一般”的限额")
    national = national_on(day).get(key)
    if national is not None:
        cite = national.cite.shown(get_language() or "zh")
        return _("按全国的：%(value)s，%(cite)s") % {"value": said(key, national.value), "cite": cite}
    return str(UNSET.get(key) or _("用到它的条件都还不能判断"))


def figures_of(values: Mapping[str, Any]) -> list[str]:
    """The keys of an entry in the order of the topics."""
    return [key for key in KEYS if key in values]
