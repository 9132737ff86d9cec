"""How a local figure is said: its label and its value in words."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from relief.rules.codes import IncomeKind
from relief.web.days import long_day
from relief.web.money import money
from relief.web.texts import said as said_text

DAY = re.compile(r"\d{4}-\d\d-\d\d")
OWN_UNITS = {
    "financial_per_head",
    "dwellings",
    "vehicles",
    "non_residential_property",
    "business_capital",
    "age",
    "amount",
    "rate",
    "below",
    "mode",
}

LABELS: dict[str, str | Promise] = {
    "dibao_standard": gettext_lazy("低保标准"),
    "dibao_standard_at_least": gettext_lazy("低保标准最低限"),
    "dibao_tiers": gettext_lazy("低保分档补助"),
    "dibao_top_ups": gettext_lazy("低保分类施保"),
    "dibao_top_ups_add": gettext_lazy("分类施保可以叠加"),
    "rounding": gettext_lazy("金额取整"),
    "margin_multiple": gettext_lazy("低保边缘倍数"),
    "margin_inclusive": gettext_lazy("低保边缘线含本数"),
    "disposable_income": gettext_lazy("上年人均可支配收入"),
    "assets": gettext_lazy("财产限额"),
    "minimum_wage": gettext_lazy("最低工资"),
    "work_cost_rate": gettext_lazy("就业成本比例"),
    "count_basic_pension": gettext_lazy("基础养老金计入收入"),
    "extra_excluded_incomes": gettext_lazy("另外不计的收入"),
    "rigid_ratio": gettext_lazy("刚性支出比例"),
    "rigid_inclusive": gettext_lazy("刚性支出比例含本数"),
    "tekun_minor_age": gettext_lazy("特困未成年人年龄"),
    "tekun_basic": gettext_lazy("特困基本生活标准"),
    "tekun_care": gettext_lazy("特困照料护理标准"),
    "fast_relief_cap": gettext_lazy("小额快救上限"),
    "township_relief_cap": gettext_lazy("乡镇审批限额"),
    "county_relief_cap": gettext_lazy("县级审批限额"),
    "uninsured_relief_cap": gettext_lazy("未参保失业救助上限"),
    "graduate_relief_cap": gettext_lazy("未就业大学生救助上限"),
    "uninsured_programme_open": gettext_lazy("未参保失业救助开办日"),
    "graduate_programme_open": gettext_lazy("未就业大学生救助开办日"),
    "grace_months": gettext_lazy("渐退期月数"),
    "residence_permit_dibao": gettext_lazy("居住证可申请低保"),
    "price_floor": gettext_lazy("价格补贴最低额"),
    "acceptance_days": gettext_lazy("受理期限"),
    "relief_days": gettext_lazy("临时救助办理期限"),
    "papers_after_relief_days": gettext_lazy("先行救助补手续期限"),
    "objection_days": gettext_lazy("低保公示异议复查期限"),
    "hotline_days": gettext_lazy("热线和举报答复期限"),
    "price_linkage": gettext_lazy("价格指数"),
    "one_time_supplement": gettext_lazy("一次性生活补贴"),
    "community_relief": gettext_lazy("村和社区可直接救助"),
    "register_day": gettext_lazy("在册日"),
    "pay_by": gettext_lazy("发放截止日"),
    "programmes": gettext_lazy("下放的项目"),
    "dibao": gettext_lazy("低保对象"),
    "dibao_individual": gettext_lazy("单人户低保"),
    "tekun": gettext_lazy("特困人员"),
    "dibao_margin": gettext_lazy("低保边缘家庭"),
    "rigid_expenditure": gettext_lazy("刚性支出困难家庭"),
    "expenditure_relief": gettext_lazy("支出型临时救助"),
    "month": gettext_lazy("月份"),
    "cpi": gettext_lazy("居民消费价格涨幅"),
    "food_cpi": gettext_lazy("食品价格涨幅"),
    "scpi": gettext_lazy("低收入居民生活费用价格涨幅"),
    "urban": gettext_lazy("城镇"),
    "rural": gettext_lazy("农村"),
    "able": gettext_lazy("全自理"),
    "partial": gettext_lazy("半护理"),
    "full": gettext_lazy("全护理"),
    "default": gettext_lazy("一般"),
    "financial_per_head": gettext_lazy("人均金融资产"),
    "dwellings": gettext_lazy("住房套数"),
    "vehicles": gettext_lazy("机动车"),
    "non_residential_property": gettext_lazy("非居住用房"),
    "business_capital": gettext_lazy("出资额"),
    "elder": gettext_lazy("老年人"),
    "minor": gettext_lazy("未成年人"),
    "severely_disabled": gettext_lazy("重度残疾人"),
    "seriously_ill": gettext_lazy("重病患者"),
    "below": gettext_lazy("人均月收入低于"),
    "age": gettext_lazy("年龄"),
    "amount": gettext_lazy("补助金额"),
    "rate": gettext_lazy("占标准的比例"),
    "from": gettext_lazy("从哪天起"),
    "to": gettext_lazy("到哪天为止"),
    "rounding.to": gettext_lazy("取整到"),
    "mode": gettext_lazy("怎么取整"),
    "up": gettext_lazy("往上进"),
    "half_up": gettext_lazy("四舍五入"),
    "down": gettext_lazy("往下舍"),
}
TOWN_AND_COUNTRY = {"urban", "rural"}
PER_CENT = {"cpi", "food_cpi", "scpi"}
PLAIN_NUMBERS = {
    "margin_multiple",
    "work_cost_rate",
    "rigid_ratio",
    "dwellings",
    "vehicles",
    "rate",
}
MONTHS = {"grace_months"}
WORKING_DAYS = {
    "acceptance_days",
    "relief_days",
    "papers_after_relief_days",
    "objection_days",
    "hotline_days",
}
YEARS = {"age", "tekun_minor_age"}


class FigureLine(NamedTuple):
    """One figure of an entry."""

    label: str
    value: str


def lines_of(values: dict[str, Any]) -> Iterator[FigureLine]:
    """The figures of an entry one by one, in the order in which they are listed here."""
    for key in _in_order(values):
        if key == "assets":
            for programme, limits in values[key].items():
                label = _("%(figure)s（%(programme)s）") % {"figure": word(key), "programme": word(programme)}
                yield FigureLine(label, said(key, limits))
        else:
            yield FigureLine(word(key), said(key, values[key]))


def summary(values: dict[str, Any]) -> str:
    """All figures of an entry in one sentence."""
    return _("；").join(_named(line.label, line.value) for line in lines_of(values))


def word(key: str) -> str:
    """A figure, a part of one or a code in words; `rounding.to` is a part that means something else there."""
    if key in IncomeKind.codes():
        return said_text(IncomeKind.of(key).label)
    return str(LABELS.get(key) or LABELS.get(key.rpartition(".")[2], key))


def said(key: str, value: Any) -> str:
    """A value in words; what is a number and nothing else by its key is an amount of money."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, dict):
        return _said_of_parts(key, value)
    if isinstance(value, list):
        return _("；").join(said(key, part) for part in value) or _("无")
    if isinstance(value, int | Decimal):
        return _number(key, value)
    return long_day(date.fromisoformat(value)) if DAY.fullmatch(value) else word(value)


