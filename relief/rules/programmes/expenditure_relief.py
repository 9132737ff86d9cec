"""支出型临时救助 (expenditure relief): unavoidable spending has brought the living into difficulty for now.

The texts leave income, assets and spending to the place; what is asked here is our settlement of them.
"""

from __future__ import annotations

from relief.rules import awards
from relief.rules.citations import GUOFA_2014_47, LAW, MINFA_2018_23, cite
from relief.rules.codes import Text
from relief.rules.household import FROM_2021, somebody_counts
from relief.rules.language import Criterion, Flag
from relief.rules.means import assets_within, below_average
from relief.rules.programmes.base import Programme
from relief.rules.spending import rigid_spending

CITES = cite(LAW, "第二十九条") + cite(MINFA_2018_23, "二（一）")
OURS = cite(MINFA_2018_23, "二（一）", ours=True)

spending = Criterion(
    "expenditure_relief.spending",
    Text(
        "近12个月有教育、医疗、康复等必需支出", "necessary spending on schooling, treatment or rehabilitation"
    ),
    CITES,
    rigid_spending > 0,
    FROM_2021,
)

basic_living_difficulty = Criterion(
    "expenditure_relief.basic_living_difficulty",
    Text(
        "基本生活暂时出现严重困难（经办人认定）",
        "basic living in serious difficulty for now, as a handler finds",
    ),
    CITES,
    Flag("basic_living_difficulty"),
    FROM_2021,
)

income_below_average = Criterion(
    "expenditure_relief.income_below_average",
    Text("人均收入低于上年度当地人均可支配收入", "income a head below last year's local disposable income"),
    CITES,
    below_average,
    FROM_2021,
    comparison=below_average,
    unit="fine_fen_a_year",
)

cause_not_relieved = Criterion(
    "expenditure_relief.cause_not_relieved",
    Text("同一事由没有救助过，或有新的费用", "the cause was not relieved before, or there is a new bill"),
    cite(GUOFA_2014_47, "第二部分"),
    awards.cause_not_relieved,
    FROM_2021,
)

expenditure_relief = Programme(
    "expenditure_relief",
    FROM_2021,
    (
        somebody_counts,
        spending,
        basic_living_difficulty,
        income_below_average,
        *assets_within("expenditure_relief", OURS),
        cause_not_relieved,
    ),
    asks_amount=True,
    period="once",
    open_clauses=(
        (
            cite(MINFA_2018_23, "二（一）"),
            Text(
                "本地规定的支出型救助情形和标准",
                "cases and rates of expenditure relief that the place lays down",
            ),
        ),
    ),
)
