"""最低生活保障边缘家庭 (edge family): not dibao, income below the edge line, assets within its limits."""

from __future__ import annotations

from relief.rules.citations import GUOBANFA_2023_39, LAW, MINFA_2021_57, MINFA_2022_83, cite
from relief.rules.codes import Text
from relief.rules.household import FROM_2021, size, somebody_counts
from relief.rules.language import Criterion, Figure, FigureFlag
from relief.rules.means import FINE, MONTHS, assets_within, family_income
from relief.rules.programmes.base import Programme
from relief.rules.programmes.dibao import dibao

CITES = (
    cite(LAW, "第二十一条")
    + cite(GUOBANFA_2023_39, "第二部分")
    + cite(MINFA_2022_83, "一（四）")
    + cite(MINFA_2021_57, "第八条")
)

edge_line = Figure("dibao_standard") * MONTHS * size * Figure("margin_multiple")

not_dibao = Criterion(
    "dibao_margin.not_dibao", Text("不符合低保条件", "not eligible for dibao"), CITES, ~dibao.test, FROM_2021
)

below_edge = (family_income < edge_line).counted_in("fine_fen_a_year")
up_to_edge = (family_income <= edge_line).counted_in("fine_fen_a_year")
income_below_edge = Criterion(
    "dibao_margin.income_below_edge",
    Text("家庭收入低于低保边缘标准", "family income below the edge line"),
    CITES,
    below_edge | (FigureFlag("margin_inclusive") & up_to_edge),
    FROM_2021,
)

dibao_margin = Programme(
    "dibao_margin",
    FROM_2021,
    (somebody_counts, not_dibao, income_below_edge, *assets_within("dibao_margin", CITES)),
    belongs=True,
)

assert FINE == 10_000, "the edge line carries the multiple's ten-thousandths in place of FINE"
