from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.offices.models import User
from relief.web.forms import MoneyField, ReliefForm
from relief.web.money import money

from .. import services
from ..actions import CaseworkAction
from ..advice import Advice, pays
from ..models import Application, Decision
from ..services import Refused
from ..words import deed_words
from .boxes import box_of

APPROVE, REFUSE = "approve", "refuse"
# The page puts in its place what stands in the box of the amount.
AMOUNT = "{amount}"


class DecisionForm(ReliefForm):
    """您的决定: approve with an amount, or refuse with a reason."""

    decision = forms.ChoiceField(label=gettext_lazy("决定"), widget=forms.RadioSelect)
    amount = MoneyField(label=gettext_lazy("金额"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("理由"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    article = forms.CharField(
        label=gettext_lazy("依据条文"),
        required=False,
        max_length=200,
    )

    def __init__(
        self, *args: Any, application: Application, advice: Advice, may_approve: bool = True, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {"amount": advice.amount})
        super().__init__(*args, **kwargs)
        self.application = application
        self.words = {
            APPROVE: deed_words(CaseworkAction.APPROVED, application.programme),
            REFUSE: deed_words(CaseworkAction.REFUSED, application.programme),
        }
        deeds = ((deed, words) for deed, words in self.words.items() if may_approve or deed != APPROVE)
        self.offer("decision", deeds)
        told = {"refusal": self.words[REFUSE]}
        self.fields["reason"].help_text = (
            _("写进决定，申请人看得到。%(refusal)s、或与系统建议不同，必须写。") % told
        )
        self.fields["article"].help_text = _("%(refusal)s时写，如民发〔2021〕57号第十四条。") % told
        if pays(application.programme):
            self._ask_amount(advice)
        else:
            del self.fields["amount"]

    def _ask_amount(self, advice: Advice) -> None:
        """The box of the amount, and the words of a button that says it."""
        monthly = advice.programme.period == "month"
        box, told = self.fields["amount"], {"deed": self.words[APPROVE], "amount": AMOUNT}
        box.label = _("每月金额") if monthly else _("金额")
        box.help_text = _amount_hint(advice.amount)
        words = _("%(deed)s，每月%(amount)s元") if monthly else _("%(deed)s，%(amount)s元")
        self.words["amount"] = words % told

    def save(self, *, by: User) -> Decision | None:
        """The decision; None after a refusal, which then stands in the form."""
        said = self.cleaned_data
        try:
            if said["decision"] == REFUSE:
                return services.refuse(
                    by=by, application=self.application, reason=said["reason"], article=said["article"]
                )
            return services.approve(
                by=by, application=self.application, amount=said.get("amount"), reason=said["reason"]
            )
        except Refused as refused:
            self.add_error(box_of(self, refused), str(refused))
        except PermissionDenied as refused:
            self.add_error(None, str(refused))
        return None


def _amount_hint(advised: int | None) -> str:
    if advised is None:
        return _("没有算出金额，请按实际情况写，并写明理由。")
    return _("建议%(amount)s。改动要写理由。") % {"amount": money(advised)}
