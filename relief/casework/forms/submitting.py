from collections.abc import Callable
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from relief.households.models import Household
from relief.offices.models import User
from relief.rules.programmes import BY_CODE
from relief.web.forms import MoneyField, ReliefForm

from .. import services
from ..models import Application
from .boxes import refusals_in


class AskingForm(ReliefForm):
    """What goes to the approver with a submission: the amount where one is asked for, and remarks.

    `send` is the service that the form is for, with what it is about.
    """

    send: Callable[..., Application]

    requested = MoneyField(
        label=gettext_lazy("申请金额"), required=False, help_text=gettext_lazy("按实际需要写。")
    )
    remarks = forms.CharField(
        label=gettext_lazy("给审批人的话"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("申报里看不出来的情况，如入户时见到什么。可以不写。"),
    )

    def __init__(self, *args: Any, programme: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not BY_CODE[programme].asks_amount:
            del self.fields["requested"]

    def save(self, *, by: User) -> Application | None:
        """The application; None after a refusal, which then stands in the form."""
        said = {"requested": self.cleaned_data.get("requested"), "remarks": self.cleaned_data["remarks"]}
        with refusals_in(self):
            return self.send(by=by, **said)
        return None


class SubmitForm(AskingForm):
    """提交一个项目."""

    def __init__(self, *args: Any, household: Household, programme: str, **kwargs: Any) -> None:
        super().__init__(*args, programme=programme, **kwargs)
        self.send = partial(services.submit, household=household, programme=programme)


class ResubmitForm(AskingForm):
    """补正后重新提交; the amount may be mended."""

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"requested": application.requested})
        super().__init__(*args, programme=application.programme, **kwargs)
        self.send = partial(services.resubmit, application=application)
