"""告知核对结果, 民主评议 as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.web.forms import DayField

from .. import services
from .investigating import LONGEST, StepForm, words_box

MOST = 500
ANSWERS = [("no", _("没有异议")), ("yes", _("有异议"))]


class TellCheckForm(StepForm):
    """When the family was told of a check that differs, and what they said."""

    service = services.tell_check

    told_on = DayField(label=_("告知日期"))
    objected = forms.ChoiceField(
        label=_("申请人有没有异议"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        help_text=_("有异议的要提供佐证材料，再核对或再调查以后才能提初审意见。"),
    )
    words = forms.CharField(
        label=_("申请人怎么说"),
        max_length=LONGEST,
        widget=words_box(),
        help_text=_("有异议的，写交了哪些佐证材料。"),
    )

    def said(self) -> dict[str, Any]:
        return super().said() | {"objected": self.cleaned_data["objected"] == "yes"}


class DeliberationForm(StepForm):
    """Who was there, how they voted, and what was said."""

    service = services.deliberate

    held_on = DayField(label=_("评议日期"))
    attended = forms.IntegerField(label=_("到会人数"), min_value=1, max_value=MOST)
    in_favour = forms.IntegerField(label=_("赞成"), min_value=0, max_value=MOST)
    against = forms.IntegerField(label=_("反对"), min_value=0, max_value=MOST)
    abstained = forms.IntegerField(label=_("弃权"), min_value=0, max_value=MOST)
    words = forms.CharField(
        label=_("评议情况和结果"),
        max_length=LONGEST,
        widget=words_box(),
        help_text=_("公示有异议的，评议以后重新提初审意见、再公示。"),
    )
