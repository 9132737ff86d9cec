"""期限 of dibao and tekun, from submission to the written notice: rows of the table of clocks."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from relief.rules.citations import MINFA_2021_43, MINFA_2021_57, MINFA_2022_83, cite

from .kinds import Clock, Condition, Unit

BOTH = date(2021, 7, 1)
"""Minfa 2021 No. 57 and No. 43 are in force from this day, and nothing earlier is encoded."""
NOTICE_83 = date(2022, 10, 20)
DIBAO = ("dibao", "dibao_individual")
TEKUN = ("tekun",)
INVESTIGATED = (*DIBAO, *TEKUN)
DECIDED = ("approve", "refuse", "withdraw")
OVER = (*DECIDED, "terminate")
CONFIRMED = ("approve", "refuse", "send_back", "withdraw")

OF_INVESTIGATED = (
    Clock(
        code="acceptance",
        title=_("受理，或者一次告知补什么"),
        programmes=INVESTIGATED,
        starts=("submit", "resubmit"),
        met=("accept", "send_back", "refer", *DECIDED),
        length=5,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_57, "第十条", ours=True) + cite(MINFA_2021_43, "第十二条", ours=True),
        since=BOTH,
    ),
    Clock(
        code="investigation_begins",
        title=_("启动家庭经济状况调查"),
        programmes=DIBAO,
        starts=("accept",),
        met=("investigate", *OVER),
        length=3,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_57, "第十五条"),
        since=BOTH,
    ),
    Clock(
        code="means_check_begins",
        title=_("启动信息核对"),
        programmes=DIBAO,
        starts=("request_check",),
        met=("begin_check", "record_check", *OVER),
        length=3,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_57, "第十七条"),
        since=BOTH,
    ),
    Clock(
        code="public_notice",
        title=_("公示期满"),
        programmes=INVESTIGATED,
        starts=("propose",),
        met=("object", "forward", "forward_here", *DECIDED),
        length=7,
        unit=Unit.DAYS,
        cites=cite(MINFA_2021_57, "第十九条") + cite(MINFA_2021_43, "第十五条"),
        since=BOTH,
        runs=True,
    ),
    Clock(
        code="objection",
        title=_("异议复查，重新提出初审意见"),
        programmes=DIBAO,
        starts=("object",),
        met=("propose", *OVER),
        length=None,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_57, "第十九条"),
        since=BOTH,
    ),
    Clock(
        code="county_confirmation",
        title=_("县级提出审核确认意见"),
        programmes=DIBAO,
        starts=("forward",),
        met=CONFIRMED,
        length=10,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_57, "第二十条"),
        since=BOTH,
    ),
    Clock(
        code="dibao_whole",
        title=_("从受理到审核确认"),
        programmes=DIBAO,
        starts=("accept",),
        met=OVER,
        length=30,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_57, "第二十二条") + cite(MINFA_2022_83, "四（一）"),
        since=BOTH,
    ),
    Clock(
        code="dibao_whole_delegated",
        title=_("从受理到审核确认，权限下放"),
        programmes=DIBAO,
        starts=("accept",),
        met=OVER,
        length=20,
        unit=Unit.WORKING,
        cites=cite(MINFA_2022_83, "四（一）"),
        since=NOTICE_83,
        condition=Condition.DELEGATED,
        instead_of="dibao_whole",
    ),
    Clock(
        code="dibao_whole_extended",
        title=_("从受理到审核确认，延长"),
        programmes=DIBAO,
        starts=("accept",),
        met=OVER,
        length=45,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_57, "第二十二条") + cite(MINFA_2022_83, "四（一）"),
        since=BOTH,
        condition=Condition.EXTENDED,
        instead_of="dibao_whole",
    ),
    Clock(
        code="tekun_opinion",
        title=_("调查核实，提出初审意见"),
        programmes=TEKUN,
        starts=("accept",),
        met=("propose", *DECIDED),
        length=15,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_43, "第十三条"),
        since=BOTH,
    ),
    Clock(
        code="tekun_opinion_again",
        title=_("异议复查，重新提出初审意见"),
        programmes=TEKUN,
        starts=("object",),
        met=("propose", *DECIDED),
        length=15,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_43, "第十五条"),
        since=BOTH,
    ),
    Clock(
        code="tekun_confirmation",
        title=_("提出确认意见"),
        programmes=TEKUN,
        starts=("forward", "forward_here"),
        met=CONFIRMED,
        length=15,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_43, "第十六条"),
        since=BOTH,
    ),
    Clock(
        code="refusal_in_writing",
        title=_("不予确认书面告知"),
        programmes=INVESTIGATED,
        starts=("refuse", "terminate"),
        met=("notify",),
        length=3,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_57, "第二十一条") + cite(MINFA_2021_43, "第十八条"),
        since=BOTH,
    ),
    Clock(
        code="reassessment",
        title=_("自理能力复核评估"),
        programmes=TEKUN,
        starts=("report_ability",),
        met=("assess",),
        length=10,
        unit=Unit.WORKING,
        cites=cite(MINFA_2021_43, "第二十三条"),
        since=BOTH,
        earliest=True,
    ),
)
