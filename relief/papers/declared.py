"""What a paper is made of: fields, each with its label; some are tables with columns of their own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from relief.rules.citations import Cite, shown_on
from relief.vault.masks import masked_number

from .kinds import Numbers

Values = Mapping[str, Any]
Columns = dict[str, Promise]


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its label, and its columns where it is a table."""

    label: Promise
    columns: Columns = field(default_factory=dict)


PEOPLE: Columns = {"name": _("姓名"), "relation": _("与户主的关系"), "document": _("证件号码")}

COMMON: dict[str, Field] = {
    "number": Field(_("编号")),
    "made_on": Field(_("制作日期")),
    "office": Field(_("机关")),
    "household": Field(_("户号")),
    "programme": Field(_("项目")),
    "basis": Field(_("依据")),
}
"""On every paper; the first two and the household are filled in when it is made."""

Cites = tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One kind of paper. `why` says for what its numbers are whole, masked or left out.

    `cites` is its basis in every programme, `own` what a programme has besides.
    `named` is false where the head must not tell whose household it is.
    """

    fields: tuple[str, ...]
    numbers: Numbers
    why: Promise
    cites: Cites = ()
    own: Mapping[str, Cites] = field(default_factory=dict)
    named: bool = True

    def basis(self, programme: str, on: date) -> str:
        """依据 as a paper of this programme and day names it."""
        return shown_on(self.cites + self.own.get(programme, ()), on)

    def whole_basis(self, on: date) -> str:
        """依据 of a blank one, which any programme may use."""
        return shown_on(self.cites + tuple(dict.fromkeys(chain(*self.own.values()))), on)

    def number_shown(self, number: str | None) -> str:
        """An identity number as this paper shows it."""
        if not number or self.numbers == Numbers.NONE:
            return ""
        return str(number) if self.numbers == Numbers.WHOLE else masked_number(number)


class WrongFields(ValueError):
    """What was brought together is not what the form is made of. Names fields, never values."""


def require_fields(declared: Mapping[str, Field], values: Values) -> None:
    """Exactly the fields, texts as texts and tables as rows with exactly their columns."""
    if set(declared) != set(values):
        raise WrongFields(f"fields that differ: {sorted(set(declared) ^ set(values))}")
    for name, found in declared.items():
        value = values[name]
        if not found.columns:
            if not isinstance(value, str):
                raise WrongFields(f"{name}: not a text")
        elif any(set(row) != set(found.columns) for row in value):
            raise WrongFields(f"{name}: a row has other columns than {sorted(found.columns)}")
