"""What is declared, in words: labels and units from the data dictionary, never from here."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from relief.rules import facts
from relief.rules.codes import GRADE_LABELS, Codes, IncomeKind
from relief.rules.facts import Fact as Declaration
from relief.rules.facts import FactMap
from relief.rules.parameters import fen
from relief.web.components import Fact
from relief.web.days import long_day
from relief.web.money import money
from relief.web.texts import said

NONE = "none"
Facts = Mapping[str, Any]


class Part(NamedTuple):
    """A piece of a sentence: `none` and `undeclared` look like nothing else."""

    text: str
    kind: str = ""


def undeclared(what: str = "") -> Part:
    return Part(_("%(what)s未申报") % {"what": what}, "undeclared")


def code_words(codes: type[Codes], code: str) -> str:
    return said(codes.of(code).label)


def value_words(fact: Declaration, value: Any) -> Any:
    """As the filter `declared` shows it: None is not declared, an empty tuple an explicit none."""
    if value is None or isinstance(value, bool):
        return value
    if value == NONE and (fact.none or fact.codes is None):
        return ()
    if fact.codes:
        return code_words(fact.codes, value)
    if fact.kind == "money":
        return money(fen(value))
    if fact.kind == "date":
        return long_day(value)
    if fact.kind == "members":
        return _("、").join(value) if value else ()
    return _number_words(fact, value)


def _number_words(fact: Declaration, value: Any) -> str:
    if fact.name == "grade":
        return said(GRADE_LABELS[value])
    if fact.unit:
        return _("%(value)s%(unit)s") % {"value": value, "unit": said(fact.unit)}
    return str(value)


def lines(fact_map: FactMap, declared: Facts, *leave_out: str) -> list[Fact]:
    """Every fact of a map with what is declared of it."""
    return [
        Fact(said(fact.label), value_words(fact, declared.get(fact.name)))
        for fact in fact_map.facts
        if fact.name not in leave_out
    ]


def labelled(fact: Fact) -> str:
    """住房：1套; a yes is 有 and a no 无."""
    value = fact.value
    if value is True or value is False or value == ():
        value = _("有") if value else _("无")
    return _("%(label)s：%(value)s") % {"label": fact.label, "value": value}


def income_words(income: Facts) -> Part:
    """每月1,650.00元（工资）"""
    kind = income.get("kind")
    source = code_words(IncomeKind, kind) if kind else _("种类未申报")
    if income.get("amount") is None:
        return Part(_("%(source)s，金额未申报") % {"source": source}, "undeclared")
    each = (
        _("每年%(amount)s（%(source)s）")
        if income.get("per") == "year"
        else _("每月%(amount)s（%(source)s）")
    )
    text = each % {"amount": money(fen(income["amount"])), "source": source}
    return Part(text, "" if kind else "undeclared")


def incomes_words(incomes: list[Facts] | None) -> list[Part]:
    if incomes is None:
        return [undeclared()]
    return [income_words(income) for income in incomes] or [Part(_("无"), NONE)]


def health_words(member: Facts) -> list[Part]:
    """无残疾，无大病"""
    disability, illness = member.get("disability"), member.get("serious_illness")
    if disability is None and illness is None:
        return [undeclared()]
    if disability == NONE and illness is False:
        return [Part(_("无残疾，无大病"), NONE)]
    return [_illness_words(illness), _disability_words(disability)]


def _illness_words(illness: bool | None) -> Part:
    if illness is None:
        return undeclared(_("大病"))
    return Part(_("重特大疾病")) if illness else Part(_("无大病"), NONE)


def _disability_words(disability: Any) -> Part:
    if disability is None:
        return undeclared(_("残疾"))
    if disability == NONE:
        return Part(_("无残疾"), NONE)
    kind, grade = (value_words(fact, disability.get(fact.name)) for fact in facts.DISABILITY.facts)
    if kind is None:
        return undeclared(_("残疾类别"))
    if grade is None:
        return Part(_("%(kind)s残疾，等级未申报") % {"kind": kind}, "undeclared")
    return Part(_("%(kind)s残疾%(grade)s") % {"kind": kind, "grade": grade})
