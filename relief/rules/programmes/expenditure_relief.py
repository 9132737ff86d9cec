"""支出型临时救助 (expenditure relief): unavoidable spending has brought the living into difficulty for now.

The texts leave income, assets and spending to the place; what is asked here is our settlement of them.
"""

from __future__ import annotations

from relief.rules.awards import cause_not_relieved
from relief.rules.citations import LAW, MINFA_2018_23, cite
from relief.rules.codes import Text
from relief.rules.household import FROM_2021, somebody_counts
from relief.rules.language import Criterion, Flag
from relief.rules.means import assets_within, income_below_average
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
    (rigid_spending > 0).counted_in("fen"),
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

expenditure_relief = Programme(
    "expenditure_relief",
    FROM_2021,
    (
        somebody_counts,
        spending,
        basic_living_difficulty,
        income_below_average("expenditure_relief", CITES, FROM_2021),
        *assets_within("expenditure_relief", OURS),
        cause_not_relieved("expenditure_relief", FROM_2021),
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
