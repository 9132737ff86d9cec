"""Days and moments as people read and write them."""

import re
import unicodedata
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MONTHS = (
    gettext_lazy("1月"),
    gettext_lazy("2月"),
    gettext_lazy("3月"),
    gettext_lazy("4月"),
    gettext_lazy("5月"),
    gettext_lazy("6月"),
    gettext_lazy("7月"),
    gettext_lazy("8月"),
    gettext_lazy("9月"),
    gettext_lazy("10月"),
    gettext_lazy("11月"),
    gettext_lazy("12月"),
)
WEEKDAYS = (
    gettext_lazy("周一"),
    gettext_lazy("周二"),
    gettext_lazy("周三"),
    gettext_lazy("周四"),
    gettext_lazy("周五"),
    gettext_lazy("周六"),
    gettext_lazy("周日"),
)

_DATE = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?|(\d{4})(\d\d)(\d\d)", re.ASCII)


def local_day(value: date) -> date:
    """The calendar day here; a moment is first brought to local time."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def short_day(value: date) -> str:
    """11月25日. The year is said when it is not this one."""
    day = local_day(value)
    if day.year != timezone.localdate().year:
        return long_day(day)
    return _("%(month)s%(day)d日") % {"month": MONTHS[day.month - 1], "day": day.day}


def long_day(value: date) -> str:
    """2026年11月25日."""
    day = local_day(value)
    parts = {"year": day.year, "month": MONTHS[day.month - 1], "day": day.day}
    return _("%(year)d年%(month)s%(day)d日") % parts


def month_words(value: date) -> str:
    """2026年11月"""
    day = local_day(value)
    return _("%(year)d年%(month)s") % {"year": day.year, "month": MONTHS[day.month - 1]}


def weekday(value: date) -> str:
    """11月25日（周三）."""
    day = local_day(value)
    return _("%(day)s（%(weekday)s）") % {"day": short_day(day), "weekday": WEEKDAYS[day.weekday()]}


def moment(value: datetime) -> str:
    """11月25日10:42."""
    here = timezone.localtime(value) if timezone.is_aware(value) else value
    return _("%(day)s%(time)s") % {"day": short_day(here), "time": f"{here:%H:%M}"}


def day_from_text(text: str) -> date:
    """Reads 2026-11-25, 2026年11月25日, 2026/11/25, 2026.11.25 or 20261125, in wide digits too."""
    match = _DATE.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if match is None:
        raise ValidationError(_("请写年月日，例如2026年11月25日或2026-11-25"), code="invalid")
    year, month, day = (int(part) for part in match.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        raise ValidationError(_("没有这一天，请核对年月日"), code="no_such_day") from None
