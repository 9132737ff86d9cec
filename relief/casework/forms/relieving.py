"""先行救助, 社区直接救助 and 补齐手续 as forms."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.screening.queries import latest_screening
from relief.web.forms import MoneyField

from .. import services
from ..advice import advice_on
from .investigating import StepForm

LONGEST = 2000


class RelieveFirstForm(StepForm):
    """先行救助: how much; and why, where the advice does not say yes, as is the rule in an emergency."""

    service = services.relieve_first
    takes_today = False

    amount = MoneyField(label=_("金额"))
    reason = forms.CharField(
        label=_("理由"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("与系统建议不同，必须写。写进决定，申请人看得到。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        screening = latest_screening(self.application.household) or self.application.screening
        advice = advice_on(self.application.programme, screening, self.application.requested)
        self.fields["amount"].initial = advice.amount
        if advice.answer.verdict != "eligible":
            self.fields["reason"].initial = _("情况紧急，先行救助，情况说明和手续随后补齐。")


class CommunityReliefForm(RelieveFirstForm):
    """社区直接救助: the same, by the community."""

    service = services.community_relief
    takes_today = True


class CompletePapersForm(StepForm):
    """补齐手续: what is explained afterwards."""

    service = services.complete_papers
    takes_today = False

    text = forms.CharField(
        label=_("补充说明的情况"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("救助了谁、为什么、多少钱、谁经手；补了哪些签字和材料。"),
    )