def _said_of_parts(key: str, parts: dict[str, Any]) -> str:
    if set(parts) == TOWN_AND_COUNTRY and parts["urban"] == parts["rural"]:
        return _("城乡%(value)s") % {"value": said(key, parts["urban"])}
    if set(parts) == {"from", "to"}:
        days = {name: said(key, part) for name, part in parts.items()}
        return _("%(from)s至%(to)s") % days
    named = ((part, part if part in OWN_UNITS else key) for part in _in_order(parts))
    return _("，").join(_part(key, part, said(unit, parts[part]), parts[part]) for part, unit in named)


def _part(key: str, part: str, value: str, parts: Any) -> str:
    if isinstance(parts, dict):
        return _("%(name)s（%(value)s）") % {"name": word(part), "value": value}
    return _named(f"{key}.{part}", value)


def _number(key: str, value: int | Decimal) -> str:
    if key in PER_CENT:
        return f"{value}%"
    if key in MONTHS:
        return ngettext("%(count)d个月", "%(count)d个月", int(value)) % {"count": value}
    if key in WORKING_DAYS:
        return ngettext("%(count)d个工作日", "%(count)d个工作日", int(value)) % {"count": value}
    if key in YEARS:
        return ngettext("%(years)d岁", "%(years)d岁", int(value)) % {"years": value}
    return str(value) if key in PLAIN_NUMBERS else money(int(value * 100))


def _named(name: str, value: str) -> str:
    return _("%(name)s%(value)s") % {"name": word(name), "value": value}


def _in_order(keys: Iterable[str]) -> list[str]:
    """The database does not keep the order of keys; LABELS has one."""
    order = list(LABELS)
    return sorted(keys, key=lambda key: order.index(key) if key in LABELS else len(order))
