"""转交: to whom, and why."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.offices.models import User
from relief.web.forms import ReliefForm

from .. import services
from ..guards import who_may_decide
from ..models import Application
from ..services import HandedOver
from .boxes import refusals_in


class ColleagueForm(ReliefForm):
    """Somebody who may take over, by name, and a reason."""

    to = forms.ChoiceField(label=_("转给谁"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("原因（可以不写）"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def offer_people(self, people: Iterable[User]) -> None:
        self.people = {str(person.pk): person for person in people}
        self.offer("to", ((pk, person.display_name) for pk, person in self.people.items()))

    def clean_to(self) -> User:
        return self.people[self.cleaned_data["to"]]


class HandOverForm(ColleagueForm):
    """转交 one application."""

    def __init__(self, *args: Any, application: Application, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.application, self.by = application, by
        self.offer_people(each for each in who_may_decide(application) if each.pk != by.pk)

    def save(self) -> bool:
        """Whether it was handed over; a refusal then stands in the form."""
        to, reason = self.cleaned_data["to"], self.cleaned_data["reason"]
        with refusals_in(self):
            services.hand_over(by=self.by, application=self.application, to=to, reason=reason)
        return not self.errors


class LeaverForm(ColleagueForm):
    """Everything of somebody who leaves."""

    def __init__(self, *args: Any, leaver: User, by: User, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leaver, self.by = leaver, by
        self.fields["reason"].label = _("原因")
        self.fields["reason"].required = True
        self.offer_people(people)

    def save(self) -> HandedOver | None:
        """What was handed over; None after a refusal, which then stands in the form."""
        to, reason = self.cleaned_data["to"], self.cleaned_data["reason"]
        with refusals_in(self):
            return services.hand_over_all(by=self.by, leaver=self.leaver, to=to, reason=reason)
        return None
