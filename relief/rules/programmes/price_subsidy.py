"""价格临时补贴 (price subsidy): while prices rise fast, for each person on dibao or tekun, once a month."""

from __future__ import annotations

from relief.rules.citations import LAW, NOTICE_2022, PRICE_2021, PRICE_2022, cite
from relief.rules.codes import Text
from relief.rules.household import FROM_2021
from relief.rules.language import AnyOf, AnyOver, Compare, Criterion, Figure
from relief.rules.programmes.base import Programme
from relief.rules.reckoning import reckon_price
from relief.rules.subsidies import draws_price_subsidy, price_amount

CITES = cite(LAW, "第三十二条") + cite(NOTICE_2022, "第一部分") + cite(PRICE_2021, "保障对象")

for_somebody = Criterion(
    "price_subsidy.for_somebody",
    Text("有低保、特困人员", "somebody on dibao or tekun"),
    CITES + cite(PRICE_2022, "扩大保障范围"),
    AnyOver("members", draws_price_subsidy),
    FROM_2021,
)


def _risen(index: str, trigger: str) -> Compare:
    return (Figure(f"price_linkage.{index}") >= Figure(trigger)).counted_in("fine_percent")


triggered = Criterion(
    "price_subsidy.triggered",
    Text("上月居民消费价格或食品价格涨幅达到启动条件", "last month's consumer or food prices rose enough"),
    CITES + cite(PRICE_2022, "启动条件"),
    AnyOf((_risen("cpi", "price_cpi_trigger"), _risen("food_cpi", "price_food_trigger"))),
    FROM_2021,
)

price_subsidy = Programme(
    "price_subsidy",
    FROM_2021,
    (for_somebody, triggered),
    amount=price_amount,
    reckoning=reckon_price,
    period="once",
    open_clauses=(
        (
            cite(PRICE_2021, "保障对象"),
            Text(
                "孤儿、事实无人抚养儿童、失业保险金领取人员等由其他部门发放",
                "orphans, children without care, the insured unemployed and others are paid by other offices",
            ),
        ),
    ),
)
