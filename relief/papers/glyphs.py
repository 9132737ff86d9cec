"""Which characters the fonts of papers can print. For what they cannot its code is printed, never a box."""

import struct
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pylopdf_fonts_zh_cn

from .four_dragons import SIGN, folder_of_four_dragons

FOLDER = Path(pylopdf_fonts_zh_cn.__file__).parent
# Texts stand in this one, and in ours for the character that it lacks.
TEXT_FONT = FOLDER / "NotoSerifSC-Regular.otf"
LINE_END = "\n"
WHOLE_UNICODE = 12


def font_folders() -> tuple[Path, Path]:
    """Where typst finds what papers are printed with."""
    return FOLDER, folder_of_four_dragons(TEXT_FONT)


def printable(values: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """The same values as they can be printed, and whether anything of them cannot."""
    shown = {name: _printable(value) for name, value in values.items()}
    return shown, shown != dict(values)


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return "".join(map(_sign, value))
    return [{name: _printable(each) for name, each in row.items()} for row in value]


def _sign(sign: str) -> str:
    if sign == LINE_END or ord(sign) in covered():
        return sign
    return " " if sign.isspace() else f"〔U+{ord(sign):04X}〕"


@cache
def covered() -> frozenset[int]:
    """Every character that has a glyph."""
    return frozenset([*_characters(TEXT_FONT.read_bytes()), SIGN])


def _characters(font: bytes) -> Iterator[int]:
    """What the font's own table maps to a glyph (OpenType `cmap`, format 12)."""
    begin = _table(font, b"cmap")
    (subtables,) = struct.unpack_from(">H", font, begin + 2)
    for place in range(begin + 4, begin + 4 + 8 * subtables, 8):
        (offset,) = struct.unpack_from(">I", font, place + 4)
        (form,) = struct.unpack_from(">H", font, begin + offset)
        if form == WHOLE_UNICODE:
            yield from _groups(font, begin + offset)


def _groups(font: bytes, begin: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">I", font, begin + 12)
    for place in range(begin + 16, begin + 16 + 12 * count, 12):
        first, last, _glyph = struct.unpack_from(">III", font, place)
        yield from range(first, last + 1)


def _table(font: bytes, tag: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for place in range(12, 12 + 16 * count, 16):
        name, _checksum, offset, _length = struct.unpack_from(">4sIII", font, place)
        if name == tag:
            return int(offset)
    raise ValueError("a font without a table of characters")
