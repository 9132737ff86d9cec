"""The contract's rules a second time, in plain booleans and fractions, for households all of which is known.

It shares nothing with the rules that it is held against. Figures are those of a complete place.
"""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

STUDENTS = ("compulsory", "senior_secondary", "secondary_vocational", "junior_college", "undergraduate")
NEVER_COUNTED = (
    *("veterans_benefit", "family_planning_award", "scholarship"),
    *("bravery_award", "social_assistance", "social_insurance_benefit"),
)
NOT_FOR_TEKUN = (
    *("basic_pension", "social_insurance_benefit", "unemployment_benefit"),
    *("veterans_benefit", "old_age_allowance", "social_assistance"),
)
PER = {"month": 1, "year": 12}
OBLIGED = [
    *(("head", "spouse"), ("head", "child"), ("spouse", "child"), ("head", "parent"), ("sibling", "parent")),
    *(("spouse", "parent_in_law"), ("parent", "parent"), ("parent_in_law", "parent_in_law")),
]


def years(since: date, day: date) -> int:
    count = day.year - since.year
    return count if (day.month, day.day) >= (since.month, since.day) else count - 1


def monthly(incomes: list[dict[str, Any]], wanted) -> Fraction:
    """The monthly sum of the incomes whose kind is wanted."""
    return sum(
        (Fraction(each["amount"]) / PER[each["per"]] for each in incomes if wanted(each["kind"])), Fraction(0)
    )


def disabled(person: dict[str, Any], kinds: tuple[str, ...] | None, grades: tuple[int, ...]) -> bool:
    it = person["disability"]
    return it != "none" and (kinds is None or it["kind"] in kinds) and it["grade"] in grades


def mind_of_grade_3(person: dict[str, Any]) -> bool:
    return disabled(person, ("intellectual", "mental"), (3,))


