"""A county's own Word form: what it may hold, what is wrong with one, and how it is filled in.

Of the language of templates it may use the names of fields, loops over tables and plain conditions. Nothing
in it is called, so a form cannot do anything but show what it is given.
"""

import zipfile
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from .contents import fields_of
from .kinds import PaperKind
from .qr import qr_png
from .sampled import sample_values

LARGEST_BYTES = 2 * 1024 * 1024
LARGEST_OPENED = 20 * 1024 * 1024
BESIDE = ("title", "qr")
"""What a form may show besides its fields: its name and the code of the case."""
NUMBER = "number"
QR_MILLIMETRES = 21
SAMPLE_ADDRESS = "https://example.cn/applications/"
FILLED_IN = ("word/document.xml", "word/header", "word/footer")
MARKS = (b"{{", b"{%")
ALLOWED = ("Template", "Output", "TemplateData", "Name", "Getattr", "For", "If", "Not", "And", "Or", "Const")


def mistakes_in(content: bytes, kind: PaperKind) -> list[str]:
    """Everything for which a form cannot be taken, in the user's words."""
    if said := _no_word_file(content):
        return [said]
    named = set(fields_of(kind)) | set(BESIDE)
    try:
        return list(_mistakes(content, kind, named))
    except Exception as error:
        return [_unreadable(error)]


def filled(content: bytes, kind: PaperKind, values: Mapping[str, Any], qr: bytes) -> bytes:
    """The form with these values."""
    from docx.shared import Mm
    from docxtpl import DocxTemplate, InlineImage

    template, written = DocxTemplate(BytesIO(content)), BytesIO()
    picture = InlineImage(template, BytesIO(qr), width=Mm(QR_MILLIMETRES))
    told = {**values, "title": str(kind.label), "qr": picture}
    template.render(told, jinja_env=_environment(), autoescape=True)
    template.save(written)
    return written.getvalue()


def _no_word_file(content: bytes) -> str:
    if len(content) > LARGEST_BYTES:
        return _("超过2 MB。请去掉大图片再传。")
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return _of_parts(parts)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return _("不是Word文件（.docx）。旧的.doc请先另存为.docx。")


def _of_parts(parts: zipfile.ZipFile) -> str:
    if sum(each.file_size for each in parts.infolist()) > LARGEST_OPENED:
        return _("打开后太大，请去掉图片再传。")
    names = parts.namelist()
    if "word/document.xml" not in names:
        return _("不是Word文件（.docx）。旧的.doc请先另存为.docx。")
    if any("vbaProject" in name or "/embeddings/" in name or "/activeX/" in name for name in names):
        return _("里面有宏或嵌入的文件，不能用。")
    if any(b'TargetMode="External"' in parts.read(name) for name in names if name.endswith(".rels")):
        return _("里面连着别处的文件或网址，不能用。请去掉超链接和链接的图片。")
    elsewhere = (name for name in names if name.endswith(".xml") and not name.startswith(FILLED_IN))
    if any(mark in parts.read(name) for name in elsewhere for mark in MARKS):
        return _("字段只能写在正文、页眉和页脚里。")
    return ""


def _mistakes(content: bytes, kind: PaperKind, named: Collection[str]) -> Iterator[str]:
    from jinja2 import nodes

    tree = _environment().parse(_text_of(content))
    used, loops = _names(tree), _loop_names(tree)
    for name in sorted(used - loops - set(named)):
        yield _("没有“%(name)s”这个字段。") % {"name": name}
    forbidden = any(_is_forbidden(node) for node in tree.find_all(nodes.Node))
    if forbidden:
        yield _("用了表单不能用的写法。只能写字段、表格的循环和简单的条件，循环里不能再有循环。")
    if NUMBER not in used:
        yield _("没有编号。每份文书都要有编号，请加上%(field)s。") % {"field": "{{ number }}"}
    if not forbidden and used - loops <= set(named):
        filled(content, kind, sample_values(kind), qr_png(SAMPLE_ADDRESS))


def _text_of(content: bytes) -> str:
    """Everything that is filled in: the body, headers and footers."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(BytesIO(content))
    template.init_docx()
    text = template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _key, part in template.get_headers_footers(uri):
            text += template.patch_xml(template.get_part_xml(part))
    return str(text)


def _names(tree: Any) -> set[str]:
    from jinja2 import nodes

    return {each.name for each in tree.find_all(nodes.Name)}


def _loop_names(tree: Any) -> set[str]:
    """What a loop calls its row."""
    from jinja2 import nodes

    targets = (loop.target for loop in tree.find_all(nodes.For))
    return {"loop", *(each.name for each in targets if isinstance(each, nodes.Name))}


def _is_forbidden(node: Any) -> bool:
    """Whether something stands there that a form may not use. Loops in loops could take for ever."""
    from jinja2 import nodes

    if not isinstance(node, nodes.For):
        return type(node).__name__ not in ALLOWED
    return not isinstance(node.iter, nodes.Name) or any(True for _each in _inside(node))


def _inside(loop: Any) -> Iterator[Any]:
    from jinja2 import nodes

    for part in loop.body:
        if isinstance(part, nodes.For):
            yield part
        yield from part.find_all(nodes.For)


@cache
def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)


def _unreadable(error: Exception) -> str:
    """A field of a row that there is not, or a mark that is not closed, as the filler itself says it."""
    return _("填不进去：%(why)s") % {"why": str(error)[:200] or type(error).__name__}


def starter(kind: PaperKind) -> bytes:
    """A form to begin with: every field with its label, tables with their rows."""
    from docx import Document

    document, written = Document(), BytesIO()
    document.add_heading("{{ title }}", level=1)
    document.add_paragraph("{{ qr }}")
    for name, field in fields_of(kind).items():
        if not field.columns:
            document.add_paragraph(f"{field.label}：{{{{ {name} }}}}")
            continue
        document.add_paragraph(str(field.label))
        table = document.add_table(rows=4, cols=len(field.columns), style="Table Grid")
        table.rows[1].cells[0].text = f"{{%tr for row in {name} %}}"
        table.rows[3].cells[0].text = "{%tr endfor %}"
        for place, (column, label) in enumerate(field.columns.items()):
            table.rows[0].cells[place].text = str(label)
            table.rows[2].cells[place].text = f"{{{{ row.{column} }}}}"
    document.save(written)
    return written.getvalue()
