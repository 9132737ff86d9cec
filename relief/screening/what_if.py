"""试一试: other facts, and what every programme would say to them. Nothing of it is stored anywhere.

What was tried on one part travels to the next as a signed text in the page, so that parts add up.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.core.signing import BadSignature, dumps, loads
from django.http import QueryDict

from relief.funds.facts import facts_with_awards
from relief.households.forms.entry import MEMBER, SECTIONS, EntryForm, Kind
from relief.households.models import Household
from relief.households.queries import member_names, members_of

from .boxes import SLUGS, first_step, member_key
from .keeping import facts_from_data, facts_in_hand
from .live import live
from .next_question import next_questions
from .rows import Kept
from .sums import amount_words, requested_in

Facts = dict[str, Any]
OF_MEMBER = "member:"


class Part(NamedTuple):
    """A part that can be tried, and whether it is the one on the page."""

    value: str
    title: str
    is_here: bool


class Trial:
    """One request: what is declared, what was tried on other parts, and the part on the page."""

    def __init__(self, household: Household, part: str = "", typed: QueryDict | None = None) -> None:
        self.household, self.typed = household, typed
        self.members = members_of(household)
        self.names = member_names(self.members)
        self.declared = facts_with_awards(household)
        self.before = live(household, self.declared, self.names)
        self.base = self._carried() if typed else self.declared
        self.part = self._known(typed.get("part", "") if typed else part)
        self.entry, self.tried = self._form(), self.base
        self.mistaken = False
        if typed is not None:
            self._read(typed)
        self.after = live(household, self.tried, self.names)

    def _read(self, typed: QueryDict) -> None:
        """Rows more or less; another part; all as declared again; or an answer to what was typed."""
        deed, to = typed.get("deed", ""), typed.get("go", "")
        if deed == "reset":
            self.base = self.tried = self.declared
            self.entry = self._form()
            return
        if deed.startswith(("add:", "remove:")):
            self.entry = self._form(typed=typed, deed=deed)
            return
        self.entry = self._form(typed=typed, checked=True)
        if not self.entry.is_valid():
            self.mistaken = True
            return
        self.tried = self._merged()
        if to:
            self.base, self.part = self.tried, self._known(to)
            self.entry = self._form()

    def _form(self, **how: Any) -> EntryForm:
        return EntryForm(_without_ground(self.kind), self._own, names=self.names, **how)

    @property
    def kind(self) -> Kind:
        return MEMBER if self._key else SECTIONS[self.part]

    @property
    def _key(self) -> str:
        """The member's key, where the part is one member's."""
        return self.part.removeprefix(OF_MEMBER) if self.part.startswith(OF_MEMBER) else ""

    @property
    def _own(self) -> Facts:
        if not self._key:
            return self.base
        members = self.base.get("members") or []
        return next((each for each in members if each["id"] == self._key), {})

    def _merged(self) -> Facts:
        """What was carried, with this part as it was typed."""
        names = self.kind.of.names
        own = {name: value for name, value in self._own.items() if name not in names} | self.entry.facts()
        if not self._key:
            return own
        members = [own if each["id"] == self._key else each for each in self.base.get("members") or []]
        return {**self.base, "members": members}

    def _known(self, part: str) -> str:
        return part if part in dict(self._titles()) else self._suggested()

    def _suggested(self) -> str:
        """Where the next question stands; or the first part."""
        for each in next_questions(self.before, most=1):
            key = member_key(each.path, self.names)
            if key is not None:
                return f"{OF_MEMBER}{key}"
            return SLUGS.get(first_step(each.path), "incomes")
        return next(iter(dict(self._titles())))

    def _titles(self) -> list[tuple[str, str]]:
        people = [(f"{OF_MEMBER}{member.key}", self.names[member.key]) for member in self.members]
        return people + [(slug, str(kind.title)) for slug, kind in SECTIONS.items()]

    @property
    def parts(self) -> list[Part]:
        return [Part(value, title, value == self.part) for value, title in self._titles()]

    @property
    def carried(self) -> str:
        """Everything tried on other parts, for the page to give back."""
        return dumps(facts_in_hand(self.base), salt=self._salt, compress=True)

    def _carried(self) -> Facts:
        assert self.typed is not None
        try:
            return facts_from_data(loads(self.typed.get("tried", ""), salt=self._salt))
        except BadSignature:
            return self.declared

    @property
    def _salt(self) -> str:
        return f"what-if/{self.household.pk}"


def _without_ground(kind: Kind) -> Kind:
    """A finding needs its reason where it is declared, not where it is tried."""
    if not kind.form.judged:
        return kind
    return kind._replace(form=type(kind.form.__name__, (kind.form,), {"judged": ()}))


class Change(NamedTuple):
    """One programme before and after."""

    title: str
    before: str
    after: str
    why: str
    amount: str
    is_other: bool


def requested_of(kept: Kept) -> int | None:
    return requested_in(kept.screening.facts)


def amounts(kept: Kept) -> Mapping[str, str]:
    """What each programme would pay, in words."""
    return {
        each.code: amount_words(each, requested_of(kept)) if each.verdict != "not_offered" else ""
        for each in kept.answer.programmes
    }
