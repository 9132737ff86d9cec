"""Typesetting: values of a paper become a tagged PDF. Typst is loaded when the first paper is made."""

import json
import re
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from django.utils import translation
from django.utils.translation import gettext as _
from pypdf import PdfReader

from relief.web.days import local_day

from .contents import FORMS, fields_of
from .declared import Field, Values, require_fields
from .glyphs import font_folders, printable
from .kinds import ABILITIES, PaperKind
from .remedies import remedies

SHEETS = Path(__file__).parent / "sheets"
PAPER_LANGUAGE = "zh-hans"
# For screen readers, and for archives that keep it for decades.
STANDARDS = ["ua-1", "a-2a"]
BLANK_ROWS = 5
NEVER_MADE = datetime(2000, 1, 1, tzinfo=UTC)


class NotTypeset(Exception):
    """The sheet could not be typeset. Says where in the sheet, never what of the paper."""


class Typeset(NamedTuple):
    """A paper as it is sent."""

    content: bytes
    pages: int


def typeset(kind: PaperKind, values: Values, *, made_at: datetime, qr: str = "") -> Typeset:
    """The PDF of a paper. Everybody's papers are Chinese, whatever language the page is read in."""
    require_fields(fields_of(kind), values)
    return _pdf(kind, _data(kind, values, made_at, qr=qr), made_at)


def typeset_blank(kind: PaperKind, on: datetime, *, across: bool = False) -> Typeset:
    """空白表, to be filled in by hand."""
    return _pdf(
        kind, _data(kind, blank_values(kind, local_day(on)), on, blank=True, across=across), NEVER_MADE
    )


def blank_values(kind: PaperKind, on: date) -> dict[str, Any]:
    """Nothing but what is the same on every such paper."""
    with translation.override(PAPER_LANGUAGE):
        printed = {
            "remedies": remedies(_("县级"), on),
            "basis": FORMS[kind].whole_basis(on),
            "abilities": [{"ability": str(each), "alone": ""} for each in ABILITIES],
        }
    return {
        name: printed.get(name) or ([dict.fromkeys(found.columns, "")] * BLANK_ROWS if found.columns else "")
        for name, found in fields_of(kind).items()
    }


def pictures(kind: PaperKind, values: Values, *, made_at: datetime, qr: str = "", ppi: float) -> list[bytes]:
    """The pages of a paper as PNG."""
    drawn = _compile(kind, _data(kind, values, made_at, qr=qr), format="png", ppi=ppi)
    return drawn if isinstance(drawn, list) else [drawn]


def _pdf(kind: PaperKind, data: dict[str, Any], made_at: datetime) -> Typeset:
    whole_second = made_at.replace(microsecond=0)
    content = _compile(kind, data, format="pdf", pdf_standards=STANDARDS, timestamp=whole_second)
    return Typeset(content, len(PdfReader(BytesIO(content)).pages))


def _data(
    kind: PaperKind, values: Values, on: datetime, *, qr: str = "", blank: bool = False, across: bool = False
) -> dict[str, Any]:
    with translation.override(PAPER_LANGUAGE):
        declared, form = fields_of(kind), FORMS[kind]
        shown, unprinted = printable(values)
        return {
            "title": str(kind.label),
            "labels": {name: str(field.label) for name, field in declared.items()},
            "columns": {name: _columns(field) for name, field in declared.items() if field.columns},
            "values": shown,
            "qr": qr,
            "blank": blank,
            "across": across,
            "named": form.named,
            "unprinted": unprinted,
        }


def _columns(field: Field) -> list[dict[str, str]]:
    return [{"name": name, "label": str(label)} for name, label in field.columns.items()]


def _compile(kind: PaperKind, data: dict[str, Any], **wanted: Any) -> Any:
    import typst

    sheet = SHEETS / f"{kind.value}.typ"
    try:
        return _compiler().compile(str(sheet), sys_inputs={"paper": json.dumps(data)}, **wanted)
    except typst.TypstError as error:
        # The message of a failed sheet may quote what was to be shown.
        place = re.search(r"[\w-]+\.typ:\d+", getattr(error, "diagnostic", "") or "")
        raise NotTypeset(
            _("文书排不出来：%(where)s") % {"where": place[0] if place else kind.value}
        ) from None


@cache
def _compiler() -> Any:
    import typst

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(map(str, font_folders()))
    )
    return typst.Compiler(root=str(SHEETS), font_paths=fonts)
