"""The sections of what is declared, each with its state: 已填, 未申报, 无, how much of it, or 有误."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.rules import facts
from relief.rules.codes import AssetsFinding, ProgrammeCode, Recognition
from relief.rules.facts import FactMap
from relief.rules.parameters import fen
from relief.web.components import Fact
from relief.web.money import money
from relief.web.texts import said

from .checks import Mistake
from .words import Facts, code_words, incomes_words, labelled, lines, value_words


class Wrong(NamedTuple):
    """What cannot be, in words, and the box where it stands for whoever may change it."""

    words: str
    url: str = ""


class Section(NamedTuple):
    """One line of the list. `state` is filled, part, none, undeclared or wrong."""

    name: str
    title: str
    note: str
    state: str
    label: str
    url: str = ""
    facts: tuple[Fact, ...] = ()
    wrong: tuple[Wrong, ...] = ()

    def with_wrong(self, found: Sequence[Wrong]) -> "Section":
        """有误, with the count; what else the section says stays."""
        if not found:
            return self
        label = ngettext("%(count)d处有误", "%(count)d处有误", len(found)) % {"count": len(found)}
        return self._replace(state="wrong", label=label, wrong=tuple(found))


SLUGS = {
    "incomes_shared": "incomes",
    "relief_history": "receiving",
    "recognised_as": "receiving",
}
"""Sections whose boxes stand on the page of another name."""
BOXES = {"incomes_shared": "incomes_declared", "recognised_as": "recognised_as_declared"}


def with_addresses(household: UUID, sections: list[Section], members: Mapping[str, UUID]) -> list[Section]:
    """Each section with the page it is filled in on; `members`: who is asked next, by section."""
    return [section._replace(url=_address(household, section.name, members)) for section in sections]


def with_mistakes(
    sections: list[Section], found: list[Mistake], household: UUID, members: Mapping[str, UUID]
) -> list[Section]:
    """Each section with what cannot be in it; `members` by their keys, none for who may not change them."""
    wrong: dict[str, list[Wrong]] = {}
    for each in found:
        url = _box(household, each, members) if members else ""
        wrong.setdefault(each.section, []).append(Wrong(each.message, url))
    return [section.with_wrong(wrong.get(section.name, [])) for section in sections]


def _box(household: UUID, mistake: Mistake, members: Mapping[str, UUID]) -> str:
    if mistake.member:
        page = reverse("member_facts", args=[household, members[mistake.member]])
    else:
        page = reverse("section", args=[household, SLUGS.get(mistake.section, mistake.section)])
    return f"{page}#id_{mistake.box}"


def _address(household: UUID, name: str, members: Mapping[str, UUID]) -> str:
    if name in members:
        box = f"{name}_declared" if name in ("incomes", "obligors") else name
        return f"{reverse('member_facts', args=[household, members[name]])}#id_{box}"
    page = reverse("section", args=[household, SLUGS.get(name, name)])
    return f"{page}#id_{BOXES[name]}" if name in BOXES else page


def household_sections(household: Facts) -> list[Section]:
    """Everything declared of a household beside its members' cards."""
    return [
        _of_each(household, "hukou", said(facts.MEMBER.by_name["hukou"].label)),
        _of_each(household, "incomes", _("各人收入")),
        _incomes(household),
        _assets(household),
        _of_map(household, facts.SPENDING),
        _of_map(household, facts.HARDSHIP),
        _of_list(household, facts.AWARD),
        _recognised(household),
        _of_list(household, facts.RELIEF),
        _of_each(household, "obligors", said(facts.OBLIGOR.label)),
        _of_map(household, facts.CHANGE),
    ]


def settled(sections: list[Section]) -> int:
    """How many sections nobody needs to ask about any more."""
    return sum(section.state in ("filled", "none") for section in sections)


def part_state(done: int, of: int) -> tuple[str, str]:
    if done == 0:
        return "undeclared", _("未申报")
    if done == of:
        return "filled", _("已填")
    return "part", _("已填%(done)d/%(of)d") % {"done": done, "of": of}


def _of_each(household: Facts, name: str, title: str) -> Section:
    """A fact that every member has to answer."""
    members = household.get("members") or []
    missing = [member["id"] for member in members if member.get(name) is None]
    done = len(members) - len(missing)
    note = ngettext("%(of)d人中%(done)d人已填", "%(of)d人中%(done)d人已填", len(members)) % {
        "of": len(members),
        "done": done,
    }
    return Section(name, title, note, *part_state(done, len(members)))


def _answered(name: str, title: str, value: Any) -> Section:
    if value is None:
        return Section(name, title, "", "undeclared", _("未申报"))
    return Section(name, title, "", "none", _("无"))


def _of_map(household: Facts, fact_map: FactMap) -> Section:
    title, value = said(fact_map.label), household.get(fact_map.name)
    if not isinstance(value, Mapping):
        return _answered(fact_map.name, title, value)
    state = part_state(len(value), len(fact_map.facts))
    return Section(fact_map.name, title, _note(fact_map, value), *state, facts=tuple(lines(fact_map, value)))


def _note(fact_map: FactMap, value: Facts) -> str:
    """The first things declared, so that one need not open the section."""
    told = (value_words(fact, value.get(fact.name)) for fact in fact_map.facts)
    return _("，").join(text for text in told if isinstance(text, str) and text)


def _incomes(household: Facts) -> Section:
    """Income that belongs to no single member, and what an officer left out of it."""
    incomes, title = household.get("incomes"), _("家庭共有收入")
    disregarded = household.get("support_disregarded")
    note = _("土地、出租等")
    if disregarded is not None:
        what = {"label": said(facts.HOUSEHOLD.facts[0].label), "amount": money(fen(disregarded))}
        note = _("%(label)s：每月%(amount)s") % what
    if not incomes:
        return _answered("incomes_shared", title, incomes)._replace(note=note)
    words = _("；").join(part.text for part in incomes_words(incomes))
    return Section("incomes_shared", title, words, "filled", _("已填"))


def _assets(household: Facts) -> Section:
    title, value = said(facts.ASSETS.label), household.get("assets")
    if value is None:
        return _answered("assets", title, None)
    if isinstance(value, str):
        return Section("assets", title, code_words(AssetsFinding, value), "filled", _("已填"))
    told = tuple(lines(facts.ASSETS, value))
    note = _("，").join(labelled(fact) for fact in told if fact.value is not None)
    return Section("assets", title, note, *part_state(len(value), len(told)), facts=told)


def _of_list(household: Facts, fact_map: FactMap) -> Section:
    title, items = said(fact_map.label), household.get(fact_map.name)
    if not items:
        return _answered(fact_map.name, title, items)
    names = (item.get("programme") for item in items)
    note = _("、").join(code_words(ProgrammeCode, name) if name else _("项目未申报") for name in names)
    told = tuple(fact for item in items for fact in lines(fact_map, item, *_plain_when_left_out(item)))
    return Section(fact_map.name, title, note, "filled", _("已填"), facts=told)


def _plain_when_left_out(item: Facts) -> tuple[str, ...]:
    return () if "members" in item else ("members",)


def _recognised(household: Facts) -> Section:
    recognised, title = household.get("recognised_as"), _("已有的身份认定")
    if not recognised:
        return _answered("recognised_as", title, recognised)
    note = _("、").join(code_words(Recognition, code) for code in recognised)
    return Section("recognised_as", title, note, "filled", _("已填"))
