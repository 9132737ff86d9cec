"""家庭成员: who is in the household, and those who join it, as many at once as there are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from relief.offices.access import SignedIn

from .drafted import Drafted
from .forms.joining import NewcomersForm
from .models import Household
from .page import identity, member_lines
from .queries import household_name, members_of
from .services import Naming

Offer = Callable[[Naming | None], dict[str, Any]]
"""What a page says of a known person; the addresses name it, because other rooms know part of it."""


@dataclass
class MembersPage(Drafted):
    """One request for the members of one household."""

    request: SignedIn
    household: Household
    offer: Offer
    slug = "household_members"

    def show(self, typed: QueryDict | None, deed: str = "", **more: Any) -> HttpResponse:
        return self._show(NewcomersForm(typed, deed=deed), **more)

    def save(self, deed: str) -> HttpResponse:
        form = NewcomersForm(self.request.POST, checked=True)
        members = members_of(self.household)
        goes_on = deed == "next" and members and not form.filled
        if not goes_on and not (form.is_valid() and form.add(by=self.request.user, household=self.household)):
            return self._show(form)
        self.drop_draft()
        if form.filled:
            names = _("、").join(row.cleaned_data["name"] for row in form.filled)
            messages.success(self.request, _("已添加%(name)s。") % {"name": names})
        if deed == "next":
            first = members_of(self.household)[0]
            return redirect("member_facts", self.household.pk, first.pk)
        return redirect("household_members", self.household.pk)

    def _show(self, form: NewcomersForm, **more: Any) -> HttpResponse:
        members = members_of(self.household)
        for row in form.rows:
            row.known = self.offer(row.naming) if row.naming else None
        found = {
            "household": self.household,
            "name": household_name(self.household, members),
            "identity": identity(self.household, members),
            "members": member_lines(members),
            "form": form,
            "list": form,
        }
        return render(self.request, "households/members.html", found | more)
