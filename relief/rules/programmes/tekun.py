"""特困人员救助供养 (tekun): no capacity to work, no livelihood, and nobody able who owes support."""

from __future__ import annotations

from relief.rules.amounts import tekun_amount
from relief.rules.citations import LAW, MINFA_2021_43, cite
from relief.rules.codes import Away, Disability, IncomeKind, ProgrammeCode, Schooling, Text
from relief.rules.household import FROM_2021, age, counts, covered, size
from relief.rules.language import (
    MOST_YEARS,
    All,
    Amount,
    AnyOver,
    Criterion,
    Figure,
    Flag,
    IsIn,
    Number,
    SumOver,
    Test,
    Up,
    UpAmount,
)
from relief.rules.means import MONTHS, ONE_HEAD, assets_within, disposable_income, income
from relief.rules.obligors import nobody_able
from relief.rules.programmes.base import Programme
from relief.rules.reckoning import reckon_tekun

ON_THE_LIST = (
    Disability.among(("intellectual", "mental"), (1, 2, 3))
    | Disability.among(("physical",), (1, 2))
    | Disability.among(("visual",), (1,))
)

# No capacity to work (第五条), or a minor's award that goes on.

age_since = Number("age_since", most=MOST_YEARS, unit="years")
stays_as_minor = Criterion(
    "tekun.stays_as_minor",
    Text("未成年时已供养，仍未成年或在就学", "on tekun since before 18, still a minor or at school"),
    cite(LAW, "第十六条") + cite(MINFA_2021_43, "第五条", ours=True),
    AnyOver(
        "awards",
        IsIn("programme", ProgrammeCode.mask("tekun")) & covered & (age_since < 18),
    )
    & (
        (age < 18)
        | IsIn("schooling", Schooling.mask("compulsory", "senior_secondary", "secondary_vocational"))
    ),
    FROM_2021,
)

no_work_capacity = Criterion(
    "tekun.no_work_capacity",
    Text("无劳动能力", "no capacity to work"),
    cite(LAW, "第十六条") + cite(MINFA_2021_43, "第五条"),
    (age >= Figure("tekun_elder_age"))
    | (age < Figure("tekun_minor_age"))
    | IsIn("disability", ON_THE_LIST)
    | stays_as_minor,
    FROM_2021,
)

# No livelihood (第六条).

counted_kind = ~IsIn(
    "kind",
    IncomeKind.mask(
        *("basic_pension", "social_insurance_benefit", "unemployment_benefit"),
        *("veterans_benefit", "old_age_allowance", "social_assistance"),
    ),
)
own_income = SumOver("incomes", income, counted_kind)
common_income = UpAmount(SumOver("incomes", income, counted_kind))
people = UpAmount(size)


def _income_below(line: Amount) -> Test:
    """Own income and, for those who count, an equal share of the common income, below the line; on totals."""
    shared = (own_income * people + common_income < line * people).counted_in("fen_a_year", heads=people)
    return (counts & shared) | (~counts & (own_income < line).counted_in("fen_a_year"))


income_below_standard = Criterion(
    "tekun.income_below_standard",
    Text("收入低于低保标准", "income below the dibao standard"),
    cite(LAW, "第十六条") + cite(MINFA_2021_43, "第六条"),
    _income_below(Figure("dibao_standard") * MONTHS),
    FROM_2021,
)

assets = assets_within("tekun", cite(MINFA_2021_43, "第六条、第七条"), heads=ONE_HEAD)

# Nobody able who owes support (第四条、第八条).

no_obligor_able = Criterion(
    "tekun.no_obligor_able",
    Text("没有法定义务人，或义务人无履行能力", "no obligor, or none able to support"),
    cite(LAW, "第十六条") + cite(MINFA_2021_43, "第四条、第八条"),
    nobody_able(poor=_income_below(disposable_income), assets=Up(All(assets))),
    FROM_2021,
)

# Those who are out whatever their need (第九条、第二十四条).

not_out = Criterion(
    "tekun.not_out",
    Text(
        "不在服刑、没有宣告失踪、没有选择孤儿等儿童保障",
        "not in prison, not declared missing, child allowance not chosen",
    ),
    cite(MINFA_2021_43, "第九条、第二十四条"),
    ~IsIn("away", Away.mask("imprisoned", "declared_missing")) & ~Flag("chose_child_allowance"),
    FROM_2021,
)

assets_of_household = tuple(
    Criterion(each.code, each.title, each.cites, Up(each.test), each.since) for each in assets
)

tekun = Programme(
    "tekun",
    FROM_2021,
    (no_work_capacity, income_below_standard, *assets_of_household, no_obligor_able, not_out),
    persons=True,
    amount=tekun_amount,
    reckoning=reckon_tekun,
    period="month",
    belongs=True,
    open_clauses=(
        (
            cite(MINFA_2021_43, "第五条"),
            Text("省级规定的其他无劳动能力情形", "other cases the province names"),
        ),
        (
            cite(MINFA_2021_43, "第八条"),
            Text("省级规定的其他无履行能力情形", "other inability the province names"),
        ),
        (
            cite(MINFA_2021_43, "第五条", ours=True),
            Text(
                "多重残疾不在所列，请看证上各类等级", "multiple disability is not listed: look at each kind"
            ),
        ),
    ),
)
