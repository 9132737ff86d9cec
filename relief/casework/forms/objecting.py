"""公示异议 as forms: what anybody writes, the number that opens the answer, and the officer's answer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.offices.models import User
from relief.web.forms import ReliefForm

from ..models import Objection, ObjectionOutcome
from ..publishing import plain
from ..services.objecting import Answered, answer_objection, answer_to, object_by_code
from ..services.refusals import Refused
from .boxes import box_of

LONGEST = 2000
WHOSE = gettext_lazy("可以不写。只有答复的人看得到，办这件申请的人看不到。")


class ObjectForm(ReliefForm):
    """提出异议."""

    code = forms.CharField(
        label=gettext_lazy("公示上的异议编码"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        label=gettext_lazy("对什么有异议"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("写清楚您知道的情况。"),
    )
    contact = forms.CharField(
        label=gettext_lazy("您的姓名和电话"), required=False, max_length=200, help_text=WHOSE
    )

    def clean_code(self) -> str:
        return plain(self.cleaned_data["code"])

    def save(self) -> str:
        """The number of the receipt; empty where a refusal stands in the form."""
        try:
            return object_by_code(**self.cleaned_data)
        except Refused as refused:
            self.add_error(box_of(self, refused), str(refused))
        return ""


class ReceiptForm(ReliefForm):
    """查答复."""

    receipt = forms.CharField(
        label=gettext_lazy("回执号"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def look(self) -> Answered | None:
        found = answer_to(plain(self.cleaned_data["receipt"]))
        if found is None:
            self.add_error("receipt", _("没有这个回执号。"))
        return found


class AnswerForm(ReliefForm):
    """答复."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("怎样处理"), choices=ObjectionOutcome.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("答复"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "提异议的人和办这件申请的人都看得到。不要写是谁提的，也不要写能猜出是谁的话。"
        ),
    )

    def __init__(self, *args: Any, objection: Objection, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.objection = objection

    def save(self, *, by: User) -> bool:
        try:
            answer_objection(by=by, objection=self.objection, **self.cleaned_data)
        except Refused as refused:
            self.add_error(box_of(self, refused), str(refused))
        return not self.errors
