"""指定经办人, 县级入户, 接到投诉举报 as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.web.forms import DayField

from .. import services
from ..guards import who_may_decide
from ..workflow import DeedKind
from .investigating import LONGEST, StepForm, words_box


class AssignForm(StepForm):
    """To whom of the township, and why."""

    service = services.assign
    takes_today = False

    to = forms.ChoiceField(
        label=_("由谁经办"), widget=forms.RadioSelect, help_text=_("只列出不用回避、也没有录入和提交的人。")
    )
    reason = forms.CharField(
        label=_("理由"), max_length=300, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = who_may_decide(self.application)
        self.people = {str(each.pk): each for each in people if each.pk != self.application.owner_id}
        self.offer("to", [(pk, each.display_name) for pk, each in self.people.items()])

    def said(self) -> dict[str, Any]:
        found = super().said()
        return found | {"to": self.people[found["to"]]}


class CountyVisitForm(StepForm):
    """When, with whom, who was there and signed, what was seen."""

    service = services.county_visit

    visited_on = DayField(label=_("入户日期"))
    companion = forms.CharField(label=_("同去的人"), max_length=100)
    present = forms.CharField(label=_("家里谁在场"), max_length=200)
    signed_by = forms.CharField(label=_("家庭一方由谁签字"), max_length=100)
    finding = forms.CharField(
        label=_("看到的情况"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 4})
    )


class ComplaintForm(StepForm):
    """What was complained of, without whoever did."""

    service = services.complain
    takes_today = False

    text = forms.CharField(
        label=_("投诉举报说了什么"),
        max_length=LONGEST,
        widget=words_box(),
        help_text=_("不写投诉举报的人是谁。写了以后，县级要先入户，才能决定。"),
    )


FORMS: dict[DeedKind, type[StepForm]] = {
    DeedKind.ASSIGN: AssignForm,
    DeedKind.COUNTY_VISIT: CountyVisitForm,
    DeedKind.COMPLAIN: ComplaintForm,
}
