"""For households of which everything is known the rules say what the contract says, read a second time."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from relief.rules.answers import Answer, screen
from relief.rules.codes import IncomeKind
from relief.rules.parameters import FIRST_DAY, Figures
from relief.rules.places import ASSET_PROGRAMMES
from tests.rules.households import days, declared, thorough
from tests.rules.plainly_beside import PlainlyBeside

money = st.sampled_from([Decimal(each) for each in ("300", "800", "1040.50", "2400")])
each_area = st.fixed_dictionaries({"urban": money, "rural": money})
limits = st.fixed_dictionaries(
    {
        "financial_per_head": st.sampled_from((Decimal(800), Decimal(19200))),
        "dwellings": st.integers(1, 4),
        "vehicles": st.integers(0, 4),
        "non_residential_property": st.booleans(),
        "business_capital": st.sampled_from((Decimal(800), Decimal(19200))),
    }
)
top_up = st.sampled_from(
    ({"amount": Decimal(100)}, {"rate": Decimal("0.15")}, {"age": 30, "amount": Decimal("90.55")})
)
complete = st.fixed_dictionaries(
    {
        "from": st.just(FIRST_DAY),
        "dibao_standard": each_area,
        "margin_multiple": st.sampled_from((Decimal("1.5"), Decimal(4))),
        "margin_inclusive": st.booleans(),
        "disposable_income": st.just(Decimal(3000)),
        "assets": st.fixed_dictionaries(
            {"default": limits}, optional={name: limits for name in ASSET_PROGRAMMES if name != "default"}
        ),
        "minimum_wage": st.just(Decimal(2000)),
        "work_cost_rate": st.sampled_from((Decimal(0), Decimal("0.3333"))),
        "count_basic_pension": st.booleans(),
        "extra_excluded_incomes": st.lists(st.sampled_from(IncomeKind.codes()), max_size=2),
        "tekun_minor_age": st.sampled_from((16, 18)),
        "tekun_basic": each_area,
        "tekun_care": st.fixed_dictionaries({"able": money, "partial": money, "full": money}),
        "township_relief_cap": money,
        "uninsured_programme_open": st.just({"from": FIRST_DAY, "to": date(2029, 1, 1)}),
        "uninsured_relief_cap": money,
        "graduate_programme_open": st.just({"from": FIRST_DAY, "to": date(2029, 1, 1)}),
        "graduate_relief_cap": money,
        "rigid_ratio": st.sampled_from((Decimal("0.5"), Decimal("0.6666"))),
        "rigid_inclusive": st.booleans(),
        "grace_months": st.integers(0, 12),
        "price_floor": st.sampled_from((Decimal(10), Decimal(40))),
        "residence_permit_dibao": st.booleans(),
    },
    optional={
        "county_relief_cap": money,
        "fast_relief_cap": money,
        "dibao_tiers": st.lists(st.fixed_dictionaries({"below": money, "amount": money}), max_size=3),
        "dibao_top_ups": st.dictionaries(
            st.sampled_from(("elder", "minor", "severely_disabled", "seriously_ill")), top_up
        ),
        "dibao_top_ups_add": st.booleans(),
        "rounding": st.fixed_dictionaries(
            {
                "to": st.sampled_from((Decimal("0.01"), Decimal("0.1"), Decimal(1))),
                "mode": st.sampled_from(("up", "half_up", "down")),
            }
        ),
    },
)
rise = st.sampled_from([Decimal(each) for each in ("-1.5", "2.9", "3", "3.4", "3.5", "5.9", "6", "8.25")])
judged = days.flatmap(lambda day: st.tuples(st.just(day), declared(day)))
beside_figures = st.fixed_dictionaries(
    {
        "register_day": st.sampled_from((0, 1, 400)).map(timedelta),
        "supplement": st.fixed_dictionaries({"dibao": money, "tekun": money}),
        "indices": st.fixed_dictionaries({"cpi": rise, "food_cpi": rise, "scpi": rise}),
    }
)
areas = st.sampled_from(("urban", "rural"))


@thorough
@given(judged, complete, areas)
def test_who_counts(known: tuple[date, dict[str, Any]], figures: dict[str, Any], area: str) -> None:
    answer, plain = both(known, figures, area)
    assert answer.household_size == plain.size
    assert list(answer.counted_members) == [member["id"] for member in plain.counted]


@thorough
@given(judged, complete, areas, beside_figures)
def test_verdicts(
    known: tuple[date, dict[str, Any]], figures: dict[str, Any], area: str, beside: dict[str, Any]
) -> None:
    answer, plain = both(known, figures, area, beside)
    for each in answer.programmes:
        if each.programme.since > answer.day:
            assert each.verdict == "not_offered"
        elif each.programme.persons:
            found = {member["id"]: getattr(plain, each.code)(member) for member in plain.living}
            assert {person: of.verdict == "eligible" for person, of in each.persons.items()} == found
            assert each.verdict == ("eligible" if any(found.values()) else "ineligible")
        else:
            assert each.verdict == ("eligible" if getattr(plain, each.code)() else "ineligible"), each.code


@thorough
@given(judged, complete, areas, beside_figures)
def test_terms(
    known: tuple[date, dict[str, Any]], figures: dict[str, Any], area: str, beside: dict[str, Any]
) -> None:
    answer, plain = both(known, figures, area, beside)
    for each in answer.programmes:
        if each.verdict != "not_offered" and each.programme.belongs:
            assert each.accepted_here == plain.accepted_here(), each.code
        if each.verdict == "eligible":
            assert _yuan(each.amount) == _amount(plain, answer, each.code), each.code
            if each.code == "dibao_grace":
                assert each.until == plain.grace_until()
            if each.code == "fast_relief":
                assert _yuan(each.at_most) == plain.fast_cap() * plain.size
            if each.programme.asks_amount:
                assert each.approval == plain.approval(_yuan(each.at_most)), each.code


def both(
    known: tuple[date, dict[str, Any]],
    figures: dict[str, Any],
    area: str,
    beside: dict[str, Any] | None = None,
) -> tuple[Answer, PlainlyBeside]:
    day, household = known
    stated = _beside(day, **beside) if beside else {}
    answer = screen(household, Figures({"figures": [figures], **stated}, area, day))
    return answer, PlainlyBeside(household, figures | stated, area, day)


def _beside(
    day: date, register_day: timedelta, supplement: dict[str, Any], indices: dict[str, Any]
) -> dict[str, Any]:
    """A supplement paid on the day, and the price indices of the month before it."""
    paid = {"register_day": day - register_day, "pay_by": day, **supplement}
    month = day.replace(day=1) - timedelta(1)
    return {
        "one_time_supplement": [paid],
        "price_linkage": [{"month": f"{month:%Y-%m}", **indices}],
    }


def _amount(plain: PlainlyBeside, answer: Answer, code: str) -> Decimal | None:
    persons = answer[code].persons
    eligible = [m for m in plain.members if m["id"] in persons and persons[m["id"]].verdict == "eligible"]
    match code:
        case "dibao":
            return plain.dibao_amount()
        case "dibao_individual":
            return plain.individual_amount(eligible)
        case "tekun":
            return plain.tekun_amount(eligible)
        case "dibao_grace":
            return plain.grace_amount()
        case "one_time_supplement":
            return plain.supplement_amount()
        case "price_subsidy":
            return plain.price_amount()
    return None


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else Decimal(fen) / 100
