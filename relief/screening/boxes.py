"""Where a missing fact is filled in: the page of its part, and on it the very box."""

import re
from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from relief.households.parts import PARTS
from relief.rules import facts
from relief.rules.facts import FactMap
from relief.rules.paths import MAPS, STEP

PLACE = "place."
LISTS = frozenset({"incomes", "obligors", "receiving", "relief_history", "recognised_as"})
SLUGS = {name: slug for slug, part in PARTS.items() for name in part.names}


class Boxes(NamedTuple):
    """The boxes of one household. `members`: keys and rows; None for people who fill nothing in."""

    household: UUID
    members: Mapping[str, UUID] | None = None

    def address(self, path: str) -> str:
        """The figures; a box; or the household's page, for whoever only reads and for who is gone."""
        if path.startswith(PLACE):
            return reverse("figures")
        if self.members is None:
            return self._on_the_page(path)
        if path == "members":
            return reverse("household_members", args=[self.household])
        if path.startswith("members["):
            return self._of_member(path, self.members)
        page = reverse("section", args=[self.household, SLUGS[first_step(path)]])
        return f"{page}#id_{box_of(path, facts.HOUSEHOLD)}"

    def _of_member(self, path: str, members: Mapping[str, UUID]) -> str:
        key = member_key(path, members)
        if key is None:
            return self._on_the_page(path)
        page = reverse("member_facts", args=[self.household, members[key]])
        return f"{page}#id_{box_of(path.removeprefix(f'members[{key}].'), facts.MEMBER)}"

    def _on_the_page(self, path: str) -> str:
        part = first_step(path)
        anchor = {"members": "members", "incomes": "section_incomes_shared"}.get(part, f"section_{part}")
        return f"{reverse('household', args=[self.household])}#{anchor}"


def member_key(path: str, keys: Mapping[str, object]) -> str | None:
    """A key may hold any sign, so it is looked for and not cut out."""
    return max((key for key in keys if path.startswith(f"members[{key}].")), key=len, default=None)


def box_of(path: str, within: FactMap) -> str:
    """The name of the box: the path with underscores, a row with its number between dashes."""
    box, name = "", ""
    for step in STEP.finditer(path):
        name, number = step["name"], step["number"]
        if step.end() == len(path):
            break
        box += f"{name}_" if number is None else f"{name}-{number}-"
        within = MAPS[name]
    return box + _last(name, within)


def _last(name: str, within: FactMap) -> str:
    """What is answered as a whole is first asked whether there is any."""
    if name in LISTS:
        return f"{name}_declared"
    declared, inside = within.by_name.get(name), MAPS.get(name)
    if declared:
        return f"{name}_declared" if declared.none else name
    if inside and inside.none:
        return f"{name}_declared"
    return f"{name}_{inside.facts[0].name}" if inside and inside is not facts.ASSETS else name


def first_step(path: str) -> str:
    return re.split(r"[.\[]", path)[0]
