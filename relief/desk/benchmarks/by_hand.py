"""Dibao and tekun in plain numpy, as somebody would write them who knows these columns: for comparison only.

Everything is taken for declared, every figure for known, awards for dibao of the whole household, and nothing
for disregarded, as in the households that are invented.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from relief.rules.codes import (
    Away,
    Codes,
    DisabilityKind,
    IncomeKind,
    LegalState,
    LimitsFinding,
    ObligorStatus,
    Per,
    ProgrammeCode,
    Relation,
    Schooling,
)
from relief.rules.columns import VERDICTS, Table, Tables
from relief.rules.columns.days import full_years
from relief.rules.parameters import Figures

from .people import place_of

Column = npt.NDArray[Any]
INELIGIBLE, ELIGIBLE = VERDICTS.index("ineligible"), VERDICTS.index("eligible")
YES, MONTHS, FINE = 1, 12, 10_000


def among(codes: type[Codes], *names: str) -> Column:
    """Whether each place of an enumeration is one of these."""
    return np.array([code in names for code in codes.codes()])


STUDENT = among(
    Schooling, "compulsory", "senior_secondary", "secondary_vocational", "junior_college", "undergraduate"
)
FURTHER_KIN = ~among(Relation, "head", "spouse", "child", "parent")
RELIGIOUS, A_YEAR = place_of(Away, "religious"), place_of(Per, "year")
GONE = among(Away, "imprisoned", "compulsory_rehabilitation", "declared_missing")
OUT = among(Away, "imprisoned", "declared_missing")
PREVENTED = among(LegalState, "no_civil_capacity", "declared_missing", "imprisoned")
WITHIN = place_of(LimitsFinding, "within_limits")
ON_TEKUN, ON_DIBAO = place_of(ObligorStatus, "tekun"), place_of(ObligorStatus, "dibao")
AS_DIBAO = among(ProgrammeCode, "dibao", "dibao_individual")
OF_MIND = among(DisabilityKind, "intellectual", "mental")
PHYSICAL, VISUAL = place_of(DisabilityKind, "physical"), place_of(DisabilityKind, "visual")
WAGE, PENSION = among(IncomeKind, "wage"), among(IncomeKind, "basic_pension")
FAMILY = ~PENSION & ~among(
    IncomeKind,
    "veterans_benefit",
    "family_planning_award",
    "scholarship",
    "bravery_award",
    "social_assistance",
    "social_insurance_benefit",
)
OWN = ~PENSION & ~among(
    IncomeKind,
    "social_insurance_benefit",
    "unemployment_benefit",
    "veterans_benefit",
    "old_age_allowance",
    "social_assistance",
)
HEAD, SPOUSE, CHILD, PARENT = (place_of(Relation, name) for name in ("head", "spouse", "child", "parent"))
OWED_BY = np.array(
    [
        among(Relation, *owing)
        for owing in (
            {
                "head": ("spouse", "child", "parent"),
                "spouse": ("head", "child", "parent_in_law"),
                "child": ("head", "spouse"),
                "sibling": ("parent",),
                "parent": ("head", "sibling", "parent"),
                "parent_in_law": ("spouse", "parent_in_law"),
            }.get(relation, ())
            for relation in Relation.codes()
        )
    ]
)
"""By relation: which relations owe support."""


@dataclass
class ByHand:
    """The columns that both programmes read, reckoned once; an answer is a place in VERDICTS."""

    tables: Tables
    figures: Figures

    def __post_init__(self) -> None:
        self.homes, self.members = self.tables["households"], self.tables["members"]
        self.home, self.relation = self.members.owner, np.asarray(self.members["relation"])
        self.day = self.figures.day.toordinal()
        self.age = full_years(self.members["born_on"], self.day)
        self.severe, self.severe_or_mind, self.on_the_list = severity(self.members)
        self.counts = self._counts()
        self.size = np.bincount(self.home[self.counts], minlength=self.homes.count)

    def _counts(self) -> Column:
        members, age, relation = self.members, self.age, self.relation
        together = members["lives_with"] == YES
        young = (age < 18) | STUDENT[members["schooling"]]
        young_head = np.zeros(self.homes.count, dtype=bool)
        young_head[self.home[(relation == HEAD) & young]] = True
        family = (
            (relation == HEAD)
            | (relation == SPOUSE)
            | ((relation == CHILD) & (young | (members["can_live_independently"] != YES) | together))
            | ((relation == PARENT) & (together | young_head[self.home]))
            | (FURTHER_KIN[relation] & together & (members["owed_support"] == YES))
        )
        clergy = (members["away"] == RELIGIOUS) & (full_years(members["away_since"], self.day) >= 3)
        self.dead = (members["died_on"] >= 0) & (members["died_on"] <= self.day)
        return family & ~(self.dead | GONE[members["away"]] | clergy)

    def number(self, name: str) -> int:
        return int(self.figures.figure(name).low)

    def sums(self, table: str, counted: Column) -> Column:
        """Fen a year of the kinds that count, by owner."""
        rows = self.tables[table]
        owners = self.members.count if table == "member_incomes" else self.homes.count
        a_year = rows["amount"] * np.where(rows["per"] == A_YEAR, 1, MONTHS) * counted[rows["kind"]]
        # Below 2**53 a sum in floating point is exact.
        return np.bincount(rows.owner, weights=a_year, minlength=owners).astype(np.int64)

    def assets_within(self, programme: str, heads: Column | int) -> Column:
        homes, limit = self.homes, f"assets.{programme}"
        property_allowed = bool(self.figures.flag(f"{limit}.non_residential_property").certain)
        found: Column = (
            (homes["assets_financial"] <= self.number(f"{limit}.financial_per_head") * heads)
            & (homes["assets_dwellings"] <= self.number(f"{limit}.dwellings"))
            & (homes["assets_vehicles"] <= self.number(f"{limit}.vehicles"))
            & ((homes["assets_non_residential_property"] != YES) | property_allowed)
            & (homes["assets_business_capital"] <= self.number(f"{limit}.business_capital"))
        )
        return found

    def dibao(self) -> Column:
        """For each household."""
        counted = FAMILY | PENSION if self.figures.flag("count_basic_pension").certain else FAMILY
        cost = self.number("minimum_wage") * MONTHS * self.number("work_cost_rate")
        wages = np.maximum(self.sums("member_incomes", counted & WAGE) * FINE - cost, 0)
        own = wages + self.sums("member_incomes", counted & ~WAGE) * FINE
        family = np.bincount(self.home, weights=own * self.counts, minlength=self.homes.count)
        income = family.astype(np.int64) + self.sums("incomes", counted) * FINE
        below = income < self.number("dibao_standard") * MONTHS * FINE * self.size
        fits = (self.size >= 1) & below & self.assets_within("dibao", self.size)
        return np.where(fits, ELIGIBLE, INELIGIBLE)

    def tekun(self) -> Column:
        """For each household that of whoever fits in it."""
        members, elder, minor = self.members, self.number("tekun_elder_age"), self.number("tekun_minor_age")
        no_work = (self.age >= elder) | (self.age < minor) | self.on_the_list
        poor = self._own_income_below(self.number("dibao_standard") * MONTHS)
        within = self.assets_within("tekun", 1)[self.home]
        out = OUT[members["away"]] | (members["chose_child_allowance"] == YES)
        fits = no_work & poor & within & ~out & ~self.dead & ~self._somebody_able(within)
        found = np.full(self.homes.count, INELIGIBLE)
        found[self.home[fits]] = ELIGIBLE
        return found

    def _own_income_below(self, line: int) -> Column:
        own, common = self.sums("member_incomes", OWN), self.sums("incomes", OWN)
        size = self.size[self.home]
        shared = own * size + common[self.home] < line * size
        return np.where(self.counts, shared, own < line)

    def _somebody_able(self, within: Column) -> Column:
        """Whether a member has an obligor outside the household, or another member, who is able."""
        outside = np.zeros(self.members.count, dtype=bool)
        obligors = self.tables["obligors"]
        outside[obligors.owner[self._able_outside(obligors)]] = True
        able = self._able_members(within)
        kinds = len(Relation.codes())
        seat, seats = self.home * kinds + self.relation, self.homes.count * kinds
        able_in = np.bincount(seat[able], minlength=seats).reshape(-1, kinds)
        owed = able_in @ OWED_BY.T
        others = owed[self.home, self.relation] - (able & OWED_BY[self.relation, self.relation])
        return outside | (others > 0)

    def _able_outside(self, obligors: Table) -> Column:
        age = full_years(obligors["born_on"], self.day)
        _, severe_or_mind, _ = severity(obligors)
        within = obligors["assets"] == WITHIN
        frail = (age >= self.number("obligor_elder_age")) | severe_or_mind
        poor = obligors["monthly_income"] < self.number("disposable_income")
        unable = (
            (obligors["status"] == ON_TEKUN)
            | ((obligors["status"] == ON_DIBAO) & (age >= self.number("obligor_dibao_age")))
            | (frail & poor & within)
            | (PREVENTED[obligors["legal_state"]] & within)
        )
        return (age >= 18) & ~unable

    def _able_members(self, within: Column) -> Column:
        age, awards = self.age, self.tables["awards"]
        drawing = np.zeros(self.homes.count, dtype=bool)
        drawing[awards.owner[AS_DIBAO[awards["programme"]]]] = True
        frail = (age >= self.number("obligor_elder_age")) | self.severe_or_mind
        poor = self._own_income_below(self.number("disposable_income") * MONTHS)
        unable = (
            (drawing[self.home] & self.counts & (age >= self.number("obligor_dibao_age")))
            | (frail & poor & within)
            | (OUT[self.members["away"]] & within)
        )
        return (age >= 18) & ~self.dead & ~unable


def severity(people: Table) -> tuple[Column, Column, Column]:
    """Severely disabled; that, or grade 3 of the mind; on the list of tekun."""
    kind, grade = (np.asarray(people[f"disability_{name}"]) for name in ("kind", "grade"))
    disabled = people["disability_declared"] == YES
    severe = disabled & (grade <= 2)
    return (
        severe,
        severe | (disabled & OF_MIND[kind] & (grade == 3)),
        disabled
        & (
            (OF_MIND[kind] & (grade <= 3))
            | ((kind == PHYSICAL) & (grade <= 2))
            | ((kind == VISUAL) & (grade == 1))
        ),
    )
