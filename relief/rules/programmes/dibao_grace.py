"""低保渐退期 (dibao phase-out): work has lifted the income over the line, and the award goes on a while."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from relief.rules.amounts import grace_amount
from relief.rules.awards import drawn
from relief.rules.citations import LAW, MINFA_2021_57, MINFA_2022_83, NOTICE_2022, cite
from relief.rules.codes import ChangeKind, ProgrammeCode, Text
from relief.rules.frames import One
from relief.rules.household import FROM_2021, size, somebody_counts
from relief.rules.language import Criterion, Figure, IsIn, Number
from relief.rules.means import assets_within, family_income, standard
from relief.rules.programmes.base import Programme
from relief.rules.reckoning import reckon_grace

CITES = cite(MINFA_2022_83, "一（三）") + cite(NOTICE_2022, "第一部分") + cite(MINFA_2021_57, "第三十三条")

on_dibao = Criterion(
    "dibao_grace.on_dibao",
    Text("正在享受低保", "on dibao"),
    CITES,
    drawn(ProgrammeCode.mask("dibao")),
    FROM_2021,
)

by_employment = Criterion(
    "dibao_grace.by_employment",
    Text("因家庭成员就业", "because a member has found work"),
    CITES,
    IsIn("change", ChangeKind.mask("employment")),
    FROM_2021,
)

above_standard = (family_income >= standard * size).counted_in("fine_fen_a_year")
income_above_standard = Criterion(
    "dibao_grace.income_above_standard",
    Text("家庭收入达到或超过低保标准", "family income at or above the dibao standard"),
    CITES,
    above_standard,
    FROM_2021,
)

months_since = Number("months_since_change", unit="months")
still_running = months_since <= Figure("grace_months")
within_grace = Criterion(
    "dibao_grace.within_grace",
    Text("没有超过渐退期月数", "the months of the phase-out have not passed"),
    CITES,
    still_running,
    FROM_2021,
)


def grace_until(household: One) -> date | None:
    """The last day of the last month; None while the change or the place's months are not known."""
    changed_on, months = household.facts["changed_on"], household.figures.raw("grace_months")
    if changed_on is None or months is None:
        return None
    year, month = divmod(changed_on.year * 12 + changed_on.month - 1 + int(months), 12)
    return date(year, month + 1, monthrange(year, month + 1)[1])


dibao_grace = Programme(
    "dibao_grace",
    FROM_2021,
    (
        somebody_counts,
        on_dibao,
        by_employment,
        income_above_standard,
        *assets_within("dibao", cite(LAW, "第十八条") + cite(MINFA_2021_57, "第十四条")),
        within_grace,
    ),
    amount=grace_amount,
    reckoning=reckon_grace,
    period="month",
    until=grace_until,
)
