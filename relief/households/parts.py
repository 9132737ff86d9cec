"""The parts that a household's facts are entered in: which facts each owns, and whose entry it makes."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from relief.rules import facts

from .models import EntryPart


class Part(NamedTuple):
    """Names are those of the household's map, or of one member's."""

    entry: EntryPart
    names: tuple[str, ...]

    def within(self, declared: Mapping[str, Any]) -> dict[str, Any]:
        """What this part owns of everything declared."""
        return {name: declared[name] for name in self.names if name in declared}


PARTS = {
    "incomes": Part(EntryPart.INCOMES, ("incomes", "support_disregarded")),
    "assets": Part(EntryPart.ASSETS, ("assets",)),
    "spending": Part(EntryPart.SPENDING, ("spending",)),
    "hardship": Part(EntryPart.HARDSHIP, ("hardship",)),
    "receiving": Part(EntryPart.RECEIVING, ("receiving", "relief_history", "recognised_as")),
    "change": Part(EntryPart.CHANGE, ("change",)),
}
MEMBER_PART = Part(
    EntryPart.MEMBERS,
    (*(fact.name for fact in facts.MEMBER.facts), "disability", "unemployment", "incomes", "obligors"),
)
