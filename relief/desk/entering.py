"""A page of facts, from the form that is shown to the form that is saved: the same for every part."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from relief.casework.queries import applications_of
from relief.funds.facts import facts_with_awards
from relief.households import services
from relief.households.differences import differences
from relief.households.drafted import Drafted
from relief.households.facts import household_facts
from relief.households.forms.entry import MEMBER, SECTIONS, EntryForm, Kind
from relief.households.judgements import standing
from relief.households.models import Draft, Household, Member
from relief.households.page import identity
from relief.households.queries import household_name, member_names, members_of, name_of
from relief.households.services import BirthDayDiffers, HeadTaken, Overtaken
from relief.offices.access import SignedIn
from relief.screening.live import missing_of
from relief.screening.page import counted_fact

from .advice import beside
from .awards_beside import awards_beside


@dataclass
class Entering(Drafted):
    """One request for one page of facts of one household, or of one of its members."""

    request: SignedIn
    household: Household
    kind: Kind
    slug: str
    member: Member | None = None
    members: list[Member] = field(init=False)
    declared: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.members = members_of(self.household)
        self.declared = household_facts(self.household)
        self.facts = facts_with_awards(self.household)
        self.names = member_names(self.members)

    @cached_property
    def side(self) -> dict[str, Any]:
        """The advice; a save that goes on to another page does not need it."""
        applications = applications_of(self.household)
        return beside(self.household, self.request.user, self.facts, self.members, applications)

    def show(self, typed: QueryDict | None, deed: str = "", **more: Any) -> HttpResponse:
        return self._show(self._form(typed=typed, deed=deed), **more)

    def _form(self, **how: Any) -> EntryForm:
        person = self.member.person if self.member else None
        born_on = person.born_on if person and person.number else None
        # What contradicts the number stays open, or nobody could mend it.
        fixed = {"born_on"} if born_on and self.member and self.member.born_on == born_on else set()
        written = self._written
        return EntryForm(self.kind, self._own, names=self.names, fixed=fixed, standing=written, **how)

    @cached_property
    def _written(self) -> dict[str, str]:
        """What stands written of the findings on this page."""
        if not self.kind.form.judged:
            return {}
        key, found = self.member.key if self.member else "", standing(self.household.pk, self.declared)
        return {each.judged.path: each.told for each in found if each.member == key}

    @property
    def _own(self) -> dict[str, Any]:
        return dict(services.facts_of_member(self.declared, self.member)) if self.member else self.declared

    @property
    def _asked(self) -> set[str] | None:
        """Names of this member's facts that some programme still needs; None folds nothing away."""
        if self.member is None or (kept := self.side.get("kept")) is None:
            return None
        start = f"members[{self.member.key}]."
        paths = (path.removeprefix(start) for path in missing_of(kept.answer) if path.startswith(start))
        return {path.replace("[", ".").split(".")[0] for path in paths}

    def save(self, deed: str) -> HttpResponse:
        entry = self._form(typed=self.request.POST, checked=True)
        if not entry.is_valid():
            return self._show(entry)
        try:
            self._store(entry)
        except Overtaken as overtaken:
            return self._show_both(entry, overtaken)
        except HeadTaken:
            entry.form.add_error("relation", _("本户已经有户主。先改那个人的关系。"))
            return self._show(entry)
        except BirthDayDiffers:
            entry.form.add_error("born_on", _("和证件号码里的出生日期不一样。"))
            return self._show(entry)
        self.drop_draft()
        messages.success(self.request, _("已保存：%(title)s。") % {"title": self.title})
        return redirect(self._after(deed))

    def _store(self, entry: EntryForm) -> None:
        if self.member:
            services.declare_member(
                by=self.request.user,
                member=self.member,
                declared=entry.facts(),
                seen=entry.seen,
                reasons=entry.reasons,
            )
        else:
            services.declare_part(
                by=self.request.user,
                household=self.household,
                name=self.slug,
                declared=entry.facts(),
                seen=entry.seen,
                reasons=entry.reasons,
            )

    def _show_both(self, entry: EntryForm, overtaken: Overtaken) -> HttpResponse:
        """What was typed stays in the boxes; saving again is now on top of what the other person saved."""
        both = differences(overtaken.theirs, entry.facts(), self.names)
        entry.seen = entry.now
        return self._show(entry, overtaken=overtaken, both=both)

    def _show(self, entry: EntryForm, **more: Any) -> HttpResponse:
        # Only a page that is shown asks the law what to fold away.
        entry.form.asked = self._asked
        context = {
            "entry": entry,
            "household": self.household,
            "name": household_name(self.household, self.members),
            "identity": self._identity(),
            "title": self.title,
            "member": self.member,
            "next_title": self._next_title,
        }
        ours = awards_beside(self.household, self.facts) if self.slug == "receiving" else {}
        return render(self.request, "desk/entry.html", context | ours | self.side | more)

    def _identity(self) -> list[Any]:
        told, kept = identity(self.household, self.members), self.side.get("kept")
        return [*told[:-1], counted_fact(kept.answer, len(self.members))] if kept else told

    @property
    def title(self) -> str:
        return name_of(self.member) if self.member else str(self.kind.title)

    @property
    def _next(self) -> tuple[str, str] | None:
        """The address and title of the page after this one: every member, then the parts in their order."""
        pages = [
            (reverse("member_facts", args=[self.household.pk, each.pk]), name_of(each))
            for each in self.members
        ]
        pages += [
            (reverse("section", args=[self.household.pk, slug]), str(kind.title))
            for slug, kind in SECTIONS.items()
        ]
        here = next((n for n, page in enumerate(pages) if page[0] == self.request.path), len(pages))
        return pages[here + 1] if here + 1 < len(pages) else None

    @property
    def _next_title(self) -> str:
        return self._next[1] if self._next else ""

    def _after(self, deed: str) -> str:
        if deed == "next" and self._next:
            return self._next[0]
        return reverse("household", args=[self.household.pk])


def entering_member(request: SignedIn, household: Household, member: Member) -> Entering:
    return Entering(request, household, MEMBER, f"members/{member.pk}", member)


def page_address(draft: Draft) -> str:
    """Where a draft was typed."""
    part, _slash, member = draft.page.partition("/")
    if member:
        return reverse("member_facts", args=[draft.household_id, member])
    if part not in SECTIONS:
        return reverse(part, args=[draft.household_id])
    return reverse("section", args=[draft.household_id, part])
