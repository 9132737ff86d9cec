"""期限 of relief and of recognitions, and of what follows an award: rows of the table of clocks."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from relief.rules.citations import (
    LAW,
    MINFA_2018_23,
    MINFA_2021_57,
    MINFA_2022_83,
    NOTICE_2022,
    REFORM_2020,
    RIGID_2024,
    TEMPORARY_RELIEF_2026,
    cite,
)
from relief.rules.programmes import BY_CODE

from .investigated import BOTH, DECIDED, DIBAO, NOTICE_83, TEKUN
from .kinds import Clock, Condition, Unit

RIGID, FAST = date(2025, 1, 1), date(2026, 1, 29)
RELIEF = (
    "emergency_relief",
    "nonresident_relief",
    "expenditure_relief",
    "uninsured_unemployed",
    "jobless_graduate",
    "epidemic_family_relief",
)
GIVEN_FIRST = ("emergency_relief", "nonresident_relief", "fast_relief")
GIVES_FIRST = ("relieve_first", "community_relief")
ENDED = (*DECIDED, *GIVES_FIRST)

OF_OTHERS = (
    Clock(
        code="fast_relief",
        title=_("小额快救办完"),
        programmes=("fast_relief",),
        starts=("submit",),
        met=ENDED,
        length=3,
        unit=Unit.DAYS,
        cites=cite(TEMPORARY_RELIEF_2026, "小额快救"),
        since=FAST,
    ),
    Clock(
        code="relief",
        title=_("临时救助办完"),
        programmes=RELIEF,
        starts=("submit",),
        met=ENDED,
        length=None,
        unit=Unit.WORKING,
        cites=cite(MINFA_2018_23, "二（二）") + cite(NOTICE_2022, "第四部分"),
        since=BOTH,
    ),
    Clock(
        code="papers_after_relief",
        title=_("先行救助以后补说明、补手续"),
        programmes=GIVEN_FIRST,
        starts=GIVES_FIRST,
        met=("complete_papers", "correct"),
        length=None,
        unit=Unit.WORKING,
        cites=cite(MINFA_2018_23, "二（二）") + cite(LAW, "第五十条"),
        since=BOTH,
    ),
    Clock(
        code="rigid_whole",
        title=_("从受理到认定"),
        programmes=("rigid_expenditure",),
        starts=("submit",),
        met=DECIDED,
        length=30,
        unit=Unit.WORKING,
        cites=cite(RIGID_2024, "第八条"),
        since=RIGID,
    ),
    Clock(
        code="rigid_whole_extended",
        title=_("从受理到认定，延长"),
        programmes=("rigid_expenditure",),
        starts=("submit",),
        met=DECIDED,
        length=45,
        unit=Unit.WORKING,
        cites=cite(RIGID_2024, "第八条"),
        since=RIGID,
        condition=Condition.EXTENDED,
        instead_of="rigid_whole",
    ),
    Clock(
        code="rigid_valid",
        title=_("认定有效期满"),
        programmes=("rigid_expenditure",),
        starts=("approve",),
        met=(),
        length=12,
        unit=Unit.MONTHS,
        cites=cite(RIGID_2024, "第十条"),
        since=RIGID,
        runs=True,
    ),
    Clock(
        code="review",
        title=_("定期核查"),
        programmes=DIBAO,
        starts=("approve", "review"),
        met=("review", "end"),
        length=12,
        unit=Unit.MONTHS,
        cites=cite(MINFA_2021_57, "第三十一条"),
        since=BOTH,
    ),
    Clock(
        code="review_half_yearly",
        title=_("定期核查，每半年"),
        programmes=DIBAO,
        starts=("approve", "review"),
        met=("review", "end"),
        length=6,
        unit=Unit.MONTHS,
        cites=cite(MINFA_2021_57, "第三十一条"),
        since=BOTH,
        condition=Condition.HALF_YEARLY,
        instead_of="review",
    ),
    Clock(
        code="tekun_review",
        title=_("定期核查"),
        programmes=TEKUN,
        starts=("approve", "review"),
        met=("review", "end"),
        length=12,
        unit=Unit.MONTHS,
        cites=cite(REFORM_2020, "第7条"),
        since=BOTH,
    ),
    Clock(
        code="death",
        title=_("成员去世后核查，办完增发、减发、停发"),
        programmes=DIBAO,
        starts=("report_death",),
        met=("settle_death",),
        length=3,
        unit=Unit.MONTHS,
        cites=cite(MINFA_2022_83, "一（三）"),
        since=NOTICE_83,
        earliest=True,
    ),
    Clock(
        code="hotline",
        title=_("热线来电、举报答复"),
        programmes=tuple(BY_CODE),
        starts=("call",),
        met=("answer_call",),
        length=None,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_57, "第三十六条、第三十七条") + cite(LAW, "第六十条"),
        since=BOTH,
    ),
)
