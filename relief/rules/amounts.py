"""What an award comes to, in a frame.

Monthly amounts are in ten-thousandths of a fen a year, like income; divided and rounded once, at the end.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from relief.rules.codes import ProgrammeCode
from relief.rules.disabilities import severely_disabled
from relief.rules.evaluation import evaluate
from relief.rules.frames import One
from relief.rules.household import age, counts, size
from relief.rules.language import UNBOUNDED, Amount, Figure, Flag, IsIn, Number, Range, SumOver, Test, Truth
from relief.rules.means import FINE, MONTHS, family_income, own_income, standard
from relief.rules.parameters import fen, ten_thousandths

UNIT = MONTHS * FINE
"""One fen a month."""

difference = standard * size - family_income
individual_difference = standard - own_income
paid_as_dibao = SumOver("awards", Number("monthly") * UNIT, IsIn("programme", ProgrammeCode.mask("dibao")))


def dibao_amount(household: One) -> Range:
    """The difference to the standard or the tier's amount, and top-ups (57号 第二十三、二十七条)."""
    tiers = household.figures.raw("dibao_tiers")
    base = evaluate(difference, household) if tiers is None else tiered(household, tiers)
    if tiers is not None and base == Range(0, 0):
        return base
    low = high = 0
    for member in household.rows("members"):
        extra, truth = top_up(member), evaluate(counts, member)
        low += extra.low if truth.certain else 0
        high += extra.high if truth.possible else 0
    return Range(base.low + low, base.high + high)


def tiered(household: One, tiers: list[Mapping[str, Any]]) -> Range:
    """The lowest tier that the income per head lies below; nothing where none fits."""
    income, heads = evaluate(family_income, household), evaluate(size, household)
    if income.low != income.high or heads.low != heads.high:
        return Range(0, UNBOUNDED)
    for tier in sorted(tiers, key=lambda each: Decimal(each["below"])):
        if income.low < fen(tier["below"]) * UNIT * heads.low:
            total = fen(tier["amount"]) * UNIT * heads.low
            return Range(total, total)
    return Range(0, 0)


def top_up(member: One) -> Range:
    """What one person has on top: the highest that applies, or their sum where the place adds them."""
    figures = member.figures
    each = [
        _times(_rate(member, terms), evaluate(_applies(kind, terms, member), member))
        for kind, terms in (figures.raw("dibao_top_ups") or {}).items()
    ]
    if not each:
        return Range(0, 0)
    together = sum if figures.raw("dibao_top_ups_add") else max
    return Range(together(amount.low for amount in each), together(amount.high for amount in each))


def _applies(kind: str, terms: Mapping[str, Any], member: One) -> Test:
    tests: dict[str, Test] = {
        "severely_disabled": severely_disabled,
        "seriously_ill": Flag("serious_illness"),
    }
    if kind in tests:
        return tests[kind]
    limit: Amount | int = terms["age"] if terms.get("age") is not None else Figure(f"top_up_{kind}_age")
    return age >= limit if kind == "elder" else age < limit


def _rate(member: One, terms: Mapping[str, Any]) -> Range:
    if terms.get("amount") is not None:
        return Range(fen(terms["amount"]) * UNIT, fen(terms["amount"]) * UNIT)
    rate, line = ten_thousandths(terms["rate"]), member.figures.figure("dibao_standard")
    return Range(line.low * rate * MONTHS, line.high * rate * MONTHS)


def _times(amount: Range, truth: Truth) -> Range:
    return Range(amount.low if truth.certain else 0, amount.high if truth.possible else 0)


def individual_amount(member: One) -> Range:
    """The difference of the standard to one's own income; no tiers, no top-ups."""
    return evaluate(individual_difference, member)


def tekun_amount(member: One) -> Range:
    """The basic living standard and the care grade by the items failed (民发〔2021〕43号 第二十二条)."""
    failed = evaluate(Number("self_care_failed", most=6), member)
    grades = [
        grade
        for grade, least, most in (("able", 0, 0), ("partial", 1, 3), ("full", 4, 6))
        if failed.low <= most and least <= failed.high
    ]
    basic = member.figures.figure("tekun_basic")
    care = [member.figures.figure(f"tekun_care.{grade}") for grade in grades]
    return Range(
        (basic.low + min(each.low for each in care)) * UNIT,
        (basic.high + max(each.high for each in care)) * UNIT,
    )


def grace_amount(household: One) -> Range:
    """What the dibao awards in payment come to together; it goes on as it is."""
    return evaluate(paid_as_dibao, household)


def rounded(amount: int | Fraction, rounding: Mapping[str, Any] | None) -> int:
    """A monthly amount in whole fen, by the place's rounding; to the fen, half up, where it has none."""
    terms = rounding or {"to": Decimal("0.01"), "mode": "half_up"}
    step = fen(Decimal(terms["to"]))
    whole, rest = divmod(amount, UNIT * step)
    up = {"up": rest > 0, "half_up": 2 * rest >= UNIT * step, "down": False}[terms["mode"]]
    return (whole + up) * step
