"""最低生活保障 (dibao): the family's income lies below the standard and its assets within the limits."""

from __future__ import annotations

from relief.rules.amounts import dibao_amount
from relief.rules.citations import LAW, MINFA_2021_57, cite
from relief.rules.codes import Text
from relief.rules.household import FROM_2021, size, somebody_counts
from relief.rules.language import Criterion
from relief.rules.means import assets_within, family_income, standard
from relief.rules.programmes.base import Programme
from relief.rules.reckoning import reckon_dibao

below_standard = (family_income < standard * size).counted_in("fine_fen_a_year")
income_below_standard = Criterion(
    "dibao.income_below_standard",
    Text("家庭收入低于低保标准", "family income below the dibao standard"),
    cite(LAW, "第十八条") + cite(MINFA_2021_57, "第十三条、第二十三条"),
    below_standard,
    FROM_2021,
)

assets = assets_within("dibao", cite(LAW, "第十八条") + cite(MINFA_2021_57, "第十四条"))

dibao = Programme(
    "dibao",
    FROM_2021,
    (somebody_counts, income_below_standard, *assets),
    amount=dibao_amount,
    reckoning=reckon_dibao,
    period="month",
    belongs=True,
    open_clauses=(
        (
            cite(MINFA_2021_57, "第七条"),
            Text("省级民政部门认定的其他不计入人员", "others whom the province does not count"),
        ),
        (
            cite(MINFA_2021_57, "第十三条"),
            Text(
                "因残疾、患重病增加的刚性支出可按规定扣减",
                "costs of disability or grave illness that may be deducted",
            ),
        ),
        (
            cite(MINFA_2021_57, "第十四条"),
            Text("维持生产生活的必需财产可以豁免", "property needed for work and living may be exempt"),
        ),
    ),
)
