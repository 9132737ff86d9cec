"""A missing fact in words and with the place to fill it in: `members[b].incomes` is 李长水的收入."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from relief.offices import figure_words
from relief.rules import facts
from relief.rules.facts import FactMap
from relief.rules.paths import MAPS, STEP
from relief.web.components import Link
from relief.web.texts import said

from .boxes import PLACE, Boxes, member_key

RECOGNISED = pgettext_lazy("事实", "已有的身份认定")
"""What `recognised_as` is called: a list of codes, and no map of facts."""
COUNTED = {
    "incomes": gettext_lazy("第%(number)d笔收入"),
    "obligors": gettext_lazy("第%(number)d位法定义务人"),
    "receiving": gettext_lazy("第%(number)d项正在享受的救助"),
    "relief_history": gettext_lazy("第%(number)d次临时救助"),
}
IN_A_CASE = {"awards": "receiving", "relief": "relief_history"}
"""What the rules call a list, and what the case file does."""


def missing_links(paths: Iterable[str], names: Mapping[str, str], boxes: Boxes) -> list[Link]:
    """缺李长水的收入, each leading to where it is declared."""
    return [Link(_("缺%(what)s") % {"what": path_words(path, names)}, boxes.address(path)) for path in paths]


def path_words(path: str, names: Mapping[str, str]) -> str:
    """What is asked for, by the data dictionary; `names` by member key."""
    if path.startswith(PLACE):
        return _("本地标准：%(figure)s") % {"figure": figure_words.word(path.removeprefix(PLACE))}
    key = member_key(path, names)
    if key is not None:
        return _of_member(names[key], path.removeprefix(f"members[{key}]."))
    what = _steps(path, facts.HOUSEHOLD)
    return _whose(_("家庭共有"), what) if path.startswith(facts.INCOME.name) else what


def row_words(at: Sequence[str], names: Mapping[str, str]) -> str:
    """A row by where it stands: ("members", "b", "obligors", "0") is 李长水的第1位法定义务人."""
    name = names.get(at[1], at[1])
    if len(at) == 2:
        return name
    group, number = at[2:]
    return _whose(name, str(COUNTED[IN_A_CASE.get(group, group)]) % {"number": int(number) + 1})


def who_words(path: str, names: Mapping[str, str]) -> str:
    """Whose the fact is: the member, or a row of theirs or of the household: 李长水的第1笔收入."""
    key = member_key(path, names)
    name = names[key] if key is not None else _("家庭共有") if path.startswith(facts.INCOME.name) else ""
    rows = STEP.finditer(path if key is None else path.removeprefix(f"members[{key}]."))
    row = next((_step(step["name"], step["number"], facts.MEMBER) for step in rows if step["number"]), "")
    return _whose(name, row) if name and row else name or row


def _of_member(name: str, path: str) -> str:
    """李长水的收入; a yes or no is a sentence of its own: 李长水：正在找工作."""
    what, declared = _steps(path, facts.MEMBER), facts.MEMBER.by_name.get(path)
    if declared and declared.kind == "flag":
        return _("%(label)s：%(value)s") % {"label": name, "value": what}
    return _whose(name, what)


def _whose(name: str, what: str) -> str:
    return _("%(name)s的%(what)s") % {"name": name, "what": what}


def _steps(path: str, within: FactMap) -> str:
    """Each step of a path from the map it stands in."""
    words: list[str] = []
    for step in STEP.finditer(path):
        name, number = step["name"], step["number"]
        words.append(_step(name, number, within))
        within = MAPS.get(name, within)
    return (
        words[0] if len(words) == 1 else _("%(label)s：%(value)s") % {"label": words[0], "value": words[-1]}
    )


def _step(name: str, number: str | None, within: FactMap) -> str:
    if number is not None:
        return str(COUNTED[name]) % {"number": int(number) + 1}
    declared = within.by_name.get(name) or MAPS.get(name)
    return said(declared.label) if declared else str(RECOGNISED)
