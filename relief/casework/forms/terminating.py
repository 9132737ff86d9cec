"""终止审核确认 as a form, with a word on every other programme that may still help."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.households.queries import member_names
from relief.screening.queries import latest_screening
from relief.web.forms import DayField

from .. import services
from ..advice import advice_on
from ..models import Application
from ..other_programmes import others_of
from .investigating import LONGEST, StepForm, words_box
from .referring import Onwards


class TerminateForm(StepForm):
    """终止审核确认."""

    service = services.terminate

    asked = forms.CharField(
        label=_("书面要求过什么"),
        max_length=LONGEST,
        widget=words_box(3),
        help_text=_("例如补哪些材料、哪天配合入户调查。"),
    )
    asked_on = DayField(label=_("哪天书面要求的"))
    reason = forms.CharField(
        label=_("怎样不配合，为什么没有正当理由"),
        max_length=LONGEST,
        widget=words_box(),
        help_text=_("写进告知书，申请人看得到。"),
    )

    def __init__(self, *args: Any, application: Application, on: date, **kwargs: Any) -> None:
        super().__init__(*args, application=application, on=on, **kwargs)
        home = application.household
        advice = advice_on(application.programme, latest_screening(home) or application.screening)
        names = member_names(list(home.members.select_related("person")))
        self.onwards = Onwards(self, others_of(application, advice, names).open)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        self.onwards.check()
        return found

    def said(self) -> dict[str, Any]:
        told = {name: self.cleaned_data[name] for name in ("asked", "asked_on", "reason")}
        return told | self.onwards.said()
