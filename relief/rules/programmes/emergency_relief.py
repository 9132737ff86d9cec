"""急难型临时救助 (emergency relief): a sudden, urgent hardship here; no test of income or assets."""

from __future__ import annotations

from relief.rules.awards import cause_not_relieved
from relief.rules.citations import LAW, MINFA_2018_23, MINFA_2022_83, REFORM_2020, cite
from relief.rules.codes import PlaceOfEmergency, Text
from relief.rules.household import FROM_2021, somebody_counts
from relief.rules.language import Criterion, Flag, IsIn
from relief.rules.programmes.base import Programme

CITES = cite(LAW, "第二十九条") + cite(MINFA_2018_23, "二（一）")

hardship = Criterion(
    "emergency_relief.hardship", Text("遇到突发困难", "a sudden hardship"), CITES, Flag("hardship"), FROM_2021
)

urgent = Criterion("emergency_relief.urgent", Text("情况紧急", "urgent"), CITES, Flag("urgent"), FROM_2021)

basic_living_difficulty = Criterion(
    "emergency_relief.basic_living_difficulty",
    Text(
        "基本生活暂时出现严重困难（经办人认定）",
        "basic living in serious difficulty for now, as a handler finds",
    ),
    CITES,
    Flag("basic_living_difficulty"),
    FROM_2021,
)

happened_here = Criterion(
    "emergency_relief.happened_here",
    Text("急难发生在本地", "the emergency happened here"),
    cite(LAW, "第三十七条") + cite(MINFA_2022_83, "四（三）") + cite(REFORM_2020, "第14条"),
    IsIn("place_of_emergency", PlaceOfEmergency.mask("here")),
    FROM_2021,
)

criteria = (
    somebody_counts,
    hardship,
    urgent,
    basic_living_difficulty,
    happened_here,
    cause_not_relieved("emergency_relief", FROM_2021),
)

emergency_relief = Programme(
    "emergency_relief",
    FROM_2021,
    criteria,
    asks_amount=True,
    period="once",
    open_clauses=((cite(MINFA_2018_23, "二（一）"), Text("其他特殊困难", "other special hardship")),),
)
