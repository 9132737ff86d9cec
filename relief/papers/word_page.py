"""What the pages of a county's own forms show."""

from datetime import date
from typing import Any, NamedTuple

from relief.offices.figure_page import may_enter
from relief.offices.models import User, county_of
from relief.web.components import Fact

from .contents import FORMS, fields_of
from .kinds import PaperKind
from .models import WordForm
from .queries import word_forms_of


class FormLine(NamedTuple):
    """One kind of paper: the county's own form in force, none where ours holds."""

    kind: str
    title: str
    own: WordForm | None


class FieldLine(NamedTuple):
    """One field as a form writes it; of a table its columns."""

    name: str
    label: str
    columns: list[Fact]


def forms_page(user: User, on: date) -> dict[str, Any]:
    """The context of `papers/forms.html`."""
    brought = list(word_forms_of(county_of(user.area_id)).filter(in_force_from__lte=on))
    lines = [FormLine(kind.value, str(kind.label), _own(brought, kind)) for kind in PaperKind]
    return {"lines": lines}


def _own(brought: list[WordForm], kind: PaperKind) -> WordForm | None:
    newest = next((each for each in brought if each.kind == kind), None)
    return newest if newest and newest.name else None


def form_page(user: User, kind: PaperKind, on: date) -> dict[str, Any]:
    """The context of `papers/form.html`, all but the form."""
    return {
        "kind": kind.value,
        "title": str(kind.label),
        "fields": field_lines(kind),
        "numbers": str(FORMS[kind].numbers.label),
        "why": str(FORMS[kind].why),
        "brought": list(word_forms_of(county_of(user.area_id)).filter(kind=kind)),
        "may_bring": may_enter(user),
    }


def field_lines(kind: PaperKind) -> list[FieldLine]:
    return [
        FieldLine(
            name, str(field.label), [Fact(str(label), column) for column, label in field.columns.items()]
        )
        for name, field in fields_of(kind).items()
    ]
