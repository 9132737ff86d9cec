"""A row more or less of a figure that is a list; everything else stays as it was typed, unread."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict

MOST_ROWS = 50
DEED = re.compile(r"(?P<what>add|remove):(?P<key>[a-z_]+)(-(?P<number>\d{1,2}))?")


class RowDeed(NamedTuple):
    """加一档、删一档: which list, and of a row that goes its number."""

    key: str
    removed: int | None

    @classmethod
    def read(cls, text: str) -> "RowDeed | None":
        """The deed that a button sent; None for a form that is to be saved."""
        if not (found := DEED.fullmatch(text)):
            return None
        if found["what"] == "add":
            return cls(found["key"], None)
        return cls(found["key"], int(found["number"])) if found["number"] else None

    def count(self, came: int) -> int:
        return min(came + 1, MOST_ROWS) if self.removed is None else max(came - 1, 1)

    def typed(self, fields: Mapping[str, forms.Field], sent: QueryDict) -> dict[str, Any]:
        """What stands in the boxes afterwards."""
        return {
            name: field.widget.value_from_datadict(sent, {}, self._came_as(name))
            for name, field in fields.items()
        }

    def focus(self, fields: Mapping[str, forms.Field], rows: int) -> None:
        """The reader goes on where the row was added, or where one went."""
        number = rows - 1 if self.removed is None else min(self.removed, rows - 1)
        start = f"{self.key}-{number}-"
        first = next((field for name, field in fields.items() if name.startswith(start)), None)
        if first is not None:
            first.widget.attrs["autofocus"] = True

    def _came_as(self, name: str) -> str:
        """The box that its content was typed in: rows below the one that went move up."""
        start = f"{self.key}-"
        if self.removed is None or not name.startswith(start):
            return name
        number, _, part = name.removeprefix(start).partition("-")
        return f"{start}{int(number) + 1}-{part}" if int(number) >= self.removed else name


def rows_sent(sent: Mapping[str, Any], key: str) -> int:
    """How many rows of a list came, the empty ones too."""
    numbers = [int(found[1]) for name in sent if (found := re.match(rf"{key}-(\d{{1,2}})-", name))]
    return min(max(numbers, default=-1) + 1, MOST_ROWS)
