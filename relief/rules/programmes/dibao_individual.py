"""单人户低保 (dibao alone): a person in special hardship whose family is not itself on dibao."""

from __future__ import annotations

from datetime import date

from relief.rules.amounts import individual_amount
from relief.rules.citations import LAW, MINFA_2021_57, MINFA_2022_83, cite
from relief.rules.codes import Text
from relief.rules.disabilities import severely_disabled, severely_disabled_or_mind
from relief.rules.household import FROM_2021, age, clergy_for_years, counts
from relief.rules.language import Criterion, Flag, OnDays, Up
from relief.rules.means import own_income, standard
from relief.rules.programmes.base import Programme
from relief.rules.programmes.dibao import dibao
from relief.rules.programmes.dibao_margin import dibao_margin
from relief.rules.reckoning import reckon_individual

CITES = cite(LAW, "第二十一条") + cite(MINFA_2021_57, "第八条")

family_not_on_dibao = Criterion(
    "dibao_individual.family_not_dibao",
    Text("家庭本身不符合低保条件", "the family is not itself eligible for dibao"),
    cite(MINFA_2021_57, "第八条", ours=True) + cite(MINFA_2022_83, "一（一）"),
    Up(~dibao.test),
    FROM_2021,
)

below_standard = (own_income < standard).counted_in("fine_fen_a_year")
own_income_below_standard = Criterion(
    "dibao_individual.own_income_below_standard",
    Text("本人收入低于低保标准", "own income below the dibao standard"),
    CITES,
    below_standard,
    FROM_2021,
)

in_edge_family = Criterion(
    "dibao_individual.in_edge_family",
    Text("低保边缘家庭中的重残或重病人员", "severely disabled or gravely ill in an edge family"),
    CITES + cite(MINFA_2022_83, "一（四）"),
    Up(dibao_margin.test) & counts & (severely_disabled_or_mind | Flag("serious_illness")),
    FROM_2021,
)

clergy = Criterion(
    "dibao_individual.clergy",
    Text("在宗教场所居住满三年的教职人员", "clergy living apart for three full years"),
    cite(MINFA_2021_57, "第八条"),
    clergy_for_years.test,
    FROM_2021,
)

FROM_83 = date(2022, 10, 20)
disabled_without_work = Criterion(
    "dibao_individual.disabled_without_work",
    Text("成年无业重度残疾人", "an adult without work, severely disabled"),
    cite(MINFA_2022_83, "一（一）"),
    OnDays(FROM_83) & (age >= 18) & ~Flag("working") & severely_disabled,
    FROM_83,
)

may_apply_alone = Criterion(
    "dibao_individual.may_apply_alone",
    Text("可以单独申请的情形", "one of those who may apply alone"),
    CITES + cite(MINFA_2022_83, "一（一）、一（四）"),
    in_edge_family | clergy | disabled_without_work,
    FROM_2021,
)

dibao_individual = Programme(
    "dibao_individual",
    FROM_2021,
    (family_not_on_dibao, own_income_below_standard, may_apply_alone),
    persons=True,
    amount=individual_amount,
    reckoning=reckon_individual,
    period="month",
    belongs=True,
    open_clauses=(
        (
            cite(MINFA_2021_57, "第八条"),
            Text("县级以上民政部门规定的其他特殊困难人员", "others whom the county names"),
        ),
        (cite(LAW, "第二十一条"), Text("确有特殊困难的人员", "others in real special hardship")),
    ),
)
