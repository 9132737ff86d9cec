"""Subsidies on top of awards: who draws them, and what each person gets.

The one-time supplement is paid by a register day, the price subsidy month by month (2022 notice, part 1).
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from relief.rules.amounts import UNIT
from relief.rules.awards import DIBAO, TEKUN, covered_by
from relief.rules.evaluation import evaluate
from relief.rules.frames import One
from relief.rules.household import counts, day_of, living
from relief.rules.language import UNBOUNDED, AnyOver, Figure, FigureFlag, Flag, IsIn, OnDays, Range, Test, Up
from relief.rules.parameters import fen

register_day = Figure("one_time_supplement.register_day")
since_register_day = day_of("since") <= register_day
outlived_register_day = day_of("died_on") > register_day
covered_on_register_day = Flag("named") | (Flag("whole") & Up(counts | ~living & outlived_register_day))


def _registered(programmes: int) -> Test:
    award = IsIn("programme", programmes) & since_register_day & covered_on_register_day
    alive = living | outlived_register_day
    return FigureFlag("one_time_supplement.open") & alive & AnyOver("awards", award)


REGISTERED = {"dibao": _registered(DIBAO), "tekun": _registered(TEKUN)}
"""Whether a member was on dibao, or on tekun, and alive on the register day."""


def supplement_of(member: One) -> Range:
    """What one person gets; on two awards the larger."""
    entry = member.figures.supplement() or {}
    low = high = 0
    for kind, registered in REGISTERED.items():
        truth, stated = evaluate(registered, member), entry.get(kind)
        each = Range(0, UNBOUNDED) if stated is None else Range(fen(stated) * UNIT, fen(stated) * UNIT)
        low = max(low, each.low if truth.certain else 0)
        high = max(high, each.high if truth.possible else 0)
    return Range(low, high)


def supplement_amount(household: One) -> Range:
    """The supplements of all members together."""
    each = [supplement_of(member) for member in household.rows("members")]
    return Range(sum(one.low for one in each), sum(one.high for one in each))


# The index months 2022-08 to 2023-02, each judged by the month before the day.
EDGE_TOO = OnDays(date(2022, 9, 1), date(2023, 3, 31))

draws_price_subsidy = living & (
    covered_by(DIBAO | TEKUN) | (EDGE_TOO & Up(Flag("recognised.dibao_margin")) & counts)
)
"""A person on dibao or tekun; for a time also whoever counts in a recognised edge family."""


def price_each(household: One) -> tuple[Fraction | int, Fraction | int]:
    """The least and the most a person gets: the standard times the rise of SCPI, or the place's floor."""
    index, figures = household.figures.price_index() or {}, household.figures
    line, floor = figures.figure("dibao_standard"), figures.figure("price_floor")
    if index.get("scpi") is None:
        return floor.low * UNIT, UNBOUNDED
    rise = max(Fraction(0), Fraction(index["scpi"]) / 100)
    return max(line.low * rise, floor.low) * UNIT, max(line.high * rise, floor.high) * UNIT


def price_amount(household: One) -> Range:
    """The price subsidies of all who draw one."""
    low, high = price_each(household)
    drawn = [evaluate(draws_price_subsidy, member) for member in household.rows("members")]
    return Range(low * sum(each.certain for each in drawn), high * sum(each.possible for each in drawn))
