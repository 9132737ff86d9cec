"""支出型救助的调查和公示 as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.web.forms import DayField

from .. import services
from ..models import MeansOf
from .investigating import LONGEST, StepForm, words_box


class PublishReliefForm(StepForm):
    """When it was looked into, what was checked and found, from which day it is published."""

    service = services.publish_relief

    looked_on = DayField(label=_("调查日期"))
    means = forms.ChoiceField(label=_("核实了什么"), choices=MeansOf.choices, widget=forms.RadioSelect)
    finding = forms.CharField(
        label=_("调查情况"),
        max_length=LONGEST,
        widget=words_box(),
        help_text=_("写核实了哪些必需支出、各多少；核实了收入和财产的，也写。"),
    )
    notice_from = DayField(label=_("公示第一天"), help_text=_("连这一天共公示7天。"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"notice_from": kwargs["on"]})
        super().__init__(*args, **kwargs)
