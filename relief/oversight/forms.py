from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.households.models import Household
from relief.offices.models import User
from relief.web.days import month_words
from relief.web.forms import ReliefForm

from .models import Opening, Purpose
from .on_time import months_before
from .on_time_page import offices_of
from .services import open_household

MONTHS = 13


class PurposeForm(ReliefForm):
    """为什么查阅: one choice is enough; only 其他 has to be said in words."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("为什么查阅"), choices=Purpose.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("说明"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("可以不写；选“其他”时要写。"),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("purpose") == Purpose.OTHER and not said.get("words", "").strip():
            self.add_error("words", _("选“其他”时，请写为什么查阅。"))
        return said

    def save(self, *, by: User, household: Household) -> Opening:
        said = self.cleaned_data
        return open_household(by=by, household=household, purpose=said["purpose"], words=said["words"])


class OnTimeForm(ReliefForm):
    """Which month, and which office or all."""

    month = forms.TypedChoiceField(label=gettext_lazy("月份"), coerce=date.fromisoformat)
    office = forms.TypedChoiceField(label=gettext_lazy("单位"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args: Any, user: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("month", [(day.isoformat(), month_words(day)) for day in months_before(today, MONTHS)])
        offices = [(str(area.number), area.name) for area in offices_of(user)]
        self.offer("office", [("", _("全部")), *offices])
