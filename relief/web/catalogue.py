"""The English catalogue: what the source says, what the catalogue answers, and whether the two agree.

Source language is Chinese and the message is the text, so only English has a catalogue. Babel does what the
gettext programs would do; Django itself turns templates into something it can read.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LANGUAGE = "en"
HEADER = b"""# English texts of the interface; the messages are the Chinese texts themselves.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|(?<!%)%[sd]|(?<!\{)\{(\w*)\}")
CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")


def catalogue_path() -> Path:
    """Where the English texts are kept."""
    return Path(settings.LOCALE_PATHS[0]) / LANGUAGE / "LC_MESSAGES" / "django.po"


def sources() -> Iterator[tuple[Path, bytes]]:
    """Every file that speaks to people, as Python that Babel can read."""
    for path in sorted((settings.ROOT / "relief").rglob("*.py")):
        yield path, path.read_bytes()
    for path in sorted((settings.ROOT / "templates").rglob("*.html")):
        yield path, python_of(path.read_text(encoding="utf-8"), str(path))


def python_of(template: str, origin: str) -> bytes:
    """A template as calls of gettext. Its indentation means nothing, so it is taken away."""
    code = templatize(template, origin=origin)
    return "\n".join(line.lstrip() for line in code.splitlines()).encode()


def extracted() -> Catalog:
    """Everything that the source says."""
    found = Catalog(locale=LANGUAGE)
    for path, code in sources():
        for _line, message, _comments, context in extract(
            "python", BytesIO(code), KEYWORDS, options={"encoding": "utf-8"}
        ):
            found.add(message, context=context, locations=[(str(path), 0)])
    return found


def read_catalogue() -> Catalog:
    """The English texts as they are kept."""
    with catalogue_path().open("rb") as file:
        return read_po(file, locale=LANGUAGE, charset="utf-8")


def messages_of(catalogue: Catalog) -> dict[tuple[str, str], Message]:
    """The messages by context and text, without the header."""
    return {(message.context or "", first(message.id)): message for message in catalogue if message.id}


def first(text: str | list[str] | tuple[str, ...]) -> str:
    return text if isinstance(text, str) else text[0]


def forms_of(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def renewed() -> Catalog:
    """What the source says now, with the English that is already there."""
    known, found = messages_of(read_catalogue()), extracted()
    for key, message in messages_of(found).items():
        if key in known and isinstance(known[key].id, str) == isinstance(message.id, str):
            message.string = known[key].string
    return found


def write_catalogue(catalogue: Catalog) -> None:
    """Sorted, and without places or days: a change shows only the texts that changed."""
    body = BytesIO()
    write_po(body, catalogue, omit_header=True, sort_output=True, no_location=True, width=100)
    catalogue_path().write_bytes(HEADER + body.getvalue().strip() + b"\n")


def compile_catalogue() -> Path:
    """Writes what Django reads while serving; complete at every moment."""
    target = catalogue_path().with_suffix(".mo")
    # Under a name of its own: two may compile at once, and each leaves a whole file.
    with NamedTemporaryFile(dir=target.parent, suffix=".mo", delete=False) as draft:
        write_mo(draft, read_catalogue())
    Path(draft.name).chmod(0o644)
    return Path(draft.name).replace(target)


def placeholders(text: str) -> set[str]:
    return {match.group() for match in PLACEHOLDER.finditer(text.replace("%%", ""))}


def faults_of(message: Message) -> Iterator[str]:
    """What is wrong with one English text."""
    translations = forms_of(message.string or "")
    if not all(translations):
        yield "empty"
        return
    if message.fuzzy:
        yield "fuzzy"
    wanted = placeholders(first(message.id))
    if any(placeholders(text) != wanted for text in translations):
        yield f"placeholders differ, wanted {', '.join(sorted(wanted)) or 'none'}"
    if any(CHINESE.search(text) for text in translations):
        yield "English text has Chinese characters or punctuation"


def problems() -> list[str]:
    """Everything for which English is not complete, a line each."""
    wanted, kept = messages_of(extracted()), messages_of(read_catalogue())
    lines = [f"not in the catalogue: {name(key)}" for key in wanted if key not in kept]
    lines += [f"no longer in the source: {name(key)}" for key in kept if key not in wanted]
    for key, message in kept.items():
        lines += [f"{fault}: {name(key)}" for fault in faults_of(message)]
        if key in wanted and forms_of(message.id) != forms_of(wanted[key].id):
            lines.append(f"plural differs from the source: {name(key)}")
    return sorted(lines)


def name(key: tuple[str, str]) -> str:
    context, text = key
    return f"{text} ({context})" if context else text
