"""Articles as English names them: 第十二条 is Article 12, 二（二） is Section 2(2)."""

from __future__ import annotations

import re

NUMERAL = r"([一二三四五六七八九十]+|\d+)"
FORMS = (
    (re.compile(f"第{NUMERAL}条"), "Article {}"),
    (re.compile(f"第{NUMERAL}部分"), "Part {}"),
    (re.compile(f"{NUMERAL}（{NUMERAL}）"), "Section {}({})"),
    (re.compile(NUMERAL), "Section {}"),
)
NAMED = {
    "小额快救": "on fast relief",
    "启动条件": "on when it starts",
    "保障对象": "on who is covered",
    "扩大保障范围": "on wider coverage",
    "补贴标准": "on what is paid",
}
"""Of texts that we know only through others: what the passage is about."""


def in_english(article: str) -> str:
    """One or several articles. ValueError for a form that no citation has yet."""
    return ", ".join(_in_english(each) for each in article.split("、"))


def _in_english(article: str) -> str:
    if article in NAMED:
        return NAMED[article]
    for form, words in FORMS:
        if found := form.fullmatch(article):
            return words.format(*map(_number, found.groups()))
    raise ValueError(f"{article}: no English name")


def _number(numeral: str) -> int:
    """三十七 is 37."""
    if numeral.isascii():
        return int(numeral)
    tens, ten, ones = numeral.rpartition("十")
    return 10 * (_digit(tens) or 1) * bool(ten) + _digit(ones)


def _digit(sign: str) -> int:
    return " 一二三四五六七八九".index(sign or " ")
