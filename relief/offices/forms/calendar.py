from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.web.forms import ReliefForm

from .. import queries, services
from ..calendar_typed import days_from_text, text_from_days
from ..models import User


class CalendarYearForm(ReliefForm):
    """放假安排 of one year, as the notice of the State Council has it."""

    rest = forms.CharField(
        label=gettext_lazy("放假的日子"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("一行一天或一段，例如10月1日至7日。里面的周末可以一起写，其他周末不用写。"),
    )
    work = forms.CharField(
        label=gettext_lazy("调休上班的日子"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("要上班的周六、周日，一行一天；没有就不填。"),
    )
    document = forms.CharField(
        label=gettext_lazy("依据文件"),
        max_length=300,
        help_text=gettext_lazy("文件名称和文号，例如国务院办公厅关于2027年部分节假日安排的通知。"),
    )

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        self.year = year
        days = [day for day in queries.calendar_of(year) if not day.provisional]
        initial = {
            "rest": text_from_days(day.day for day in days if not day.is_working and day.day.weekday() < 5),
            "work": text_from_days(day.day for day in days if day.is_working and day.day.weekday() >= 5),
        }
        super().__init__(*args, initial=initial, **kwargs)

    def clean_rest(self) -> set[date]:
        return days_from_text(self.cleaned_data["rest"], self.year)

    def clean_work(self) -> set[date]:
        days = days_from_text(self.cleaned_data["work"], self.year)
        ordinary = {day for day in days if day.weekday() < 5}
        if ordinary:
            raise ValidationError(
                _("%(days)s不是周末，本来就上班。") % {"days": _("、").join(_lines(ordinary))}
            )
        return days

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        both = found.get("rest", set()) & found.get("work", set())
        if both:
            self.add_error("work", _("%(days)s也写在放假的日子里了。") % {"days": _("、").join(_lines(both))})
        return found

    def save(self, *, by: User) -> None:
        services.set_calendar_year(by=by, year=self.year, **self.cleaned_data)


def _lines(days: set[date]) -> list[str]:
    return text_from_days(days).splitlines()
