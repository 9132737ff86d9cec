"""A household's members as the pages show them, from facts alone or with their names."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from relief.rules import facts
from relief.rules.reading import full_years
from relief.web.components import Fact
from relief.web.texts import said

from .words import NONE, Facts, Part, code_words, health_words, incomes_words, lines, undeclared

ON_THE_CARD = ("relation", "serious_illness")


@dataclass(frozen=True, slots=True)
class MemberCard:
    """One member: what a glance needs, and everything else that was said or not said."""

    key: str
    name: str
    note: str
    incomes: list[Part]
    health: list[Part]
    declared: list[Fact]
    undeclared: list[str]
    is_out: bool = False
    url: str = ""


def member_cards(
    household: Facts,
    day: date,
    names: Mapping[str, str] | None = None,
    *,
    sexes: Mapping[str, str] | None = None,
    out: Collection[str] = (),
    url_of: Callable[[str], str] = lambda key: "",
) -> list[MemberCard]:
    """Cards in the order of the household. `out`: keys of members who certainly do not count."""
    return [
        _card(member, day, names or {}, (sexes or {}).get(member["id"], ""), out, url_of)
        for member in household.get("members") or []
    ]


def _card(
    member: Facts,
    day: date,
    names: Mapping[str, str],
    sex: str,
    out: Collection[str],
    url_of: Callable[[str], str],
) -> MemberCard:
    key = member["id"]
    told = _told(member)
    return MemberCard(
        key=key,
        name=names.get(key) or _("成员%(key)s") % {"key": key},
        note=_("，").join(part for part in _heading(member, day, sex, key in out) if part),
        incomes=incomes_words(member.get("incomes")),
        health=health_words(member),
        declared=[fact for fact in told if fact.value is not None],
        undeclared=[fact.label for fact in told if fact.value is None],
        is_out=key in out,
        url=url_of(key),
    )


def _heading(member: Facts, day: date, sex: str, is_out: bool) -> list[str]:
    relation, born_on, schooling = (member.get(name) for name in ("relation", "born_on", "schooling"))
    known = facts.MEMBER.by_name
    return [
        _words(known["relation"], relation) or undeclared(_("与户主关系")).text,
        sex,
        _("%(years)d岁") % {"years": full_years(born_on, day)} if born_on else undeclared(_("年龄")).text,
        _words(known["schooling"], schooling) if schooling not in (None, NONE) else "",
        _("不计入") if is_out else "",
    ]


def _words(fact: Any, code: str | None) -> str:
    return code_words(fact.codes, code) if code else ""


def _told(member: Facts) -> list[Fact]:
    """Everything about a member that stands not on the card itself."""
    found = lines(facts.MEMBER, member, *ON_THE_CARD)
    unemployment = member.get("unemployment")
    if isinstance(unemployment, Mapping):
        found += lines(facts.UNEMPLOYMENT, unemployment)
    else:
        found.append(Fact(said(facts.UNEMPLOYMENT.label), () if unemployment == NONE else None))
    return found + _obligors(member)


def _obligors(member: Facts) -> list[Fact]:
    obligors, label = member.get("obligors"), said(facts.OBLIGOR.label)
    if not obligors:
        return [Fact(label, None if obligors is None else ())]
    return [
        Fact(
            _("第%(number)d位%(label)s") % {"number": number, "label": label},
            _("，").join(_said_of(obligor)) or None,
        )
        for number, obligor in enumerate(obligors, 1)
    ]


def _said_of(obligor: Facts) -> list[str]:
    found = lines(facts.OBLIGOR, obligor)
    return [
        _("%(label)s：%(value)s") % {"label": fact.label, "value": fact.value}
        for fact in found
        if fact.value is not None
    ]
