"""公示 and 公布 of a community, for everybody: what hangs there today, and to whom something is given.

The law publishes name, number of persons and amount (民发〔2021〕57号第十九条、第二十四条,
民发〔2021〕43号第十五条、第十七条、第二十六条, 《社会救助法》第四十五条).
The database gives out no more, and only for as long as it hangs.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from django.db import connection

from relief.offices.models import Area

from .models import CODE_LENGTH

HANGING = "SELECT * FROM public.casework_hanging(%s, %s)"
PUBLISHED = "SELECT * FROM public.casework_published(%s)"
GROUP = 4


class Matter(StrEnum):
    """What is published: a first opinion, the end of tekun, or expenditure relief."""

    OPINION = "opinion"
    END = "end"
    RELIEF = "relief"


class Notice(NamedTuple):
    """One notice. `amount` in fen; None where nothing is to be given, or what is given is to end."""

    code: str
    area: int
    programme: str
    name: str
    size: int
    amount: int | None
    first_day: date
    last_day: date
    matter: str


class Published(NamedTuple):
    """One who is given something. `amount` in fen; None of a standing."""

    programme: str
    kind: str
    name: str
    size: int
    amount: int | None
    since: date


def notices_of(place: Area) -> list[Notice]:
    """What hangs in a community today, what comes down first above."""
    return list(_hanging(place.number, ""))


def notice_called(code: str) -> Notice | None:
    """The notice of this code, while it hangs."""
    return next(_hanging(None, code), None) if len(code) == CODE_LENGTH else None


def published_in(place: Area) -> list[Published]:
    """To whom something is given in a community now."""
    with connection.cursor() as cursor:
        cursor.execute(PUBLISHED, [place.number])
        return [Published(*row) for row in cursor.fetchall()]


def _hanging(place: int | None, code: str) -> Iterator[Notice]:
    with connection.cursor() as cursor:
        cursor.execute(HANGING, [place, code])
        rows = cursor.fetchall()
    return (Notice(*row) for row in rows)


def in_fours(code: str) -> str:
    """3F9A-07C2-B81D"""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def plain(typed: str) -> str:
    """A code or a number as it was printed, however it was typed."""
    return "".join(each for each in typed.upper() if each.isalnum())
