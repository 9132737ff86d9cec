"""有误: what stands in a household and cannot be, though a case file or a leaving member can leave it so.

Each check is a plain function of what is declared, named once in `CHECKS`. What its forms refuse at once and
the database never holds is not asked again here.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from relief.rules import facts
from relief.rules.codes import ProgrammeCode, Relation
from relief.rules.facts import FactMap
from relief.rules.reading import full_years
from relief.web.days import long_day
from relief.web.texts import said

from .words import Facts, code_words

PEOPLE = "people"
MARRIAGE_AGE = 18


class Told(NamedTuple):
    """What is looked at: the facts, the last day that can be, names, and days of birth by their numbers."""

    declared: Facts
    day: date
    names: Mapping[str, str] = {}
    numbers: Mapping[str, date] = {}

    @property
    def members(self) -> list[Facts]:
        return list(self.declared.get("members") or [])

    @property
    def living(self) -> list[Facts]:
        return [member for member in self.members if not _until(member.get("died_on"), self.day)]

    def name(self, member: Facts) -> str:
        return self.names.get(member["id"]) or _("成员%(key)s") % {"key": member["id"]}


class Mistake(NamedTuple):
    """有误 in one section of the list: whose it is, in which box, and why. `member`: its key, or nobody's."""

    section: str
    member: str
    box: str
    message: str


def mistakes(told: Told) -> list[Mistake]:
    """Everything that cannot be, in the order of `CHECKS`."""
    return [mistake for check in CHECKS for mistake in check(told)]


def one_head(told: Told) -> Iterator[Mistake]:
    """A household has one living head (户主). While somebody's relation is open it may still be theirs."""
    relations = [member.get("relation") for member in told.living]
    if not relations or None in relations or Relation.HEAD.code in relations:
        return
    yield Mistake(PEOPLE, told.living[0]["id"], "relation", _("没有户主：户主离开或去世以后，要另定一位"))


def one_spouse(told: Told) -> Iterator[Mistake]:
    """The head has one living spouse (配偶)."""
    spouses = [member for member in told.living if member.get("relation") == Relation.SPOUSE.code]
    for member in spouses[1:]:
        words = {"first": told.name(spouses[0]), "name": told.name(member)}
        yield Mistake(
            PEOPLE, member["id"], "relation", _("%(first)s和%(name)s都写成户主的配偶，请改一位") % words
        )


def spouse_of_age(told: Told) -> Iterator[Mistake]:
    """Nobody under age is married."""
    for member in told.members:
        born = member.get("born_on")
        is_young = born is not None and full_years(born, told.day) < MARRIAGE_AGE
        if is_young and member.get("relation") == Relation.SPOUSE.code:
            words = {"name": told.name(member), "age": MARRIAGE_AGE}
            text = _("%(name)s写成户主的配偶，却未满%(age)d周岁") % words
            yield Mistake(PEOPLE, member["id"], "relation", text)


def birthday_of_the_number(told: Told) -> Iterator[Mistake]:
    """The number of a document says the day of birth."""
    for member in told.members:
        born, number = member.get("born_on"), told.numbers.get(member["id"])
        if number and born != number:
            words = {"name": told.name(member), "day": long_day(number)}
            text = _("%(name)s的证件号码说生于%(day)s，申报的不一样") % words
            yield Mistake(PEOPLE, member["id"], "born_on", text)


def graduated_before_birth(told: Told) -> Iterator[Mistake]:
    """Nobody graduates, or leaves for a vocation, before being born."""
    for member in told.members:
        born = member.get("born_on")
        for name in ("graduated_on", "away_since"):
            day = member.get(name)
            if isinstance(day, date) and born and day < born:
                yield Mistake(PEOPLE, member["id"], name, _early(told, member, name))


def days_of_members(told: Told) -> Iterator[Mistake]:
    """No day of a member lies in the future; nor does one of somebody who owes them support."""
    for member in told.members:
        for name in _late(facts.MEMBER, member, told.day):
            text = _("%(name)s的%(label)s在今天以后") % _words(told, member, facts.MEMBER, name)
            yield Mistake(PEOPLE, member["id"], name, text)
        for number, obligor in enumerate(member.get("obligors") or []):
            for name in _late(facts.OBLIGOR, obligor, told.day):
                text = _("%(name)s第%(number)d位法定义务人的%(label)s在今天以后")
                words = _words(told, member, facts.OBLIGOR, name) | {"number": number + 1}
                yield Mistake("obligors", member["id"], f"obligors-{number}-{name}", text % words)


def days_of_the_household(told: Told) -> Iterator[Mistake]:
    """What happened, changed, began or was given has a day that has come."""
    for fact_map in (facts.HARDSHIP, facts.CHANGE):
        inside = told.declared.get(fact_map.name)
        for name in _late(fact_map, inside, told.day) if isinstance(inside, Mapping) else ():
            text = _("%(label)s在今天以后") % {"label": said(fact_map.by_name[name].label)}
            yield Mistake(fact_map.name, "", f"{fact_map.name}_{name}", text)
    for fact_map in (facts.AWARD, facts.RELIEF):
        for number, item in enumerate(told.declared.get(fact_map.name) or []):
            for name in _late(fact_map, item, told.day):
                words = {"number": number + 1, "label": said(fact_map.by_name[name].label)}
                text = _("第%(number)d项的%(label)s在今天以后") % words
                yield Mistake(fact_map.name, "", f"{fact_map.name}-{number}-{name}", text)


def somebody_receives(told: Told) -> Iterator[Mistake]:
    """An award or relief of named members is somebody's: when all have left, nobody receives it here."""
    for fact_map in (facts.AWARD, facts.RELIEF):
        for number, item in enumerate(told.declared.get(fact_map.name) or []):
            if item.get("members") == []:
                text = _("第%(number)d项没有哪位成员享受：写上的人已经离开") % {"number": number + 1}
                yield Mistake(fact_map.name, "", f"{fact_map.name}-{number}-members", text)


def received_once(told: Told) -> Iterator[Mistake]:
    """Nobody receives one programme twice."""
    seen: Counter[tuple[str, str]] = Counter()
    for number, item in enumerate(told.declared.get("receiving") or []):
        programme = item.get("programme")
        named = item.get("members")
        keys = [member["id"] for member in told.members] if named is None else named
        if programme and any(seen[programme, key] for key in keys):
            words = {"number": number + 1, "programme": code_words(ProgrammeCode, programme)}
            text = _("第%(number)d项和前面重复：同一个人的%(programme)s写了两次") % words
            yield Mistake("receiving", "", f"receiving-{number}-programme", text)
        seen.update((programme, key) for key in keys if programme)


CHECKS: tuple[Callable[[Told], Iterator[Mistake]], ...] = (
    one_head,
    one_spouse,
    spouse_of_age,
    birthday_of_the_number,
    graduated_before_birth,
    days_of_members,
    days_of_the_household,
    somebody_receives,
    received_once,
)


def _until(day: Any, last: date) -> bool:
    return isinstance(day, date) and day <= last


def _late(fact_map: FactMap, declared: Facts, last: date) -> list[str]:
    """Names of the days that have not come."""
    days = ((fact.name, declared.get(fact.name)) for fact in fact_map.facts if fact.kind == "date")
    return [name for name, day in days if isinstance(day, date) and day > last]


def _words(told: Told, member: Facts, fact_map: FactMap, name: str) -> dict[str, Any]:
    return {"name": told.name(member), "label": said(fact_map.by_name[name].label)}


def _early(told: Told, member: Facts, name: str) -> str:
    return _("%(name)s的%(label)s在出生日期以前") % _words(told, member, facts.MEMBER, name)
