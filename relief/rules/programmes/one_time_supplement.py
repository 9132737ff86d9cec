"""增发一次性生活补贴 (one-time supplement): for whoever was on dibao or tekun on the place's register day."""

from __future__ import annotations

from relief.rules.citations import NOTICE_2022, REFORM_2020, cite
from relief.rules.codes import Text
from relief.rules.household import FROM_2021
from relief.rules.language import AnyOver, Criterion
from relief.rules.programmes.base import Programme
from relief.rules.reckoning import reckon_supplement
from relief.rules.subsidies import REGISTERED, supplement_amount

on_the_register = Criterion(
    "one_time_supplement.on_the_register",
    Text("登记日在享受低保或特困，且健在", "on dibao or tekun, and alive, on the register day"),
    cite(NOTICE_2022, "第一部分") + cite(REFORM_2020, "第17条", ours=True),
    AnyOver("members", REGISTERED["dibao"] | REGISTERED["tekun"]),
    FROM_2021,
)

one_time_supplement = Programme(
    "one_time_supplement",
    FROM_2021,
    (on_the_register,),
    open_while="one_time_supplement.open",
    amount=supplement_amount,
    reckoning=reckon_supplement,
    period="once",
)
