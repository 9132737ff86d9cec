"""外来人员急难发生地临时救助 (newcomers' relief): where the emergency happened, whatever the hukou."""

from __future__ import annotations

from datetime import date

from relief.rules.citations import LAW, MINFA_2022_83, NOTICE_2022, cite
from relief.rules.codes import HardshipEvent, Hukou, Text
from relief.rules.household import counts
from relief.rules.language import AnyOver, Criterion, IsIn
from relief.rules.programmes import emergency_relief
from relief.rules.programmes.base import Programme

FROM_NOTICE = date(2022, 6, 2)
FOR_EPIDEMIC_UNTIL = date(2022, 10, 19)

newcomer = Criterion(
    "nonresident_relief.newcomer",
    Text("有成员户籍不在本县", "a member whose hukou is elsewhere"),
    cite(LAW, "第三十七条") + cite(NOTICE_2022, "第四部分"),
    AnyOver("members", counts & ~IsIn("hukou", Hukou.mask("local"))),
    FROM_NOTICE,
)

because_of_epidemic = Criterion(
    "nonresident_relief.because_of_epidemic",
    Text("因疫情影响陷入困境", "in hardship because of the epidemic"),
    cite(NOTICE_2022, "第四部分"),
    IsIn("event", HardshipEvent.mask("epidemic")),
    FROM_NOTICE,
    FOR_EPIDEMIC_UNTIL,
)

nonresident_relief = Programme(
    "nonresident_relief",
    FROM_NOTICE,
    (newcomer, *emergency_relief.criteria, because_of_epidemic),
    asks_amount=True,
    period="once",
    open_clauses=(
        (
            cite(MINFA_2022_83, "四（三）"),
            Text("本地规定的其他情形和标准", "other cases and rates the place lays down"),
        ),
    ),
)
