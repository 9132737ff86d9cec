from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from relief.offices.models import User
from relief.web.forms import ReliefForm

from .. import services
from ..models import Application
from .boxes import refusals_in


class CorrectionForm(ReliefForm):
    """更正: why a decision no longer stands."""

    reason = forms.CharField(
        label=gettext_lazy("为什么更正"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("写清哪里错了。协理员和申请人看得到。"),
    )

    def __init__(self, *args: Any, application: Application, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application = application

    def save(self, *, by: User) -> bool:
        """Whether it was done; a refusal then stands in the form."""
        with refusals_in(self):
            services.correct(by=by, application=self.application, reason=self.cleaned_data["reason"])
        return not self.errors
