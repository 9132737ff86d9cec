"""The programmes beside dibao, tekun and emergency relief, in plain booleans and fractions too."""

from calendar import monthrange
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.rules.plainly import Plainly

DIBAO = ("dibao", "dibao_individual")
RELAXED = (date(2022, 9, 1), date(2023, 3, 31))


class PlainlyBeside(Plainly):
    """All the answers for one household, in yuan."""

    def hardship(self, name: str) -> Any:
        found = self.household["hardship"]
        return None if found == "none" else found[name]

    def draws(self, *programmes: str) -> bool:
        return any(each["programme"] in programmes for each in self.household["receiving"])

    @property
    def spending(self) -> Decimal:
        spent = self.household["spending"]
        tuition = min(spent["tuition"], spent["tuition_public_rate"])
        return spent["medical_self_paid"] + tuition + spent["rehabilitation"]

    def below_average(self) -> bool:
        return self.income < self.figures["disposable_income"] * self.size

    def new_cause(self) -> bool:
        hardship = self.household["hardship"]
        if hardship == "none":
            return True
        again = any(each["cause"] == hardship["cause"] for each in self.household["relief_history"])
        return hardship["new_bill"] or not again

    # Programmes for the household.

    def rigid_expenditure(self) -> bool:
        barred = self.draws(*DIBAO, "tekun") or "dibao_margin" in self.household["recognised_as"]
        if self.size == 0 or barred or self.dibao() or self.dibao_margin():
            return False
        if not (self.below_average() and self.within("rigid_expenditure", self.size)) or self.spending == 0:
            return False
        if self.income == 0:
            return True
        share = Fraction(self.spending) / (12 * self.income)
        ratio = Fraction(self.figures["rigid_ratio"])
        return share > ratio or (share == ratio and self.figures.get("rigid_inclusive", False))

    def fast_relief(self) -> bool:
        return self.emergency_relief() and self.hardship("requested") <= self.fast_cap() * self.size

    def fast_cap(self) -> Decimal:
        standard = Decimal(self.standard.numerator) / self.standard.denominator
        return self.figures.get("fast_relief_cap", standard)

    def expenditure_relief(self) -> bool:
        return bool(
            self.size
            and self.spending > 0
            and self.hardship("basic_living_difficulty")
            and self.below_average()
            and self.within("expenditure_relief", self.size)
            and self.new_cause()
        )

    def epidemic_family_relief(self) -> bool:
        known = self.draws(*DIBAO, "tekun") or "poverty_alleviated" in self.household["recognised_as"]
        return bool(
            self.size
            and known
            and any(member["infected_or_isolated"] for member in self.members)
            and self.hardship("basic_living_difficulty")
            and self.hardship("place_of_emergency") == "here"
            and self.new_cause()
        )

    def grace_until(self) -> date:
        first = self.household["change"]["day"].replace(day=1)
        month = first.month - 1 + self.figures["grace_months"]
        year, month = first.year + month // 12, month % 12 + 1
        return date(year, month, monthrange(year, month)[1])

    def dibao_grace(self) -> bool:
        change = self.household["change"]
        if change == "none" or change["kind"] != "employment" or change["day"] > self.day:
            return False
        above = self.size > 0 and self.income >= self.standard * self.size
        return (
            above
            and self.draws("dibao")
            and self.within("dibao", self.size)
            and self.day <= self.grace_until()
        )

    # Programmes for persons, and subsidies a person.

    def jobless_graduate(self, member: dict[str, Any]) -> bool:
        graduated = member["graduated_on"]
        paid = any(
            each["programme"] == "jobless_graduate" and self.covers(each, member)
            for each in self.household["relief_history"]
        )
        return bool(
            graduated != "none"
            and graduated <= self.day
            and not member["working"]
            and member["seeking_work"]
            and self.hardship("basic_living_difficulty")
            and self.hardship("place_of_emergency") == "here"
            and not paid
        )

    def supplement_of(self, member: dict[str, Any]) -> Decimal:
        entry = self.figures["one_time_supplement"][0]
        died = member.get("died_on")
        if died is not None and died <= entry["register_day"]:
            return Decimal(0)
        due = [Decimal(0)]
        for award in self.household["receiving"]:
            whole = "members" not in award and (member in self.counted or self.dead(member))
            covers = whole or member["id"] in award.get("members", [])
            if covers and award["since"] <= entry["register_day"]:
                kind = "dibao" if award["programme"] in DIBAO else award["programme"]
                due.append(entry.get(kind, Decimal(0)) if kind in ("dibao", "tekun") else Decimal(0))
        return max(due)

    def one_time_supplement(self) -> bool:
        return any(self.supplement_of(member) for member in self.members)

    def supplement_amount(self) -> Decimal:
        return self.rounded(Fraction(sum(map(self.supplement_of, self.members))))

    def drawing_price_subsidy(self) -> list[dict[str, Any]]:
        edge = RELAXED[0] <= self.day <= RELAXED[1] and "dibao_margin" in self.household["recognised_as"]
        return [
            member
            for member in self.living
            if self.on(member, *DIBAO, "tekun") or (edge and member in self.counted)
        ]

    def price_row(self) -> dict[str, Any]:
        return self.figures["price_linkage"][0]

    def price_subsidy(self) -> bool:
        row = self.price_row()
        line = Decimal("3.0") if RELAXED[0] <= self.day <= RELAXED[1] else Decimal("3.5")
        return bool(self.drawing_price_subsidy()) and (row["cpi"] >= line or row["food_cpi"] >= 6)

    def price_amount(self) -> Decimal:
        risen = self.standard * max(Fraction(0), Fraction(self.price_row()["scpi"])) / 100
        each = max(risen, Fraction(self.figures["price_floor"]))
        return self.rounded(each * len(self.drawing_price_subsidy()))

    def grace_amount(self) -> Decimal:
        awards = [each["monthly"] for each in self.household["receiving"] if each["programme"] == "dibao"]
        return self.rounded(Fraction(sum(awards)))
