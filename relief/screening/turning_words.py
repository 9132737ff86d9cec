"""Which declared fact a decision turns on most nearly, in words: to be looked at with care, and no advice."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from relief.households.words import NONE, code_words, value_words
from relief.rules import facts
from relief.rules.codes import AssetsFinding, Recognition
from relief.rules.facts import Fact
from relief.rules.parameters import fen
from relief.rules.paths import Steps, meaning, steps
from relief.rules.turning import Turn
from relief.rules.varying import ANOTHER_CAUSE
from relief.web.components import Link
from relief.web.money import money
from relief.web.texts import said

from .asking import path_words
from .plain_text import WORDS
from .rows import Kept

SHOWN = 3
A_YEAR = 366
"""Days: what is further apart is told by the day alone."""


def turn_link(kept: Kept, declared: Mapping[str, Any], turn: Turn) -> Link:
    """“周桂芳的第1笔收入：金额”申报的是每月1,000.00元；实际如果是每月1,600.00元（相差600.00元），结论就是“不符合”。"""
    at = steps(turn.path, [member["id"] for member in declared.get("members") or []])
    now, then = _causes(turn) if at[-1] == "cause" else _values(at, declared, turn)
    words = {
        "what": path_words(turn.path, kept.names),
        "declared": now,
        "then": then,
        "verdict": said(WORDS[turn.verdict]),
    }
    text = _("“%(what)s”申报的是%(declared)s；实际如果是%(then)s，结论就是“%(verdict)s”。") % words
    return Link(text, kept.boxes.address(turn.path))


def _causes(turn: Turn) -> tuple[str, str]:
    """A cause is kept as a code that says only whether it is the same."""
    same, other = _("和另一次相同的事由"), _("另一事由")
    return (same, other) if ANOTHER_CAUSE in turn.values else (other, same)


def _values(at: Steps, declared: Mapping[str, Any], turn: Turn) -> tuple[str, str]:
    each = _period(at, declared)
    now, *told = (each % {"amount": _value(at, value)} for value in (turn.declared, *turn.values))
    apart = _apart(turn)
    return now, _("%(label)s（%(note)s）") % {"label": told[0], "note": apart} if apart else _one_of(told)


def _one_of(told: list[str]) -> str:
    if len(told) == 1:
        return told[0]
    first = _("、").join(told[:SHOWN])
    if len(told) <= SHOWN:
        return _("%(names)s之一") % {"names": first}
    words = ngettext("%(names)s等%(count)d种之一", "%(names)s等%(count)d种之一", len(told))
    return words % {"names": first, "count": len(told)}


def _apart(turn: Turn) -> str:
    """How far the nearest number is from the one declared; of days only what lies within a year."""
    now, then = turn.declared, turn.values[0]
    if isinstance(now, Decimal) and isinstance(then, Decimal):
        return _("相差%(amount)s") % {"amount": money(abs(fen(then) - fen(now)))}
    days = abs((then - now).days) if isinstance(now, date) and isinstance(then, date) else A_YEAR
    return ngettext("相差%(count)d天", "相差%(count)d天", days) % {"count": days} if days < A_YEAR else ""


def _period(at: Steps, declared: Mapping[str, Any]) -> str:
    """An income's amount is told with what it is paid by."""
    if at[-1] != "amount":
        return "%(amount)s"
    income: Any = declared
    for step in at[:-1]:
        by_key = isinstance(income, list) and isinstance(step, str)
        income = next(each for each in income if each["id"] == step) if by_key else income[step]
    return _("每年%(amount)s") if income.get("per") == "year" else _("每月%(amount)s")


def _value(at: Steps, value: Any) -> str:
    if isinstance(value, bool):
        return _("“是”") if value else _("“否”")
    fact = meaning(at)
    if isinstance(fact, Fact):
        return str(value_words(fact, value) or _("无"))
    if isinstance(value, list):
        return _("、").join(code_words(Recognition, code) for code in value) or _("无")
    if isinstance(value, str):
        return _("无") if value == NONE else code_words(AssetsFinding, value)
    kind, grade = (value_words(each, value[each.name]) for each in facts.DISABILITY.facts)
    return _("%(kind)s残疾%(grade)s") % {"kind": kind, "grade": grade}
