from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.households.models import Household
from relief.offices.models import User
from relief.web.forms import ReliefForm

from .models import Opening, Purpose
from .services import open_household


class PurposeForm(ReliefForm):
    """为什么查阅: one choice is enough; only 其他 has to be said in words."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("为什么查阅"), choices=Purpose.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("说明"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("可以不写；选“其他”时要写。"),
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        if said.get("purpose") == Purpose.OTHER and not said.get("words", "").strip():
            self.add_error("words", _("选“其他”时，请写为什么查阅。"))
        return said

    def save(self, *, by: User, household: Household) -> Opening:
        said = self.cleaned_data
        return open_household(by=by, household=household, purpose=said["purpose"], words=said["words"])
