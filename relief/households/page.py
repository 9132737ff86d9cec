"""What a household's page shows of the household itself; other rooms add their part beside it."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.offices.documents import Sex
from relief.offices.models import Role, User
from relief.rules.codes import AreaKind
from relief.vault.masks import masked_number
from relief.web.components import Fact

from . import queries
from .actions import HouseholdAction
from .cards import member_cards
from .facts import Facts, household_facts
from .models import Household, Member
from .sections import Section, household_sections, settled
from .words import code_words


def household_page(
    household: Household, user: User, *, facts: Facts | None = None, out: Collection[str] = ()
) -> dict[str, Any]:
    """The context of `households/household.html`. `out`: keys of members who certainly do not count."""
    declared = household_facts(household) if facts is None else facts
    members = queries.members_of(household)
    may_enter = user.role == Role.CASEWORKER
    urls = {member.key: _person_url(member) for member in members} if may_enter else {}
    sections = [*_names(members), *household_sections(declared)]
    return {
        "household": household,
        "name": queries.household_name(household, members),
        "identity": identity(household, members),
        "members": member_cards(
            declared,
            household.facts_on,
            queries.member_names(members),
            sexes=_sexes(members),
            out=out,
            url_of=lambda key: urls.get(key, ""),
        ),
        "sections": sections,
        "settled": settled(sections),
        "warnings": list(queries.open_warnings(household)),
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
    HouseholdAction.NAMED,
    HouseholdAction.NAME_CORRECTED,
    HouseholdAction.PERSON_ATTACHED,
    HouseholdAction.DOUBLE_ANSWERED,
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


def _person_url(member: Member) -> str:
    return reverse("member_person", args=[member.household_id, member.pk])


def _sexes(members: list[Member]) -> dict[str, str]:
    people = ((member.key, member.person) for member in members)
    return {key: str(Sex(person.sex).label) for key, person in people if person and person.sex}


def _names(members: list[Member]) -> list[Section]:
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
    return [Section("people", _("姓名和证件"), note % {"of": count, "done": done}, state, label)]
