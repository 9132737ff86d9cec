"""An article in English is told by its number, with no sign of the Chinese one."""

import re
from datetime import date
from pathlib import Path

import pytest

from relief.rules.article_numbers import in_english
from relief.rules.articles import articles
from relief.rules.citations import LAW, MINFA_2021_57, MINFA_2022_83, TEMPORARY_RELIEF_2026, cite, shown_on
from relief.rules.parameters import national_figures

RELIEF = Path(__file__).parents[2] / "relief"
CITED = re.compile(r'\bcite\(\s*\w+,\s*"([^"]+)"')
EVERYWHERE = {
    *(article for _document, article in articles()),
    *(figure.cite.article for figure in national_figures()),
    *(
        article
        for path in RELIEF.rglob("*.py")
        for article in CITED.findall(path.read_text(encoding="utf-8"))
    ),
}


@pytest.mark.parametrize(
    ("article", "english"),
    [
        ("第七条", "Article 7"),
        ("第十条", "Article 10"),
        ("第十二条", "Article 12"),
        ("第二十条", "Article 20"),
        ("第三十七条", "Article 37"),
        ("第14条", "Article 14"),
        ("第二部分", "Part 2"),
        ("二（一）", "Section 2(1)"),
        ("四", "Section 4"),
        ("第十三条、第二十三条", "Article 13, Article 23"),
        ("一（一）、一（四）", "Section 1(1), Section 1(4)"),
        ("小额快救", "on fast relief"),
    ],
)
def test_an_article_in_english(article, english):
    assert in_english(article) == english


@pytest.mark.parametrize("article", sorted(EVERYWHERE))
def test_every_article_that_is_cited_anywhere_has_its_english_name(article):
    assert in_english(article).isascii()


def test_a_form_that_nobody_knows_is_refused_and_not_left_in_chinese():
    with pytest.raises(ValueError, match="附件"):
        in_english("附件")


def test_a_citation_in_both_languages():
    cites = cite(MINFA_2021_57, "第八条") + cite(MINFA_2022_83, "一（四）", ours=True) + cite(LAW, "第十八条")
    day = date(2026, 6, 30)
    assert (
        shown_on(cites, day) == "民发〔2021〕57号第八条；民发〔2022〕83号一（四）（文件未明确，本系统的处理）"
    )
    assert shown_on(cites, day, "en") == (
        "Minfa [2021] No. 57, Article 8; Minfa [2022] No. 83, Section 1(4) (settled by this project)"
    )
    (unseen,) = cite(TEMPORARY_RELIEF_2026, "小额快救")
    assert unseen.shown("en") == "Opinion of January 2026, on fast relief (text not seen)"
