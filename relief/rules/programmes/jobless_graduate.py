"""未就业大学生临时救助 (jobless graduates): once, in hardship and looking for work, where they are."""

from __future__ import annotations

from relief.rules.awards import relieved_under
from relief.rules.citations import MINFA_2022_83, NOTICE_2022, cite
from relief.rules.codes import PlaceOfEmergency, Text
from relief.rules.household import day_of, today
from relief.rules.language import Criterion, Figure, Flag, IsIn, Test, Up
from relief.rules.programmes.base import Programme
from relief.rules.programmes.nonresident_relief import FROM_NOTICE

CITES = cite(NOTICE_2022, "第二部分") + cite(MINFA_2022_83, "二（二）")
OURS = cite(NOTICE_2022, "第二部分", ours=True)


def _criterion(code: str, zh: str, en: str, test: Test, *, ours: bool = False) -> Criterion:
    return Criterion(f"jobless_graduate.{code}", Text(zh, en), OURS if ours else CITES, test, FROM_NOTICE)


jobless_graduate = Programme(
    "jobless_graduate",
    FROM_NOTICE,
    (
        _criterion(
            "graduated", "已经毕业", "graduated", Flag("graduates") & (day_of("graduated_on") <= today)
        ),
        _criterion("not_working", "现在没有工作", "not working", ~Flag("working")),
        _criterion("seeking_work", "正在找工作", "seeking work", Flag("seeking_work"), ours=True),
        _criterion(
            "basic_living_difficulty",
            "基本生活困难（经办人认定）",
            "basic living in difficulty, as a handler finds",
            Up(Flag("basic_living_difficulty")),
        ),
        _criterion(
            "happened_here",
            "困难发生在本地",
            "the hardship happened here",
            Up(IsIn("place_of_emergency", PlaceOfEmergency.mask("here"))),
            ours=True,
        ),
        _criterion(
            "once",
            "没有领过这项救助",
            "not relieved under this programme before",
            ~relieved_under("jobless_graduate"),
            ours=True,
        ),
    ),
    persons=True,
    open_while="graduate_programme_open",
    at_most=Figure("graduate_relief_cap"),
    asks_amount=True,
    period="once",
)
