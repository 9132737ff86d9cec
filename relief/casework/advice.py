"""What the engine advises on one programme, and in what an intended decision departs from it."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from relief.rules.answers import ProgrammeAnswer
from relief.rules.approval import Approval, approval
from relief.rules.parameters import Figures
from relief.rules.programmes import BY_CODE
from relief.rules.programmes.base import Programme
from relief.rules.worlds import Worlds
from relief.screening.keeping import facts_from_data, place_from_data
from relief.screening.models import Screening
from relief.screening.queries import answer_of


@dataclass(frozen=True, slots=True)
class Advice:
    """建议: one programme's answer, the screening it stands in, and what was asked for."""

    screening: Screening
    answer: ProgrammeAnswer
    requested: int | None

    @property
    def programme(self) -> Programme:
        return self.answer.programme

    @property
    def amount(self) -> int | None:
        """What the system would give: as reckoned, else what was asked up to the cap."""
        if self.answer.amount is not None or self.requested is None:
            return self.answer.amount
        return self.requested if self.answer.at_most is None else min(self.requested, self.answer.at_most)

    def departures(self, amount: int | None) -> Iterator[str]:
        """Codes of everything in which an approval with this amount departs from the advice."""
        if self.answer.verdict != "eligible":
            yield "verdict"
        if self.answer.accepted_here is False:
            yield "elsewhere"
        if amount is None:
            return
        if self.answer.at_most is not None and amount > self.answer.at_most:
            yield "above_the_cap"
        elif amount != self.amount:
            yield "other_amount"

    def office(self, amount: int | None) -> Approval | None:
        """Who may approve this amount or what was asked, whichever is more; None while that is not known."""
        if not self.programme.asks_amount:
            return "township"
        return _office(self.screening, self.answer, max(amount or 0, self.requested or 0))


def advice_on(programme: str, screening: Screening, requested: int | None = None) -> Advice:
    return Advice(screening, answer_of(screening)[programme], requested)


def pays(programme: str) -> bool:
    """Whether an approval states an amount. 低保边缘 is a standing, not money."""
    found = BY_CODE[programme]
    return found.amount is not None or found.asks_amount


def _office(screening: Screening, answer: ProgrammeAnswer, amount: int) -> Approval | None:
    """The office of an amount whatever the verdict, by the facts and figures of the screening."""
    facts = facts_from_data(screening.facts)
    hardship = facts.get("hardship")
    asked = {"requested": Decimal(amount) / 100}
    facts["hardship"] = {**hardship, **asked} if isinstance(hardship, dict) else asked
    figures = Figures(
        place_from_data(screening.figures["place"]), screening.figures["in_force"]["area"], screening.day
    )
    return approval(Worlds(facts, figures), answer.at_most)
