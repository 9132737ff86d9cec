"""Filters and tags for every room: `{% load relief %}`."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from django import template
from django.forms import BaseForm
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from relief.rules.codes import Text
from relief.rules.reading import full_years
from relief.web import days, texts
from relief.web import forms as relief_forms
from relief.web import money as amounts

register = template.Library()

VERDICTS = {
    "eligible": ("met", pgettext_lazy("项目", "符合")),
    "ineligible": ("unmet", pgettext_lazy("项目", "不符合")),
    "undetermined": ("unknown", gettext_lazy("还不能判断")),
    "not_offered": ("none", gettext_lazy("本地未开办")),
    "met": ("met", pgettext_lazy("条件", "符合")),
    "not_met": ("unmet", pgettext_lazy("条件", "不符合")),
    "unknown": ("unknown", gettext_lazy("还不能判断")),
}
TAG_ICONS = {"met": "check", "unmet": "cross", "unknown": "ask", "late": "late"}


@register.filter
def money(fen: int | None) -> str:
    """165000 → 1,650.00元; what is not declared says so."""
    return undeclared() if fen is None else amounts.money(fen)


@register.filter
def yuan(fen: int) -> str:
    """165000 → 1,650.00, where the unit stands beside it."""
    return amounts.yuan(fen)


@register.filter
def day(value: date | None) -> str:
    """11月25日（周三）"""
    return undeclared() if value is None else days.weekday(value)


@register.filter
def short_day(value: date | None) -> str:
    """11月25日"""
    return undeclared() if value is None else days.short_day(value)


@register.filter
def long_day(value: date | None) -> str:
    """2026年11月25日"""
    return undeclared() if value is None else days.long_day(value)


@register.filter
def moment(value: datetime) -> str:
    """11月25日10:42"""
    return days.moment(value)


@register.filter
def age(born_on: date | None, on: date | None = None) -> str:
    """52岁, on a day or today."""
    if born_on is None:
        return undeclared()
    years = full_years(born_on, on or timezone.localdate())
    return ngettext("%(years)d岁", "%(years)d岁", years) % {"years": years}


@register.filter
def declared(value: object) -> str:
    """Blank is not none: None is not declared, an empty list or tuple is an explicit none."""
    if value is None:
        return undeclared()
    if value is True or value is False:
        return _("是") if value else _("否")
    if isinstance(value, list | tuple) and not value:
        return format_html('<span class="declared-none">{}</span>', _("无"))
    return value if isinstance(value, str) else str(value)


@register.filter
def said(text: Text) -> str:
    """A title of the rules in the reader's language."""
    return texts.said(text)


@register.filter
def listed(values: Iterable[object]) -> str:
    """周桂芳、李长水"""
    return _("、").join(str(value) for value in values)


@register.simple_tag
def undeclared(text: str = "", url: str = "") -> SafeString:
    """未申报, ochre and dashed; with an address it leads to the box to fill in."""
    words = text or _("未申报")
    if url:
        return format_html('<a class="undeclared" href="{}">{}</a>', url, words)
    return format_html('<span class="undeclared">{}</span>', words)


@register.simple_tag
def verdict_tag(verdict: str) -> SafeString:
    """The verdict of a programme or of a criterion, in shape, words and colour."""
    kind, label = VERDICTS[verdict]
    return tag(kind, label)


@register.simple_tag
def tag(kind: str, label: object) -> SafeString:
    """A state: `met`, `unmet`, `unknown`, `none`, `step` or `late`."""
    sign = TAG_ICONS.get(kind)
    return format_html('<span class="tag tag-{}">{}{}</span>', kind, icon(sign) if sign else "", label)


@register.simple_tag
@lru_cache(maxsize=64)
def icon(name: str) -> SafeString:
    """A sign from the sprite that every page carries."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>', name
    )


@register.filter
def mistakes(form: BaseForm) -> list[relief_forms.Mistake]:
    """What a form could not accept, each with the place to mend it."""
    return relief_forms.mistakes(form)


@register.simple_tag
def mistakes_title(form: BaseForm) -> str:
    """有2处要改： before the title of a page whose form came back; otherwise nothing."""
    count = len(relief_forms.mistakes(form))
    return ngettext("有%(count)d处要改：", "有%(count)d处要改：", count) % {"count": count} if count else ""
