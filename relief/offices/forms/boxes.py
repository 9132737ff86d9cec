"""A figure of the vocabulary as boxes to fill in, and what was typed as a figure again.

The name of a box is the way to it: `dibao_standard-urban`, `dibao_tiers-0-below`. An empty box is not set.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from relief.rules.facts import MOST_FEN
from relief.rules.places import (
    MOST_RATIO,
    STEPS,
    Day,
    Flag,
    Kind,
    Money,
    Month,
    OneOf,
    Parts,
    Percent,
    Ratio,
    Several,
    Step,
    Whole,
)
from relief.web.forms import NO, UNASKED, YES, DayField, MoneyField, ThreeWayField

from ..figure_topics import unit_of
from ..figure_words import word

Path = tuple[str, ...]
NOT_SET = _("没有定")
PLAIN = {"inputmode": "decimal", "class": "w-money", "autocomplete": "off"}
NUMBER_WORDS = {
    "invalid": _("请写数字，例如1.5"),
    "max_decimal_places": _("小数最多%(max)s位"),
    "max_digits": _("数字太长"),
    "max_whole_digits": _("数字太大"),
}


def name_of(path: Path) -> str:
    return "-".join(path)


def is_rows(kind: Kind) -> bool:
    return isinstance(kind, Several) and isinstance(kind.kind, Parts)


def boxes(kind: Kind, path: Path, rows: Mapping[str, int]) -> Iterator[tuple[str, forms.Field]]:
    """The boxes of a figure in their order; `rows` says how many rows a list has."""
    if isinstance(kind, Parts):
        for name, part in kind.keys.items():
            yield from boxes(part, (*path, name), rows)
    elif isinstance(kind, Several) and is_rows(kind):
        for number in range(rows.get(name_of(path), 0)):
            yield from boxes(kind.kind, (*path, str(number)), rows)
    else:
        yield name_of(path), box(kind, path)


def box(kind: Kind, path: Path) -> forms.Field:
    """One box. Nothing has to be filled in: what is not set stays unknown."""
    plain: dict[str, Any] = {"label": _label(path), "required": False}
    match kind:
        case Money():
            return _with_unit(MoneyField(max_fen=MOST_FEN, **plain), path)
        case Flag():
            field = ThreeWayField(label=plain["label"])
            field.choices = [("yes", YES), ("no", NO), (UNASKED, NOT_SET)]
            return field
        case Day():
            return DayField(**plain)
        case Whole(most):
            whole = forms.IntegerField(min_value=0, max_value=most, widget=_number(), **plain)
            return _with_unit(whole, path)
        case Ratio():
            limits: dict[str, Any] = {"min_value": 0, "max_value": MOST_RATIO, "decimal_places": 4}
            return _with_unit(_decimal(**limits, **plain), path)
        case Percent():
            return _with_unit(_decimal(max_digits=8, decimal_places=4, **plain), path)
        case Month():
            hint = _("如2022-03")
            return forms.CharField(max_length=7, help_text=hint, widget=forms.TextInput(PLAIN), **plain)
    return _choice(kind, plain)


def _choice(kind: Kind, plain: dict[str, Any]) -> forms.Field:
    if isinstance(kind, Several) and isinstance(kind.kind, OneOf):
        codes = [(code, word(code)) for code in kind.kind.choices]
        return forms.MultipleChoiceField(choices=codes, widget=forms.CheckboxSelectMultiple, **plain)
    if isinstance(kind, Step):
        steps = [(str(step), f"{step}") for step in STEPS]
        return forms.ChoiceField(choices=[("", NOT_SET), *steps], **plain)
    if isinstance(kind, OneOf):
        codes = [(code, word(code)) for code in kind.choices]
        return forms.ChoiceField(choices=[("", NOT_SET), *codes], **plain)
    raise TypeError(kind)


def typed(kind: Kind, path: Path, found: Mapping[str, Any], rows: Mapping[str, int]) -> Any:
    """What stands in the boxes of a figure, in the words of a place file; None where nothing does."""
    if isinstance(kind, Parts):
        parts = {name: typed(part, (*path, name), found, rows) for name, part in kind.keys.items()}
        return {name: value for name, value in parts.items() if value is not None} or None
    if isinstance(kind, Several) and is_rows(kind):
        every = (typed(kind.kind, (*path, row), found, rows) for row in filled_rows(path, found))
        return list(every) or None
    value = found.get(name_of(path))
    if value is None or value == "" or value == []:
        return None
    return Decimal(value) / 100 if isinstance(kind, Money) else value


def filled_rows(path: Path, found: Mapping[str, Any]) -> list[str]:
    """The rows of a list in which anything stands."""
    start = f"{name_of(path)}-"
    rows = {
        name.removeprefix(start).partition("-")[0]
        for name, value in found.items()
        if name.startswith(start) and value not in (None, "")
    }
    return sorted(rows, key=int)


def shown(kind: Kind, path: Path, value: Any) -> Iterator[tuple[str, Any]]:
    """A figure as it stands in its boxes; money in fen, as a box of money takes it."""
    if isinstance(kind, Parts):
        for name, part in (value or {}).items():
            yield from shown(kind.keys[name], (*path, name), part)
    elif isinstance(kind, Several) and is_rows(kind):
        for number, row in enumerate(value):
            yield from shown(kind.kind, (*path, str(number)), row)
    elif isinstance(kind, Money):
        yield name_of(path), int(Decimal(value) * 100)
    elif isinstance(kind, Day):
        yield name_of(path), value if isinstance(value, date) else date.fromisoformat(value)
    elif isinstance(kind, Step):
        yield name_of(path), next(str(step) for step in STEPS if step == value)
    else:
        yield name_of(path), value


def _label(path: Path) -> str:
    plain = [part for part in path if not part.isdecimal()]
    return word(".".join((plain[0], plain[-1])) if len(plain) > 1 else plain[0])


def _number() -> forms.TextInput:
    return forms.TextInput(attrs={**PLAIN, "inputmode": "numeric"})


def _decimal(**options: Any) -> forms.DecimalField:
    return forms.DecimalField(widget=forms.TextInput(PLAIN), error_messages=NUMBER_WORDS, **options)


def _with_unit(field: forms.Field, path: Path) -> forms.Field:
    """The unit stands behind the box; a number without any has none."""
    unit = unit_of(path) if not isinstance(field, forms.DecimalField) or path[-1] in HAVE_UNITS else ""
    if unit:
        field.unit = unit  # type: ignore[attr-defined]
    return field


HAVE_UNITS = {"margin_multiple", "cpi", "food_cpi", "scpi"}
