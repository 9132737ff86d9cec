"""小额快救 (fast relief): a small sum for an emergency, given at once, without checks of means."""

from __future__ import annotations

from datetime import date

from relief.rules.approval import requested
from relief.rules.citations import LAW, TEMPORARY_RELIEF_2026, cite
from relief.rules.codes import Text
from relief.rules.household import size
from relief.rules.language import Criterion, Figure
from relief.rules.programmes import emergency_relief
from relief.rules.programmes.base import Programme

FROM_2026 = date(2026, 1, 29)

cap = Figure("fast_relief_cap") * size

small = requested <= cap
within_cap = Criterion(
    "fast_relief.within_cap",
    Text("申请金额不超过小额快救限额×人数", "the amount asked is within the cap × people"),
    cite(LAW, "第五十条") + cite(TEMPORARY_RELIEF_2026, "小额快救"),
    small,
    FROM_2026,
)

fast_relief = Programme(
    "fast_relief",
    FROM_2026,
    (*emergency_relief.criteria, within_cap),
    at_most=cap,
    asks_amount=True,
    period="once",
)
