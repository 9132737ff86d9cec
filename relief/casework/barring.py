"""Why somebody may not, in words, and who can."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from relief.offices.models import User
from relief.web.components import Colleague


@dataclass(frozen=True, slots=True)
class Guard:
    """Why this person may not: `title` says it, `text` what it rests on, `people` who can.

    `people` is empty where nobody else is there, None where it is no question of persons.
    `recused`: because they are related, which is written down when they try.
    """

    title: str
    text: str = ""
    people: tuple[Colleague, ...] | None = None
    recused: bool = False


def colleagues(found: Iterable[User], without: Collection[UUID]) -> tuple[Colleague, ...]:
    return tuple(
        Colleague(person.display_name, _place(person)) for person in found if person.pk not in without
    )


def _place(person: User) -> str:
    place = {"area": person.area.name, "telephone": person.area.telephone}
    if person.area.telephone:
        return _("%(area)s，电话%(telephone)s") % place
    return str(person.area.name)
