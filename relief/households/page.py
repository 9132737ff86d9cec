"""What a household's page shows of the household itself; other rooms add their part beside it."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.offices.documents import Sex
from relief.offices.models import Role, User
from relief.rules.codes import AreaKind, Relation
from relief.vault.masks import masked_number
from relief.web.components import Fact

from . import queries
from .actions import HouseholdAction
from .applying_sections import applicant_section, consents_section
from .cards import member_cards
from .checks import Mistake, Told, mistakes
from .facts import Facts, household_facts
from .models import Household, Member
from .papers import papers_section
from .sections import Section, household_sections, settled, with_addresses, with_mistakes
from .words import code_words


def household_page(
    household: Household,
    user: User,
    *,
    facts: Facts | None = None,
    members: list[Member] | None = None,
    out: Collection[str] = (),
) -> dict[str, Any]:
    """The context of `households/household.html`. `out`: keys of members who certainly do not count."""
    facts = household_facts(household) if facts is None else facts
    members = queries.members_of(household) if members is None else members
    may_enter = user.role == Role.CASEWORKER
    urls = {member.key: _person_url(member) for member in members} if may_enter else {}
    sections = household_sections(facts)
    if may_enter:
        sections = with_addresses(household.pk, sections, _asked_next(facts, members))
    sections = [
        applicant_section(household, may_enter=may_enter),
        *_names(members, may_enter=may_enter),
        *sections,
        consents_section(household, members, may_enter=may_enter),
        papers_section(household, facts),
    ]
    found = _mistakes(household, facts, members)
    keys = {member.key: member.pk for member in members} if may_enter else {}
    sections = with_mistakes(sections, found, household.pk, keys)
    return {
        "household": household,
        "name": queries.household_name(household, members),
        "identity": identity(household, members),
        "members": member_cards(
            facts,
            household.facts_on,
            queries.member_names(members),
            sexes=_sexes(members),
            out=out,
            url_of=lambda key: urls.get(key, ""),
        ),
        "sections": sections,
        "settled": settled(sections),
        "may_enter": may_enter,
    }


# Asking and taking out are written down too, but they are no step of a household's way.
STEPS = (
    HouseholdAction.ENTERED,
    HouseholdAction.OPENED,
    HouseholdAction.JOINED,
    HouseholdAction.LEFT,
    HouseholdAction.DECLARED,
    HouseholdAction.APPLICANT,
    HouseholdAction.CONSENTED,
    HouseholdAction.EVIDENCE_ADDED,
    HouseholdAction.EVIDENCE_WITHDRAWN,
    HouseholdAction.NAMED,
    HouseholdAction.NAME_CORRECTED,
    HouseholdAction.PERSON_ATTACHED,
)


def identity(household: Household, members: list[Member]) -> list[Fact]:
    """The bar at the top: number, document of the head, place, how many."""
    head = next((member for member in members if member.relation == "head"), None)
    number = masked_number(head.person.number) if head and head.person and head.person.number else None
    place = {
        "community": household.area.name,
        "township": household.area.parent.name if household.area.parent else "",
        "kind": code_words(AreaKind, household.area_kind),
    }
    count = len(members)
    return [
        Fact(_("户号"), household.number),
        Fact(_("证件"), number),
        Fact("", _("%(township)s%(community)s，%(kind)s") % place),
        Fact("", ngettext("%(count)d人", "%(count)d人", count) % {"count": count}),
    ]


def _mistakes(household: Household, facts: Facts, members: list[Member]) -> list[Mistake]:
    """What cannot be, by the day that is later: today, or that of a case file."""
    people = ((member.key, member.person) for member in members)
    numbers = {key: person.born_on for key, person in people if person and person.number and person.born_on}
    day = max(timezone.localdate(), household.facts_on)
    return mistakes(Told(facts, day, queries.member_names(members), numbers))


class MemberLine(NamedTuple):
    """A member in one line."""

    member: Member
    name: str
    relation: str


def member_lines(members: list[Member]) -> list[MemberLine]:
    return [
        MemberLine(
            member, queries.name_of(member), code_words(Relation, member.relation) if member.relation else ""
        )
        for member in members
    ]


def _person_url(member: Member) -> str:
    return reverse("member_facts", args=[member.household_id, member.pk])


def _asked_next(facts: Facts, members: list[Member]) -> dict[str, UUID]:
    """For what everybody has to answer: who has not, or the first."""
    told = {each["id"]: each for each in facts.get("members") or []}
    found: dict[str, UUID] = {}
    for name in ("hukou", "incomes", "obligors") if members else ():
        open_ones = (member for member in members if name not in told.get(member.key, {}))
        found[name] = next(open_ones, members[0]).pk
    return found


def _sexes(members: list[Member]) -> dict[str, str]:
    people = ((member.key, member.person) for member in members)
    return {key: str(Sex(person.sex).label) for key, person in people if person and person.sex}


def _names(members: list[Member], *, may_enter: bool) -> list[Section]:
    """姓名和证件: no fact for the rules, but nothing is decided of a person without them."""
    done = sum(bool(member.person and member.person.number) for member in members)
    count = len(members)
    note = ngettext("%(of)d人中%(done)d人有证件", "%(of)d人中%(done)d人有证件", count)
    if done == count and count:
        state, label = "filled", _("已填")
    elif done:
        state, label = "part", _("已填%(done)d/%(of)d") % {"done": done, "of": count}
    else:
        state, label = "undeclared", _("未登记")
    url = reverse("household_members", args=[members[0].household_id]) if may_enter and members else ""
    return [
        Section("people", _("家庭成员，姓名和证件"), note % {"of": count, "done": done}, state, label, url)
    ]
