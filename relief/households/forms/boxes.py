"""A fact of the data dictionary as the box it is declared in, and both ways between them.

A box has the name of the fact's path with underscores, as the attribute of the model has, so that a missing
fact leads to `#id_<name>`. An empty box is not declared, never none and never zero.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from relief.rules.codes import GRADE_LABELS, Codes
from relief.rules.facts import MOST_FEN, Fact, FactMap
from relief.rules.parameters import fen
from relief.web.forms import UNASKED, DayField, MoneyField, ThreeWayField
from relief.web.texts import said

NONE = "none"
MOST_BESIDE_EACH_OTHER = 4
LONGEST_TEXT = 200


class CodeField(forms.TypedChoiceField):
    """One code of an enumeration: few side by side, many in a list. Not asked yet is None."""

    def __init__(self, *, codes: type[Codes], **kwargs: Any) -> None:
        choices: list[tuple[str, str]] = [(each.code, said(each.label)) for each in codes]
        if len(choices) <= MOST_BESIDE_EACH_OTHER:
            kwargs.setdefault("widget", forms.RadioSelect)
            choices.append((UNASKED, _("还没问")))
        else:
            choices.insert(0, ("", _("还没问")))
        super().__init__(choices=choices, empty_value=None, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return UNASKED if value in (None, "") and isinstance(self.widget, forms.RadioSelect) else value

    def clean(self, value: Any) -> Any:
        return super().clean("" if value == UNASKED else value)


class WholeField(forms.IntegerField):
    """A whole number with its unit behind the box."""

    def __init__(self, *, unit: str, **kwargs: Any) -> None:
        kwargs["widget"] = forms.TextInput(
            attrs={"inputmode": "numeric", "class": "w-count", "autocomplete": "off"}
        )
        super().__init__(**kwargs)
        self.unit = unit


class MembersField(forms.MultipleChoiceField):
    """哪些成员. Nobody ticked is everybody who counts."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> list[str] | None:
        return super().clean(value) or None


def box(fact: Fact, names: Mapping[str, str] | None = None) -> forms.Field:
    """The box of one fact. `names`: what members are called, by key."""
    said_of_it = {"label": said(fact.label), "help_text": said(fact.help) if fact.help else ""}
    if fact.kind == "flag":
        return ThreeWayField(**said_of_it)
    common: dict[str, Any] = {**said_of_it, "required": False}
    if fact.kind == "code" and fact.codes:
        return CodeField(codes=fact.codes, **common)
    if fact.kind == "members":
        return MembersField(choices=list((names or {}).items()), **common)
    if fact.kind == "whole":
        return _grade(common) if fact.name == "grade" else _whole(fact, common)
    if fact.kind == "money":
        return _money(fact, common)
    return DayField(**common) if fact.kind == "date" else forms.CharField(max_length=LONGEST_TEXT, **common)


def _whole(fact: Fact, common: dict[str, Any]) -> WholeField:
    unit = said(fact.unit) if fact.unit else ""
    return WholeField(unit=unit, min_value=fact.least, max_value=fact.most, **common)


def _money(fact: Fact, common: dict[str, Any]) -> MoneyField:
    unit = said(fact.unit) if fact.unit else ""
    return MoneyField(max_fen=MOST_FEN, unit=unit, **common)


def _grade(common: dict[str, Any]) -> forms.TypedChoiceField:
    choices = [("", _("还没问")), *((str(grade), said(label)) for grade, label in GRADE_LABELS.items())]
    return forms.TypedChoiceField(choices=choices, coerce=int, empty_value=None, **common)


def boxes_of(fact_map: FactMap, prefix: str = "", names: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The boxes of a map in order; a fact that may be none is first asked whether there is one."""
    found: dict[str, Any] = {}
    for fact in fact_map.facts:
        if fact.none:
            found[f"{prefix}{fact.name}_declared"] = there_is(said(fact.label))
        found[prefix + fact.name] = box(fact, names)
    return found


def reason(finding: str, standing: str) -> forms.CharField:
    """On what somebody's finding rests, and what stands written of it."""
    label = _("%(finding)s：认定的依据") % {"finding": finding}
    help_text = _("您看到了什么、凭什么认定；会记上您的姓名。认定改变时必须写。")
    if standing:
        help_text = _("%(help)s现在的：%(standing)s") % {"help": help_text, "standing": standing}
    return forms.CharField(label=label, help_text=help_text, max_length=300, required=False)


def there_is(label: str, *, yes: str = "", no: str = "") -> ThreeWayField:
    return ThreeWayField(label=label, yes=yes or _("有"), no=no or _("没有"))


def filled(fact_map: FactMap, declared: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """What stands in the boxes for what is declared: money in fen, none as a no."""
    found: dict[str, Any] = {}
    for fact in fact_map.facts:
        value = declared.get(fact.name)
        if fact.none:
            found[f"{prefix}{fact.name}_declared"] = None if value is None else value != NONE
            value = None if value == NONE else value
        found[prefix + fact.name] = fen(value) if fact.kind == "money" and value is not None else value
    return found


def read(fact_map: FactMap, cleaned: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """The facts that the boxes declare, in the vocabulary of the case file."""
    found: dict[str, Any] = {}
    for fact in fact_map.facts:
        value = cleaned.get(prefix + fact.name)
        if value is None or value == "":
            if not (fact.none and cleaned.get(f"{prefix}{fact.name}_declared") is False):
                continue
            value = NONE
        found[fact.name] = Decimal(value).scaleb(-2) if fact.kind == "money" else value
    return found