class Plainly:
    """The answers for one household, in yuan."""

    def __init__(self, household: dict[str, Any], figures: dict[str, Any], area: str, day: date) -> None:
        self.household, self.figures, self.day = household, figures, day
        self.members = household["members"]
        self.standard = Fraction(figures["dibao_standard"][area])
        self.basic = Fraction(figures["tekun_basic"][area])
        self.counted = [member for member in self.members if self.counts(member)]
        self.living = [member for member in self.members if not self.dead(member)]
        self.size = len(self.counted)

    # Who counts (rule 1).

    def age(self, person: dict[str, Any]) -> int:
        return years(person["born_on"], self.day)

    def dead(self, member: dict[str, Any]) -> bool:
        return "died_on" in member and member["died_on"] <= self.day

    def clergy(self, member: dict[str, Any]) -> bool:
        return member["away"] == "religious" and years(member["away_since"], self.day) >= 3

    def young(self, member: dict[str, Any]) -> bool:
        return self.age(member) < 18 or member["schooling"] in STUDENTS

    def counts(self, member: dict[str, Any]) -> bool:
        gone = member["away"] in ("imprisoned", "compulsory_rehabilitation", "declared_missing")
        if self.dead(member) or gone or self.clergy(member):
            return False
        match member["relation"]:
            case "head" | "spouse":
                return True
            case "child":
                return self.young(member) or not member["can_live_independently"] or member["lives_with"]
            case "parent":
                young_head = any(each["relation"] == "head" and self.young(each) for each in self.members)
                return member["lives_with"] or young_head
        return member["lives_with"] and member["owed_support"]

    # Means (rules 3 and 4).

    def for_dibao(self, kind: str) -> bool:
        if kind in NEVER_COUNTED or kind in self.figures["extra_excluded_incomes"]:
            return False
        return kind != "basic_pension" or self.figures["count_basic_pension"]

    def own(self, member: dict[str, Any]) -> Fraction:
        cost = Fraction(self.figures["minimum_wage"]) * Fraction(self.figures["work_cost_rate"])
        wages = monthly(member["incomes"], lambda kind: kind == "wage" and self.for_dibao(kind))
        rest = monthly(member["incomes"], lambda kind: kind != "wage" and self.for_dibao(kind))
        return max(Fraction(0), wages - cost) + rest

    @property
    def income(self) -> Fraction:
        together = sum(map(self.own, self.counted)) + monthly(self.household["incomes"], self.for_dibao)
        return max(Fraction(0), together - Fraction(self.household.get("support_disregarded", 0)))

    def within(self, programme: str, heads: int) -> bool:
        assets = self.household["assets"]
        if isinstance(assets, str):
            return assets == "within_limits"
        limits = self.figures["assets"].get(programme, self.figures["assets"]["default"])
        return (
            assets["financial"] <= limits["financial_per_head"] * heads
            and all(assets[item] <= limits[item] for item in ("dwellings", "vehicles", "business_capital"))
            and (limits["non_residential_property"] or not assets["non_residential_property"])
        )

    # Programmes for the household.

    def dibao(self) -> bool:
        return self.size > 0 and self.income < self.standard * self.size and self.within("dibao", self.size)

    def dibao_margin(self) -> bool:
        line = self.standard * self.size * Fraction(self.figures["margin_multiple"])
        below = self.income < line or (self.figures["margin_inclusive"] and self.income == line)
        return self.size > 0 and not self.dibao() and below and self.within("dibao_margin", self.size)

    def emergency_relief(self) -> bool:
        hardship = self.household["hardship"]
        if hardship == "none" or self.size == 0:
            return False
        again = any(each["cause"] == hardship["cause"] for each in self.household["relief_history"])
        return (
            hardship["urgent"]
            and hardship["basic_living_difficulty"]
            and hardship["place_of_emergency"] == "here"
            and (hardship["new_bill"] or not again)
        )

    def nonresident_relief(self) -> bool:
        newcomer = any(member["hukou"] != "local" for member in self.counted)
        if not (newcomer and self.emergency_relief()):
            return False
        return self.day >= date(2022, 10, 20) or self.household["hardship"]["event"] == "epidemic"

    # Programmes for persons.

    def dibao_individual(self, member: dict[str, Any]) -> bool:
        severe = disabled(member, None, (1, 2))
        edge = self.dibao_margin() and member in self.counted
        ways = (
            edge and (severe or mind_of_grade_3(member) or member["serious_illness"]),
            self.clergy(member),
            self.day >= date(2022, 10, 20) and self.age(member) >= 18 and not member["working"] and severe,
        )
        return not self.dibao() and self.own(member) < self.standard and any(ways)

    def covers(self, item: dict[str, Any], member: dict[str, Any]) -> bool:
        return member["id"] in item["members"] if "members" in item else member in self.counted

    def on(self, member: dict[str, Any], *programmes: str) -> bool:
        awards = self.household["receiving"]
        return any(each["programme"] in programmes and self.covers(each, member) for each in awards)

    def tekun_income(self, member: dict[str, Any]) -> Fraction:
        def wanted(kind: str) -> bool:
            return kind not in NOT_FOR_TEKUN

        own = monthly(member["incomes"], wanted)
        if member not in self.counted:
            return own
        return own + monthly(self.household["incomes"], wanted) / self.size

    def stays(self, member: dict[str, Any]) -> bool:
        schools = ("compulsory", "senior_secondary", "secondary_vocational")
        since = [
            each["since"]
            for each in self.household["receiving"]
            if each["programme"] == "tekun" and self.covers(each, member)
        ]
        given = any(years(member["born_on"], each) < 18 for each in since)
        return given and (self.age(member) < 18 or member["schooling"] in schools)

    def tekun(self, member: dict[str, Any]) -> bool:
        unfit = (
            self.age(member) >= 60
            or self.age(member) < self.figures["tekun_minor_age"]
            or disabled(member, ("intellectual", "mental"), (1, 2, 3))
            or disabled(member, ("physical",), (1, 2))
            or disabled(member, ("visual",), (1,))
            or self.stays(member)
        )
        out = member["away"] in ("imprisoned", "declared_missing") or member["chose_child_allowance"]
        return (
            unfit
            and not out
            and self.tekun_income(member) < self.standard
            and self.within("tekun", 1)
            and not any(self.outside_able(each) for each in member["obligors"])
            and not any(self.inside_able(each, member) for each in self.living if each is not member)
        )

    def outside_able(self, obligor: dict[str, Any]) -> bool:
        little = obligor["assets"] == "within_limits"
        poor = obligor["monthly_income"] < self.figures["disposable_income"]
        lost = obligor["legal_state"] != "none"
        return self.able(
            obligor, obligor["status"] == "tekun", obligor["status"] == "dibao", poor, little, lost
        )

    def inside_able(self, other: dict[str, Any], member: dict[str, Any]) -> bool:
        pair = (other["relation"], member["relation"])
        if pair not in OBLIGED and pair[::-1] not in OBLIGED:
            return False
        poor = self.tekun_income(other) < self.figures["disposable_income"]
        lost = other["away"] in ("imprisoned", "declared_missing")
        on_dibao = self.on(other, "dibao", "dibao_individual")
        return self.able(other, self.on(other, "tekun"), on_dibao, poor, self.within("tekun", 1), lost)

    def able(self, person, on_tekun: bool, on_dibao: bool, poor: bool, little: bool, lost: bool) -> bool:
        age = self.age(person)
        frail = age >= 70 or disabled(person, None, (1, 2)) or mind_of_grade_3(person)
        unable = on_tekun or (on_dibao and age >= 60) or (frail and poor and little) or (lost and little)
        return age >= 18 and not unable

    def uninsured_unemployed(self, member: dict[str, Any]) -> bool:
        spell, hardship = member["unemployment"], self.household["hardship"]
        paid = any(
            each["programme"] == "uninsured_unemployed" and self.covers(each, member)
            for each in self.household["relief_history"]
        )
        return (
            spell != "none"
            and hardship != "none"
            and self.age(member) >= 16
            and not member["working"]
            and spell["months_without_income"] >= 3
            and spell["insurance"] == "none"
            and spell["caused_by_epidemic"]
            and spell["own_application"]
            and (member["works_here"] or member["lives_here"])
            and hardship["basic_living_difficulty"]
            and not self.on(member, "dibao", "dibao_individual")
            and not paid
        )

    # Amounts, offices and where it belongs.

    def dibao_amount(self) -> Decimal:
        amount = self.standard * self.size - self.income
        tiers = self.figures.get("dibao_tiers")
        if tiers is not None:
            fitting = [each for each in tiers if self.income < each["below"] * self.size]
            if not fitting:
                return self.rounded(Fraction(0))
            amount = Fraction(min(fitting, key=lambda each: each["below"])["amount"]) * self.size
        return self.rounded(amount + sum(map(self.top_up, self.counted)))

    def top_up(self, member: dict[str, Any]) -> Fraction:
        terms = self.figures.get("dibao_top_ups", {})
        fits = {
            "elder": self.age(member) >= terms.get("elder", {}).get("age", 60),
            "minor": self.age(member) < terms.get("minor", {}).get("age", 18),
            "severely_disabled": disabled(member, None, (1, 2)),
            "seriously_ill": member["serious_illness"],
        }
        each = [
            Fraction(of["amount"]) if "amount" in of else Fraction(of["rate"]) * self.standard
            for kind, of in terms.items()
            if fits[kind]
        ]
        return (sum if self.figures.get("dibao_top_ups_add") else max)(each or [Fraction(0)])

    def individual_amount(self, members: list[dict[str, Any]]) -> Decimal:
        return self.rounded(sum((self.standard - self.own(member) for member in members), Fraction(0)))

    def tekun_amount(self, members: list[dict[str, Any]]) -> Decimal:
        grades = ("able", "partial", "partial", "partial", "full", "full", "full")
        care = [self.figures["tekun_care"][grades[member["self_care_failed"]]] for member in members]
        return self.rounded(self.basic * len(members) + Fraction(sum(care)))

    def rounded(self, amount: Fraction) -> Decimal:
        terms = self.figures.get("rounding", {"to": Decimal("0.01"), "mode": "half_up"})
        steps = amount / Fraction(terms["to"])
        whole = steps.numerator // steps.denominator
        more = {"up": steps > whole, "half_up": steps - whole >= Fraction(1, 2), "down": False}
        return (whole + more[terms["mode"]]) * Decimal(terms["to"])

    def approval(self, at_most: Decimal | None) -> str:
        asked = self.household["hardship"]["requested"]
        asked = asked if at_most is None else min(asked, at_most)
        if asked <= self.figures["township_relief_cap"]:
            return "township"
        county = self.figures.get("county_relief_cap")
        return "county" if county is None or asked <= county else "county_conference"

    def accepted_here(self) -> bool:
        permits = self.figures["residence_permit_dibao"]
        return any(
            member["hukou"] == "local" or (permits and member["residence_permit"]) for member in self.counted
        )
