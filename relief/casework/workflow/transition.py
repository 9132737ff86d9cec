"""One row of the table of transitions, and what rows have in common."""

from dataclasses import dataclass

from relief.offices.models import Role

from ..actions import CaseworkAction
from .kinds import ACTIONS, DECIDES, DeedKind, Desk, Owner, Procedure, State

SECOND_PERSON = ("of_the_area", "neither_entered_nor_submitted", "not_related")
DECIDING = (*SECOND_PERSON, "nobody_else_has_it", "chosen_by_the_county")
CONFIRMING = (*DECIDING, "not_of_the_opinion")
STANDS_IN = {
    State.REFERRED: Procedure.SHORT,
    State.IN_CONFERENCE: Procedure.SHORT,
    State.ACCEPTED: Procedure.INVESTIGATED,
    State.INVESTIGATING: Procedure.INVESTIGATED,
    State.PUBLISHED: Procedure.INVESTIGATED,
    State.TO_CONFIRM: Procedure.INVESTIGATED,
    State.TO_CONFIRM_HERE: Procedure.INVESTIGATED,
    State.CHANGING: Procedure.GIVEN,
    State.TO_CHANGE: Procedure.GIVEN,
    State.TO_CHANGE_HERE: Procedure.GIVEN,
}
"""States that only one procedure comes to."""
DESKS = {
    "nobody_has_it": Desk.NOBODYS,
    "has_it": Desk.OWN,
    "nobody_else_has_it": Desk.OWN_OR_NOBODYS,
    "another_has_it": Desk.ANOTHERS,
}
ROWS_BESIDE = {
    "agenda_item": "casework_agendaitem",
    "visit": "casework_homevisit",
    "means_check": "casework_meanscheck",
    "check_told": "casework_checktold",
    "deliberation": "casework_deliberation",
    "assessment": "casework_assessment",
    "opinion": "casework_opinion",
    "delivery": "casework_delivery",
    "extension": "casework_extension",
    "ended_referral": "casework_endedreferral",
    "proposal": "casework_proposal",
    "hearing": "casework_hearing",
    "change_decision": "casework_changedecision",
    "review": "casework_review",
    "death": "casework_death",
    "settlement": "casework_settlement",
    "county_visit": "casework_countyvisit",
    "transfer": "casework_transfer",
    "relief_notice": "casework_reliefnotice",
}
"""What a deed records in a table of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transition:
    """One row: from where to where, what the deed is called, who does it, what it needs, what it leaves.

    `owner`: on whose desk it lies afterwards.
    """

    before: State | None
    after: State
    deed: DeedKind
    who: Role
    requires: tuple[str, ...]
    records: tuple[str, ...]
    procedure: Procedure = Procedure.BOTH
    owner: Owner = Owner.STAYS

    @property
    def action(self) -> CaseworkAction:
        return ACTIONS[self.deed]

    @property
    def second_person(self) -> bool:
        """Nobody who entered or submitted does it."""
        return "neither_entered_nor_submitted" in self.requires

    @property
    def desk(self) -> Desk:
        """On whose desk it has to lie before."""
        return next((DESKS[word] for word in self.requires if word in DESKS), Desk.ANY)

    @property
    def decides(self) -> str:
        """The outcome of the decision that is made with it; empty where none is."""
        return DECIDES.get(self.deed, "")

    @property
    def leaves(self) -> str:
        """The table of the row that stands beside the deed; empty where none does."""
        return next((ROWS_BESIDE[name] for name in self.records if name in ROWS_BESIDE), "")
