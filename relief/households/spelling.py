"""Pinyin of a name, for searching and sorting."""

import re
import unicodedata
from typing import NamedTuple

from pypinyin import Style, lazy_pinyin

LONGEST_WORD = 200

# As surnames these are not read as the dictionary reads them first.
SURNAMES = {
    "万俟": ["mo", "qi"],
    "尉迟": ["yu", "chi"],
    "长孙": ["zhang", "sun"],
    "单": ["shan"],
    "解": ["xie"],
    "仇": ["qiu"],
    "曾": ["zeng"],
    "区": ["ou"],
    "查": ["zha"],
    "朴": ["piao"],
    "盖": ["ge"],
    "缪": ["miao"],
    "员": ["yun"],
    "翟": ["zhai"],
    "黑": ["he"],
    "覃": ["qin"],
    "纪": ["ji"],
    "任": ["ren"],
    "华": ["hua"],
    "宿": ["su"],
    "折": ["she"],
    "冼": ["xian"],
    "郇": ["xun"],
}


def pinyin_of(name: str) -> str:
    """周桂芳: zhou gui fang."""
    return " ".join(_syllables(name))


def initials_of(name: str) -> str:
    """周桂芳: zgf."""
    return "".join(syllable[:1] for syllable in _syllables(name))


def _syllables(name: str) -> list[str]:
    for length in (2, 1):
        if (surname := name[:length]) in SURNAMES:
            return SURNAMES[surname] + _plain(name[length:])
    return _plain(name)


def _plain(text: str) -> list[str]:
    return [part.lower() for part in lazy_pinyin(text, style=Style.NORMAL) if part.strip()]


class Word(NamedTuple):
    """What somebody may begin to type, and which character of the name it begins with."""

    text: str
    start: int


def search_words(name: str) -> list[Word]:
    """周桂芳: 周桂芳 桂芳 芳, zhouguifang guifang fang, zgf gf. The same text once, at its first place."""
    signs, syllables = _units(name), [sound for sound in _syllables(name) if as_typed(sound)]
    found: dict[str, int] = {}
    for start in range(max(len(signs), len(syllables))):
        sounds = syllables[start:]
        initials = "".join(sound[:1] for sound in sounds) if len(sounds) > 1 else ""
        for text in ("".join(signs[start:]), "".join(sounds), initials):
            if plain := as_typed(text):
                found.setdefault(plain[:LONGEST_WORD], start)
    return [Word(text, start) for text, start in found.items()]


def as_typed(text: str) -> str:
    """One spelling for what is typed and what is kept: without width, case, blanks, dots and tones."""
    parts = unicodedata.normalize("NFKD", text.replace("ü", "v").replace("Ü", "v")).casefold()
    return "".join(sign for sign in parts if sign.isalnum())


def _units(name: str) -> list[str]:
    """Characters; of a name in letters its words."""
    return re.findall(r"[a-zA-Z]+|[^a-zA-Z\s·•.]", unicodedata.normalize("NFKC", name))
