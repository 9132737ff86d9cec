"""How an amount came about, line by line, in codes and figures; words are put to it when it is shown.

Amounts are in ten-thousandths of a fen a year, like income; `quantities.shown` turns them into yuan a month.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from relief.rules.amounts import UNIT, paid_as_dibao, tiered, top_up
from relief.rules.codes import Text
from relief.rules.evaluation import evaluate
from relief.rules.frames import One
from relief.rules.household import counts, size
from relief.rules.language import MET, NOT_MET, Number
from relief.rules.means import FINE, counted_kind, income, own_income
from relief.rules.subsidies import draws_price_subsidy, price_each, supplement_of

LABELS = {
    "standard": Text("低保标准×人数", "dibao standard × people"),
    "tier": Text("按档定额×人数", "amount of the tier × people"),
    "own_income": Text("减：本人计入的收入", "less: own income that counts"),
    "common_income": Text("减：家庭共有收入", "less: income of the household as a whole"),
    "disregarded": Text("加回：决定豁免的供养费", "added back: support disregarded"),
    "not_counted": Text("不计入的收入", "income that does not count"),
    "top_up": Text("加：分类施保", "plus: top-up"),
    "basic": Text("特困基本生活标准", "tekun basic living standard"),
    "care": Text("照料护理标准", "care standard"),
    "own_standard": Text("低保标准", "dibao standard"),
    "award": Text("现在的低保金", "the dibao paid now"),
    "supplement": Text("一次性生活补贴", "one-time supplement"),
    "price": Text("价格临时补贴", "price subsidy"),
    "rounded": Text("按本地规定取整", "rounded as the place does"),
}
"""What each line is. Lines of `not_counted` say how much was left out and add nothing."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line: its code, whose it is, what it adds (negative when taken off), and of how many."""

    code: str
    amount: int
    member: str | None = None
    times: int | None = None
    kind: str | None = None


def reckon_dibao(household: One) -> tuple[Line, ...]:
    """The lines of a family's dibao; none while a figure in it is not known."""
    heads, tiers = evaluate(size, household), household.figures.raw("dibao_tiers")
    if heads.low != heads.high or (tiers is not None and not tiered(household, tiers).low):
        return ()
    return (
        *(
            _difference_lines(household)
            if tiers is None
            else [Line("tier", tiered(household, tiers).low, times=heads.low)]
        ),
        *(
            Line("top_up", top_up(member).low, member.key[-1])
            for member in household.rows("members")
            if evaluate(counts, member) == MET and top_up(member).low
        ),
        *_not_counted(household),
    )


def _difference_lines(household: One) -> Iterator[Line]:
    heads, standard = evaluate(size, household).low, household.figures.figure("dibao_standard").low
    yield Line("standard", standard * heads * UNIT, times=heads)
    counted = 0
    for member in household.rows("members"):
        own = evaluate(own_income, member)
        if evaluate(counts, member) == MET and own.low:
            counted += own.low
            yield Line("own_income", -own.low, member.key[-1])
    common = sum(
        evaluate(income, row).low * FINE
        for row in household.rows("incomes")
        if evaluate(counted_kind, row) == MET
    )
    if common:
        yield Line("common_income", -common)
    # What was never income adds nothing.
    disregarded = min(household.number(Number("support_disregarded")).low * UNIT, counted + common)
    if disregarded:
        yield Line("disregarded", disregarded)


def _not_counted(household: One) -> Iterator[Line]:
    for member in household.rows("members"):
        if evaluate(counts, member) == MET:
            for row in member.rows("incomes"):
                if evaluate(counted_kind, row) == NOT_MET:
                    yield Line(
                        "not_counted", evaluate(income, row).low * FINE, member.key[-1], kind=row.kind()
                    )


def reckon_individual(member: One) -> tuple[Line, ...]:
    """The lines of one person's dibao alone."""
    standard, own = member.figures.figure("dibao_standard").low, evaluate(own_income, member).low
    lines = (Line("own_standard", standard * UNIT, member.key[-1]), Line("own_income", -own, member.key[-1]))
    return lines if own else lines[:1]


def reckon_tekun(member: One) -> tuple[Line, ...]:
    """The lines of one person's tekun: the basic standard and the care grade."""
    basic = member.figures.figure("tekun_basic").low
    failed = evaluate(Number("self_care_failed", most=6), member).low
    grade = "able" if failed == 0 else "partial" if failed <= 3 else "full"
    care = member.figures.figure(f"tekun_care.{grade}").low
    return (
        Line("basic", basic * UNIT, member.key[-1]),
        Line("care", care * UNIT, member.key[-1], kind=grade),
    )


def reckon_grace(household: One) -> tuple[Line, ...]:
    """The dibao awards that go on."""
    return (Line("award", evaluate(paid_as_dibao, household).low),)


def reckon_supplement(household: One) -> tuple[Line, ...]:
    """What each person gets once."""
    each = [(member.key[-1], supplement_of(member).low) for member in household.rows("members")]
    return tuple(Line("supplement", amount, member) for member, amount in each if amount)


def reckon_price(household: One) -> tuple[Line, ...]:
    """What each person gets for the month; none where a person's part is no whole unit."""
    each, _ = price_each(household)
    if each != int(each):
        return ()
    return tuple(
        Line("price", int(each), member.key[-1])
        for member in household.rows("members")
        if evaluate(draws_price_subsidy, member) == MET
    )
