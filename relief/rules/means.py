"""The means of a family: what income counts, and whether its assets lie within the limits.

Income is in ten-thousandths of a fen a year: months, years and the work-cost rate meet without division.
"""

from __future__ import annotations

from datetime import date

from relief.rules.citations import MINFA_2021_57, Cite, cite
from relief.rules.codes import AssetsFinding, IncomeKind, Text
from relief.rules.household import FROM_2021, counts, size
from relief.rules.language import (
    All,
    Amount,
    AnyOf,
    Const,
    Criterion,
    Figure,
    FigureCodes,
    FigureFlag,
    Flag,
    IsIn,
    Number,
    SumOver,
    Test,
)

FINE = 10_000
"""Ratios are integers of ten-thousandths; amounts that meet them are multiplied by this."""
MONTHS = 12

WAGE = IncomeKind.mask("wage")
PENSION = IncomeKind.mask("basic_pension")
NOT_COUNTED = IncomeKind.mask(
    "veterans_benefit",
    "family_planning_award",
    "scholarship",
    "bravery_award",
    "social_assistance",
    "social_insurance_benefit",
)
ALWAYS_COUNTED = IncomeKind.anything() & ~NOT_COUNTED & ~PENSION

income = Number("amount")
wage = IsIn("kind", WAGE)
counted_kind = Criterion(
    "means.counted_kind",
    Text("计入家庭收入的种类", "a kind of income that counts"),
    cite(MINFA_2021_57, "第十三条"),
    (IsIn("kind", ALWAYS_COUNTED) | (IsIn("kind", PENSION) & FigureFlag("count_basic_pension")))
    & ~IsIn("kind", FigureCodes("extra_excluded_incomes")),
    FROM_2021,
)

work_cost = Figure("minimum_wage") * MONTHS * Figure("work_cost_rate")
own_income = (SumOver("incomes", income, counted_kind & wage) * FINE - work_cost) + SumOver(
    "incomes", income, counted_kind & ~wage
) * FINE
"""A member's own counted income; the necessary work cost is taken off the wage, never more than the wage."""

family_income = (
    SumOver("members", own_income, counts)
    + SumOver("incomes", income, counted_kind) * FINE
    - Number("support_disregarded") * (MONTHS * FINE)
)

standard = Figure("dibao_standard") * (MONTHS * FINE)
"""The dibao standard a person, in ten-thousandths of a fen a year."""
disposable_income = Figure("disposable_income") * MONTHS
below_average = (family_income < disposable_income * FINE * size).counted_in("fine_fen_a_year")

all_within = IsIn("assets_finding", AssetsFinding.mask("within_limits"))
listed = IsIn("assets_finding", AssetsFinding.mask("listed"))


def income_below_average(programme: str, cites: tuple[Cite, ...], since: date) -> Criterion:
    """Income a head below last year's local disposable income, on totals."""
    return Criterion(
        f"{programme}.income_below_average",
        Text(
            "人均收入低于上年度当地人均可支配收入", "income a head below last year's local disposable income"
        ),
        cites,
        below_average,
        since,
    )


def assets_within(programme: str, cites: tuple[Cite, ...], *, heads: Amount = size) -> tuple[Criterion, ...]:
    """The five limits on assets that a place sets for a programme; the financial one is per head.

    An investigator's finding "within the limits" meets each of them, "over the limits" none.
    """

    def limited(item: str, zh: str, en: str, test: Test) -> Criterion:
        return Criterion(
            f"{programme}.{item}",
            Text(zh, en),
            cites,
            AnyOf((all_within, All((listed, test)))),
            FROM_2021,
        )

    def most(item: str, figure: str) -> Amount:
        return Figure(f"assets.{programme}.{figure}", behind=item)

    return (
        limited(
            "financial",
            "金融资产不超过规定",
            "financial assets within the limit",
            Number("financial") <= most("financial", "financial_per_head") * heads,
        ),
        limited(
            "dwellings",
            "住房不超过规定",
            "dwellings within the limit",
            Number("dwellings", unit="count") <= most("dwellings", "dwellings"),
        ),
        limited(
            "vehicles",
            "机动车不超过规定",
            "motor vehicles within the limit",
            Number("vehicles", unit="count") <= most("vehicles", "vehicles"),
        ),
        limited(
            "non_residential_property",
            "没有规定不许的非居住用房",
            "no non-residential property that is not allowed",
            ~Flag("non_residential_property")
            | FigureFlag(f"assets.{programme}.non_residential_property", behind="non_residential_property"),
        ),
        limited(
            "business_capital",
            "经营性出资不超过规定",
            "business capital within the limit",
            Number("business_capital") <= most("business_capital", "business_capital"),
        ),
    )


ONE_HEAD = Const(1)
