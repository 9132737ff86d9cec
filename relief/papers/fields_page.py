"""docs/papers.md: every form with its fields, for whoever writes a Word form of a county's own."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.functional import Promise

from .contents import FORMS, fields_of
from .kinds import PaperKind
from .typesetting import PAPER_LANGUAGE

HEAD = """# Papers and their fields

`manage.py write_papers_page` writes this page; a test compares. A county's own Word form writes
a field as `{{ name }}`, a row of a table as `{%tr for row in table %}`, `{{ row.column }}`,
`{%tr endfor %}`, and the code of the case as `{{ qr }}`.
"""


def papers_page() -> str:
    return "\n".join([HEAD, *(line for kind in PaperKind for line in _of_kind(kind))]) + "\n"


def _of_kind(kind: PaperKind) -> Iterator[str]:
    form = FORMS[kind]
    yield f"## {_both(kind.label)} (`{kind.value}`)"
    yield f"Identity numbers: {_both(form.numbers.label)}. {_both(form.why)}"
    yield ""
    yield "| field | label |"
    yield "|---|---|"
    for name, field in fields_of(kind).items():
        yield f"| `{name}` | {_both(field.label)} |"
        for column, label in field.columns.items():
            yield f"| `{name}` row: `{column}` | {_both(label)} |"
    yield ""


def _both(label: Promise | str) -> str:
    """In both languages."""
    with translation.override(PAPER_LANGUAGE):
        chinese = str(label)
    with translation.override("en"):
        return f"{chinese} · {label}"
