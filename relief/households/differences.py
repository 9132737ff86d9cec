"""Two versions of the same facts side by side, in words: only what is not the same."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from relief.rules import facts
from relief.rules.codes import AssetsFinding, Recognition
from relief.rules.facts import FactMap
from relief.web.components import Fact
from relief.web.texts import said

from .words import NONE, code_words, labelled, lines, value_words

MAPS = {each.name: each for each in facts.MAPS}
NAMED = {fact.name: fact for each in (facts.MEMBER, facts.HOUSEHOLD) for fact in each.facts}


class Difference(NamedTuple):
    """One fact that two people told differently; as the filter `declared` shows it."""

    label: str
    theirs: Any
    mine: Any


def differences(
    theirs: Mapping[str, Any], mine: Mapping[str, Any], names: Mapping[str, str]
) -> list[Difference]:
    """Every fact that differs, in the order of the page."""
    labels = [*theirs, *(name for name in mine if name not in theirs)]
    return [
        Difference(_label(name), _words(name, theirs.get(name), names), _words(name, mine.get(name), names))
        for name in labels
        if theirs.get(name) != mine.get(name)
    ]


def _label(name: str) -> str:
    if name in MAPS:
        return said(MAPS[name].label)
    return said(NAMED[name].label) if name in NAMED else _("已有的身份认定")


def _words(name: str, value: Any, names: Mapping[str, str]) -> Any:
    if value is None or name in NAMED:
        return value if value is None else value_words(NAMED[name], value)
    if value in (NONE, []):
        return ()
    if name == "recognised_as":
        return _("、").join(code_words(Recognition, code) for code in value)
    if isinstance(value, str):
        return code_words(AssetsFinding, value)
    items = value if isinstance(value, list) else [value]
    return _("；").join(_item(MAPS[name], item, names) for item in items)


def _item(fact_map: FactMap, item: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """金额：1,650.00元，按月或按年：每月"""
    shown = dict(item)
    if "members" in shown:
        shown["members"] = [names.get(key, key) for key in shown["members"]]
    told = [fact for fact in lines(fact_map, shown) if fact.value is not None]
    if "disability" in item and fact_map is not facts.DISABILITY:
        told.append(Fact(said(facts.DISABILITY.label), _words("disability", item["disability"], names)))
    return _("，").join(labelled(fact) for fact in told) or _("有，还没有内容")
