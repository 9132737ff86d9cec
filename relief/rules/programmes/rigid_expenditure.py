"""刚性支出困难家庭 (rigid-expenditure family): spending one cannot avoid takes too much of the income."""

from __future__ import annotations

from datetime import date

from relief.rules.awards import DIBAO, TEKUN, drawn
from relief.rules.citations import LAW, RIGID_2024, cite
from relief.rules.codes import Text
from relief.rules.household import somebody_counts
from relief.rules.language import Criterion, Figure, FigureFlag, Flag
from relief.rules.means import FINE, assets_within, family_income, income_below_average
from relief.rules.programmes.base import Programme
from relief.rules.programmes.dibao import dibao
from relief.rules.programmes.dibao_margin import dibao_margin
from relief.rules.spending import rigid_spending

FROM_2025 = date(2025, 1, 1)
CITES = cite(LAW, "第二十二条") + cite(RIGID_2024, "第四条")

no_other_standing = Criterion(
    "rigid_expenditure.no_other_standing",
    Text(
        "没有享受低保、特困，也不是低保边缘家庭", "neither on dibao or tekun nor recognised as an edge family"
    ),
    CITES,
    ~drawn(DIBAO | TEKUN) & ~Flag("recognised.dibao_margin"),
    FROM_2025,
)

no_other_way = Criterion(
    "rigid_expenditure.no_other_way",
    Text("不符合低保、低保边缘条件", "eligible neither for dibao nor as an edge family"),
    cite(RIGID_2024, "第四条", ours=True),
    ~dibao.test & ~dibao_margin.test,
    FROM_2025,
)

# Both sides carry the ratio's ten-thousandths and those of the income, so that nothing is divided.
spent = rigid_spending * (FINE * FINE)
line = family_income * Figure("rigid_ratio")
over_the_ratio = (spent > line).counted_in("finest_fen")
up_to_the_ratio = (spent >= line).counted_in("finest_fen")
spent_anything = (rigid_spending > 0).counted_in("fen")
spending_over_the_ratio = Criterion(
    "rigid_expenditure.spending_over_the_ratio",
    Text(
        "近12个月刚性支出占收入的比例超过规定",
        "rigid spending takes more of the income than the place allows",
    ),
    CITES,
    over_the_ratio | (FigureFlag("rigid_inclusive") & up_to_the_ratio & spent_anything),
    FROM_2025,
)

rigid_expenditure = Programme(
    "rigid_expenditure",
    FROM_2025,
    (
        somebody_counts,
        no_other_standing,
        no_other_way,
        income_below_average("rigid_expenditure", CITES, FROM_2025),
        *assets_within("rigid_expenditure", CITES),
        spending_over_the_ratio,
    ),
    belongs=True,
    open_clauses=(
        (
            cite(RIGID_2024, "第四条"),
            Text("县级以上规定的其他条件", "other conditions that the county or above sets"),
        ),
        (
            cite(RIGID_2024, "第五条"),
            Text(
                "生活支出和县级认定的其他支出", "living costs and other spending that the county recognises"
            ),
        ),
    ),
)
