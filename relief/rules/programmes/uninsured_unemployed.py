"""未参保失业人员一次性临时救助 (uninsured unemployed workers): once, where they work or live."""

from __future__ import annotations

from relief.rules.awards import DIBAO, covered_by, relieved_under
from relief.rules.citations import MINFA_2020_69, MINFA_2022_83, NOTICE_2022, cite
from relief.rules.codes import Text, UnemploymentInsurance
from relief.rules.household import age
from relief.rules.language import Criterion, Figure, Flag, IsIn, Number, Test, Up
from relief.rules.programmes.base import Programme
from relief.rules.programmes.nonresident_relief import FROM_NOTICE

CITES = cite(NOTICE_2022, "第二部分") + cite(MINFA_2022_83, "二（一）") + cite(MINFA_2020_69, "第二部分")
OURS = cite(NOTICE_2022, "第二部分", ours=True)


def _criterion(code: str, zh: str, en: str, test: Test, *, ours: bool = False) -> Criterion:
    return Criterion(f"uninsured_unemployed.{code}", Text(zh, en), OURS if ours else CITES, test, FROM_NOTICE)


uninsured_unemployed = Programme(
    "uninsured_unemployed",
    FROM_NOTICE,
    (
        _criterion(
            "of_working_age",
            "年满16周岁",
            "aged 16 or more",
            age >= Figure("uninsured_age"),
            ours=True,
        ),
        _criterion("not_working", "现在没有工作", "not working", ~Flag("working")),
        _criterion(
            "months_without_income",
            "连续三个月无收入",
            "three full months without income",
            Number("months_without_income", unit="months") >= Figure("uninsured_months"),
        ),
        _criterion(
            "uninsured",
            "失业保险政策无法覆盖",
            "not covered by unemployment insurance",
            IsIn("insurance", UnemploymentInsurance.mask("none")),
        ),
        _criterion("caused_by_epidemic", "受疫情影响", "caused by the epidemic", Flag("caused_by_epidemic")),
        _criterion("own_application", "本人申请", "applied for in person", Flag("own_application")),
        _criterion(
            "works_or_lives_here",
            "在本地务工或经常居住",
            "works or lives here",
            Flag("works_here") | Flag("lives_here"),
        ),
        _criterion(
            "basic_living_difficulty",
            "基本生活困难（经办人认定）",
            "basic living in difficulty, as a handler finds",
            Up(Flag("basic_living_difficulty")),
        ),
        _criterion(
            "not_on_dibao",
            "未纳入低保",
            "not on dibao",
            ~covered_by(DIBAO),
        ),
        _criterion(
            "once",
            "没有领过这项救助",
            "not relieved under this programme before",
            ~relieved_under("uninsured_unemployed"),
        ),
    ),
    persons=True,
    open_while="uninsured_programme_open",
    at_most=Figure("uninsured_relief_cap"),
    asks_amount=True,
    period="once",
)
