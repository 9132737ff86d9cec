"""Pinyin of a name, for searching and sorting."""

from pypinyin import Style, lazy_pinyin

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
