"""Invented values of every field."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from .contents import FORMS, fields_of
from .declared import Form
from .kinds import PaperKind

DAY = date(2026, 11, 25)


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "sample.toml").read_text(encoding="utf-8"))


def sample_values(kind: PaperKind) -> dict[str, Any]:
    """With numbers as this kind shows them."""
    form = FORMS[kind]
    found = _all() | {"basis": form.basis("dibao", DAY)}
    return {name: _shown(form, name, found[name]) for name in fields_of(kind)}


def _shown(form: Form, name: str, value: Any) -> Any:
    if isinstance(value, list):
        return [{column: _shown(form, column, each) for column, each in row.items()} for row in value]
    return form.number_shown(value) if name == "document" else value
