"""申请人 and 核对授权书, from the form that is shown to the form that is saved."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from relief.offices.access import SignedIn

from .drafted import Drafted
from .forms.applying import ApplicantForm, ConsentsForm
from .models import Household
from .page import identity
from .queries import consents_of, household_name, members_of
from .services import Overtaken


@dataclass
class Applying(Drafted):
    """One of the pages about the people rather than their facts."""

    request: SignedIn
    household: Household
    title: ClassVar[str | Promise]

    def __post_init__(self) -> None:
        self.members = members_of(self.household)

    @abstractmethod
    def form(self, typed: QueryDict | None, *, checked: bool = False) -> Any:
        """The form as kept, as typed, or to be read."""

    @abstractmethod
    def store(self, form: Any) -> None:
        """Overtaken if somebody else was first."""

    def show(self, typed: QueryDict | None, deed: str = "", **more: Any) -> HttpResponse:
        return self._show(self.form(typed), **more)

    def save(self, deed: str) -> HttpResponse:
        form = self.form(self.request.POST, checked=True)
        if not form.is_valid():
            return self._show(form)
        try:
            self.store(form)
        except Overtaken as overtaken:
            return self._show(form, overtaken=overtaken, both=form.against(overtaken.theirs))
        self.drop_draft()
        messages.success(self.request, _("已保存：%(title)s。") % {"title": self.title})
        return redirect("household", self.household.pk)

    def _show(self, form: Any, **more: Any) -> HttpResponse:
        found = {
            "household": self.household,
            "name": household_name(self.household, self.members),
            "identity": identity(self.household, self.members),
            "members": self.members,
            "title": self.title,
            "form": form,
        }
        return render(self.request, f"households/{self.slug}.html", found | more)


class ApplicantPage(Applying):
    """申请人: who applies, where to reach them, where to pay."""

    slug = "applicant"
    title = gettext_lazy("申请人")

    def form(self, typed: QueryDict | None, *, checked: bool = False) -> ApplicantForm:
        return ApplicantForm(typed, household=self.household, members=self.members, checked=checked)

    def store(self, form: ApplicantForm) -> None:
        form.save(by=self.request.user)


class ConsentsPage(Applying):
    """核对授权书: nobody is checked who has not consented."""

    slug = "consents"
    title = gettext_lazy("核对授权书")

    def form(self, typed: QueryDict | None, *, checked: bool = False) -> ConsentsForm:
        consents = consents_of(self.household)
        return ConsentsForm(typed, members=self.members, consents=consents, checked=checked)

    def store(self, form: ConsentsForm) -> None:
        form.save(by=self.request.user, household=self.household)
