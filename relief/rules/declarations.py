"""Reading the household of a case: every fact in the shape that the data dictionary gives it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import yaml

from relief.rules import facts
from relief.rules.codes import AssetsFinding, Codes, Recognition
from relief.rules.documents import Reader, is_word
from relief.rules.facts import MOST_FEN, Fact, FactMap

NONE = "none"
MOST_YUAN = Decimal(MOST_FEN) / 100
LISTS = {"incomes": facts.INCOME, "receiving": facts.AWARD, "relief_history": facts.RELIEF}
MAPS = {"spending": facts.SPENDING, "hardship": facts.HARDSHIP, "change": facts.CHANGE}
KEYS = ("members", "assets", "recognised_as", "support_disregarded", *LISTS, *MAPS)


def read_declaration(reader: Reader, node: yaml.Node, day: date | None) -> dict[str, Any]:
    """The `household` map: yuan as Decimal, days as dates; what is wrong goes to the reader's problems."""
    fields = reader.fields(node, "household", KEYS)
    values = {key: _read_part(reader, value, key, day) for key, value in fields.items()}
    household = {key: value for key, value in values.items() if value is not None}
    _check_named_members(reader, fields, household)
    return household


def _read_part(reader: Reader, node: yaml.Node, name: str, day: date | None) -> Any:
    key = f"household.{name}"
    if name in LISTS:
        return _read_list(reader, node, key, LISTS[name])
    if name in MAPS:
        return _read_map(reader, node, key, MAPS[name])
    match name:
        case "members":
            return _read_members(reader, node, key, day)
        case "assets":
            return _read_assets(reader, node, key)
        case "recognised_as":
            return _read_codes(reader, node, key, Recognition)
    return _read_fact(reader, node, key, facts.HOUSEHOLD.by_name[name])


def _read_fact(reader: Reader, node: yaml.Node, key: str, fact: Fact) -> Any:
    if fact.none and is_word(node, NONE):
        return NONE
    match fact.kind:
        case "flag":
            return reader.flag(node, key)
        case "date":
            return reader.day(node, key)
        case "money":
            return reader.number(node, key, most=MOST_YUAN, places=2)
        case "whole":
            return reader.whole(node, key, fact.least, fact.most)
        case "text":
            return reader.text(node, key)
        case "members":
            return reader.each(node, key, reader.text)
    assert fact.codes is not None, f"{fact.name} has no codes"
    return reader.one_of(node, key, fact.codes.codes())


def _read_map(reader: Reader, node: yaml.Node, key: str, fact_map: FactMap) -> Any:
    if fact_map.none and is_word(node, NONE):
        return NONE
    fields = reader.fields(node, key, tuple(fact_map.by_name))
    values = {
        name: _read_fact(reader, value, f"{key}.{name}", fact_map.by_name[name])
        for name, value in fields.items()
    }
    return {name: value for name, value in values.items() if value is not None}


def _read_list(reader: Reader, node: yaml.Node, key: str, fact_map: FactMap) -> list[Any]:
    if fact_map in (facts.AWARD, facts.RELIEF) and is_word(node, NONE):
        return []
    return reader.each(node, key, lambda item, at: _read_map(reader, item, at, fact_map))


def _read_codes(reader: Reader, node: yaml.Node, key: str, enumeration: type[Codes]) -> list[str]:
    if is_word(node, NONE):
        return []
    return reader.each(node, key, lambda item, at: reader.one_of(item, at, enumeration.codes()))


def _read_assets(reader: Reader, node: yaml.Node, key: str) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return reader.one_of(
            node, key, tuple(each.code for each in AssetsFinding if each is not AssetsFinding.LISTED)
        )
    return _read_map(reader, node, key, facts.ASSETS)


MEMBER_LISTS = {"incomes": facts.INCOME}
MEMBER_MAPS = {"unemployment": facts.UNEMPLOYMENT, "disability": facts.DISABILITY}


def _read_members(reader: Reader, node: yaml.Node, key: str, day: date | None) -> list[dict[str, Any]]:
    members: list[dict[str, Any]] = []
    for number, item in enumerate(reader.items(node, key)):
        member = _read_member(reader, item, f"{key}[{_named(item, number)}]", day)
        if member.get("id") in {each.get("id") for each in members} - {None}:
            reader.wrong(item, f"{key}[{member['id']}].id", "这个 id 已经有了", "this id stands twice")
        if member.get("relation") == "head" and any(each.get("relation") == "head" for each in members):
            reader.wrong(
                item, f"{key}[{member.get('id')}].relation", "一户只有一个户主", "a household has one head"
            )
        members.append(member)
    return members


def _read_member(reader: Reader, node: yaml.Node, at: str, day: date | None) -> dict[str, Any]:
    fields = reader.fields(node, at, ("id", *facts.MEMBER.by_name, *MEMBER_LISTS, *MEMBER_MAPS, "obligors"))
    member: dict[str, Any] = {}
    if "id" not in fields:
        reader.wrong(node, f"{at}.id", "缺这个键", "this key is missing")
    else:
        member["id"] = reader.text(fields.pop("id"), f"{at}.id")
    for name, value in fields.items():
        member[name] = _read_member_fact(reader, name, value, f"{at}.{name}", day)
    _check_born(reader, fields, member, at, day)
    return {name: value for name, value in member.items() if value is not None}


def _named(node: yaml.Node, number: int) -> str:
    """A member goes by its id; by its place in the list while it has none."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    ids = (value.value for name, value in pairs if name.value == "id" and isinstance(value, yaml.ScalarNode))
    return str(next(ids, number))


def _read_member_fact(reader: Reader, name: str, node: yaml.Node, key: str, day: date | None) -> Any:
    if name in MEMBER_LISTS:
        return _read_list(reader, node, key, MEMBER_LISTS[name])
    if name in MEMBER_MAPS:
        return _read_map(reader, node, key, MEMBER_MAPS[name])
    if name == "obligors":
        return reader.each(node, key, lambda item, at: _read_obligor(reader, item, at, day))
    return _read_fact(reader, node, key, facts.MEMBER.by_name[name])


def _read_obligor(reader: Reader, node: yaml.Node, key: str, day: date | None) -> dict[str, Any]:
    fields = reader.fields(node, key, (*facts.OBLIGOR.by_name, "disability"))
    obligor = {
        name: _read_map(reader, value, f"{key}.{name}", facts.DISABILITY)
        if name == "disability"
        else _read_fact(reader, value, f"{key}.{name}", facts.OBLIGOR.by_name[name])
        for name, value in fields.items()
    }
    _check_born(reader, fields, obligor, key, day)
    return {name: value for name, value in obligor.items() if value is not None}


def _check_born(
    reader: Reader, fields: Mapping[str, yaml.Node], person: Mapping[str, Any], key: str, day: date | None
) -> None:
    born = person.get("born_on")
    if born is not None and day is not None and born > day:
        reader.wrong(
            fields["born_on"], f"{key}.born_on", "出生日期在判断日以后", "born after the day that is judged"
        )


def _check_named_members(
    reader: Reader, fields: Mapping[str, yaml.Node], household: Mapping[str, Any]
) -> None:
    """Awards and relief name members of this household."""
    ids = {member.get("id") for member in household.get("members", [])}
    for key in ("receiving", "relief_history"):
        for number, item in enumerate(household.get(key, [])):
            for name in item.get("members", []):
                if name not in ids:
                    reader.wrong(
                        fields[key],
                        f"household.{key}[{number}].members",
                        f"没有成员 {name}",
                        f"there is no member {name}",
                    )
