"""提交 and 决定 as forms. What the services refuse is said beside the box it can be mended in."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from relief.households.models import Household
from relief.offices.models import User
from relief.rules.programmes import BY_CODE
from relief.web.forms import MoneyField, ReliefForm

from . import services
from .advice import Advice, is_pre_reviewed, pays
from .models import Application, Decision
from .services import Refused

APPROVE, REFUSE = "approve", "refuse"


class SubmitForm(ReliefForm):
    """提交一个项目; the amount only where the programme asks for one."""

    requested = MoneyField(label=_("申请金额"), required=False, help_text=_("元；按实际需要写。"))

    def __init__(self, *args: Any, household: Household, programme: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.household, self.programme = household, programme
        if not BY_CODE[programme].asks_amount:
            del self.fields["requested"]

    def save(self, *, by: User) -> Application | None:
        """The application; None after a refusal, which then stands in the form."""
        requested = self.cleaned_data.get("requested")
        try:
            return services.submit(
                by=by, household=self.household, programme=self.programme, requested=requested
            )
        except Refused as refused:
            self.add_error(_box(self, refused), str(refused))
            return None


class DecisionForm(ReliefForm):
    """您的决定: approve with an amount, or refuse with a reason."""

    decision = forms.ChoiceField(label=_("决定"), widget=forms.RadioSelect)
    amount = MoneyField(label=_("金额"), required=False)
    reason = forms.CharField(
        label=_("理由"),
        required=False,
        max_length=2000,
        help_text=_("写进决定，申请人看得到。不予批准、或与系统建议不同，必须写。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    article = forms.CharField(
        label=_("依据条文"),
        required=False,
        max_length=200,
        help_text=_("不予批准时写，如民发〔2021〕57号第十四条。"),
    )

    def __init__(self, *args: Any, application: Application, advice: Advice, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"amount": advice.amount})
        super().__init__(*args, **kwargs)
        self.application = application
        pre_reviewed = is_pre_reviewed(application.programme)
        decision = self.fields["decision"]
        assert isinstance(decision, forms.ChoiceField)
        decision.choices = [
            (APPROVE, _("预审同意") if pre_reviewed else _("批准")),
            (REFUSE, _("预审不同意") if pre_reviewed else _("不予批准")),
        ]
        if pays(application.programme):
            monthly = advice.programme.period == "month"
            self.fields["amount"].help_text = _("每月发多少") if monthly else _("一次给多少")
        else:
            del self.fields["amount"]

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
            self.add_error(_box(self, refused), str(refused))
        except PermissionDenied as refused:
            self.add_error(None, str(refused))
        return None


def _box(form: forms.Form, refused: Refused) -> str | None:
    return refused.field if refused.field in form.fields else None
