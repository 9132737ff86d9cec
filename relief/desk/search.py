"""查找: people and households as the search page shows them, with what became of their applications."""

from collections.abc import Collection, Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.casework.queries import newest_applications
from relief.casework.words import programme_title, state_words
from relief.households.models import Household, Member
from relief.households.search import Typed, found_for, read_typed
from relief.households.services import ask_elsewhere
from relief.households.words import code_words
from relief.offices.documents import Sex
from relief.offices.models import Role, User
from relief.rules.codes import Relation
from relief.vault.masks import masked_number
from relief.web.navigation import address_of
from relief.web.templatetags.relief import age

LONGEST = 60


class Hit(NamedTuple):
    """One line: a person in a household, or a household. `name` in three, the middle is what was typed."""

    url: str
    name: tuple[str, str, str]
    note: str
    facts: str
    place: str
    state: str


def search_page(user: User, text: str, *, submitted: bool) -> dict[str, Any]:
    """The context of `desk/search.html`. Only what was submitted whole asks other offices."""
    text = text.strip()[:LONGEST]
    typed = read_typed(text)
    found = found_for(typed)
    states = _states({row.household_id for row in found.people} | {home.pk for home in found.households})
    may_ask = submitted and typed.is_whole_number and user.role == Role.CASEWORKER
    return {
        "typed": text,
        "is_anything": typed.is_anything,
        "mistake": typed.mistake,
        "people": [_person(row, text, states) for row in found.people],
        "homes": [_home(home, states, home.pk in found.reached) for home in found.households],
        "more": found.more,
        "said": _said(text, typed, found.count, found.more),
        "elsewhere": ask_elsewhere(by=user, documents=typed.documents) if may_ask else [],
        "new_url": address_of("new_household") if user.role == Role.CASEWORKER else None,
    }


def _said(text: str, typed: Typed, count: int, more: bool) -> str:
    """What is announced: how many there are."""
    if not text:
        return ""
    if not typed.is_anything:
        return _("接着打字。")
    if more:
        return _("有%(count)d条以上，接着打字就会变少。") % {"count": count}
    if not count:
        return _("没有找到。")
    return ngettext("找到%(count)d条。", "找到%(count)d条。", count) % {"count": count}


def _states(households: Collection[UUID]) -> dict[UUID, str]:
    """低保：待审, of the newest application of each household."""
    return {
        each.household_id: _("%(label)s：%(value)s")
        % {"label": programme_title(each.programme), "value": state_words(each.state)}
        for each in newest_applications(households)
    }


def _person(row: Member, text: str, states: dict[UUID, str]) -> Hit:
    person, home = row.person, row.household
    assert person is not None
    said = (
        str(Sex(person.sex).label) if person.sex else "",
        age(person.born_on) if person.born_on else "",
        masked_number(person.number) or _("证件未登记"),
    )
    relation = code_words(Relation, row.relation) if row.relation else ""
    return Hit(
        reverse("household", args=[home.pk]),
        _marked(person.name, text),
        _joined(said),
        _joined([_called(home), relation, _("已离开") if row.left_on else ""]),
        _joined([home.number if _head(home) else "", _size(home), home.area.name]),
        states.get(home.pk) or _("没有申请"),
    )


def _home(home: Household, states: dict[UUID, str], by_telephone: bool) -> Hit:
    return Hit(
        reverse("household", args=[home.pk]),
        ("", "", home.number),
        _joined([home.area.name, _("申请人的电话相符") if by_telephone else ""]),
        _called(home) if _head(home) else _("姓名未登记"),
        _size(home),
        states.get(home.pk) or _("没有申请"),
    )


def _marked(name: str, text: str) -> tuple[str, str, str]:
    before, same, after = name.partition(text)
    return (before, same, after) if same else ("", "", name)


def _head(home: Household) -> str | None:
    return getattr(home, "head_name", None)


def _called(home: Household) -> str:
    return _("%(name)s户") % {"name": _head(home)} if _head(home) else home.number


def _size(home: Household) -> str:
    size = getattr(home, "size", None) or 0
    return ngettext("%(count)d人", "%(count)d人", size) % {"count": size}


def _joined(parts: Iterable[str]) -> str:
    return _("，").join(part for part in parts if part)
