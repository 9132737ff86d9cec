from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _

from relief.households.models import Household
from relief.offices.models import User
from relief.web.forms import ReliefForm

from . import services
from .models import Reply, Step


class AnswerForm(ReliefForm):
    """核实重复救助: what was found out, and how."""

    reply = forms.ChoiceField(label=_("核实的结果"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("怎么核实的"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("例如：11月23日电话问过对方街道，上月已迁出。"),
    )

    def __init__(self, *args: Any, replies: Collection[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("reply", list(replies))

    def save(self, *, by: User, household: Household, about: UUID, step: Step) -> bool:
        """Whether it was kept; see AlreadyAnswered."""
        said = {"reply": Reply(self.cleaned_data["reply"]), "words": self.cleaned_data["words"]}
        try:
            services.answer_caution(by=by, household=household, about=about, step=step, **said)
        except PermissionDenied as refused:
            self.add_error(None, str(refused))
        return not self.errors
