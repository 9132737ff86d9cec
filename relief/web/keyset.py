"""Pages of a list by key: where one ends the next begins, however many stand before it."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone


class Place(NamedTuple):
    """The last row that was shown: its moment, and its key among rows of one moment."""

    moment: datetime
    pk: UUID

    def __str__(self) -> str:
        return f"{self.moment.isoformat()} {self.pk}"


def place_from(text: str) -> Place | None:
    """Where a list goes on. What cannot be read begins at the beginning."""
    moment, _blank, pk = text.partition(" ")
    try:
        place = Place(datetime.fromisoformat(moment), UUID(pk))
    except ValueError:
        return None
    return place if timezone.is_aware(place.moment) else None
