"""The only writer of audit events."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from django.db import models

from .models import Event

# Codes, moments and amounts belong into an event; a person's number or telephone does not.
PERSONAL_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{17}[\dXx]|1[3-9]\d{9})(?![0-9A-Za-z])")


class Actor(Protocol):
    @property
    def pk(self) -> UUID: ...
    @property
    def role(self) -> str: ...


class PersonalDataRefused(ValueError):
    """The details of an event hold what looks like an identity or telephone number."""


def record(
    *,
    by: Actor | None,
    action: str,
    subject: models.Model,
    area: int,
    details: dict[str, Any] | None = None,
) -> Event:
    """Writes that `by` (None: a command) did `action` (`room.deed`) to `subject`, which lies in `area`.

    Call it last in a service, inside its transaction: writers of one county queue behind each
    other from here until the commit.
    """
    details = details or {}
    _refuse_personal_data(details)
    return Event.objects.create(
        actor_id=by.pk if by else None,
        actor_role=by.role if by else "system",
        action=action,
        subject_kind=subject._meta.label_lower,
        subject_id=str(subject.pk),
        area=area,
        details=details,
    )


class Told(NamedTuple):
    """One event of many: what was done to which subject."""

    action: str
    subject_kind: str
    subject_id: UUID
    details: dict[str, Any]


def record_all(*, by: Actor, area: int, told: Iterable[Told]) -> None:
    """Many events of one person in one area at once, for commands that make rows by the thousand."""
    events = []
    for each in told:
        _refuse_personal_data(each.details)
        fields = each._asdict() | {"subject_id": str(each.subject_id)}
        events.append(Event(actor_id=by.pk, actor_role=by.role, area=area, **fields))
    Event.objects.bulk_create(events)


def _refuse_personal_data(value: Any) -> None:
    if isinstance(value, dict):
        for part in value.values():
            _refuse_personal_data(part)
    elif isinstance(value, list | tuple):
        for part in value:
            _refuse_personal_data(part)
    elif isinstance(value, str) and PERSONAL_NUMBER.search(value):
        raise PersonalDataRefused("an audit event holds codes, not personal numbers")
