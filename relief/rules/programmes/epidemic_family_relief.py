"""低保、特困、脱贫人口因疫临时救助 (epidemic family relief): illness or isolation has cut the living."""

from __future__ import annotations

from relief.rules.awards import DIBAO, TEKUN, cause_not_relieved, drawn
from relief.rules.citations import NOTICE_2022, cite
from relief.rules.codes import PlaceOfEmergency, Text
from relief.rules.household import somebody_counts
from relief.rules.language import AnyOver, Criterion, Flag, IsIn, Test
from relief.rules.programmes.base import Programme
from relief.rules.programmes.nonresident_relief import FROM_NOTICE

CITES = cite(NOTICE_2022, "第二部分")


def _criterion(code: str, zh: str, en: str, test: Test) -> Criterion:
    return Criterion(f"epidemic_family_relief.{code}", Text(zh, en), CITES, test, FROM_NOTICE)


epidemic_family_relief = Programme(
    "epidemic_family_relief",
    FROM_NOTICE,
    (
        somebody_counts,
        _criterion(
            "in_the_registers",
            "低保、特困或脱贫人口家庭",
            "on dibao or tekun, or lifted out of poverty",
            drawn(DIBAO | TEKUN) | Flag("recognised.poverty_alleviated"),
        ),
        _criterion(
            "infected_or_isolated",
            "有成员感染，或因隔离影响收入",
            "a member infected, or income cut by isolation",
            AnyOver("members", Flag("infected_or_isolated")),
        ),
        _criterion(
            "basic_living_difficulty",
            "基本生活暂时困难（经办人认定）",
            "basic living in difficulty for now, as a handler finds",
            Flag("basic_living_difficulty"),
        ),
        _criterion(
            "happened_here",
            "困难发生在本地",
            "the hardship happened here",
            IsIn("place_of_emergency", PlaceOfEmergency.mask("here")),
        ),
        cause_not_relieved("epidemic_family_relief", FROM_NOTICE),
    ),
    asks_amount=True,
    period="once",
)
