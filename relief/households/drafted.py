"""A page on which nothing typed is lost: kept as a draft, and through a login."""

from abc import ABC, abstractmethod
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from relief.offices.access import SignedIn
from relief.offices.typed import typed_before

from . import services
from .models import Household
from .queries import draft_of

NEVER_KEPT = {"csrfmiddlewaretoken", "typed_by", "deed"}


class Drafted(ABC):
    """One request for one page of a household. `slug`: the page's path below the household."""

    request: SignedIn
    household: Household
    slug: str

    @abstractmethod
    def show(self, typed: QueryDict | None, deed: str = "", **more: Any) -> HttpResponse:
        """The page with what was typed, unread and without a reproach."""

    @abstractmethod
    def save(self, deed: str) -> HttpResponse:
        """What was typed is read and kept, or comes back with what is wrong."""

    def respond(self) -> HttpResponse:
        if self.request.method != "POST":
            return self._opened()
        deed = self.request.POST.get("deed", "save")
        if deed == "draft":
            return self._keep_draft()
        if deed in ("save", "next"):
            return self.save(deed)
        if deed == "discard":
            self.drop_draft()
            return redirect(self.request.path)
        return self.show(self.request.POST, deed)

    def drop_draft(self) -> None:
        services.drop_draft(by=self.request.user, household=self.household, page=self.slug)

    def _opened(self) -> HttpResponse:
        """As it was typed before the session ended, or as the draft has it, or as it is declared."""
        back = typed_before(self.request)
        draft = draft_of(self.household, self.slug, self.request.user)
        typed = back or (QueryDict(str(draft.typed)) if draft else None)
        return self.show(typed, draft=None if back else draft)

    def _keep_draft(self) -> HttpResponse:
        typed = self.request.POST.copy()
        for name in NEVER_KEPT:
            typed.pop(name, None)
        draft = services.keep_draft(
            by=self.request.user, household=self.household, page=self.slug, typed=typed.urlencode()
        )
        return render(self.request, "households/_draft_state.html", {"draft": draft})
