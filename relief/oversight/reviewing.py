"""需要复核: stored screenings replayed, and the open and approved applications that this touches."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Q

from relief.casework.models import Application
from relief.screening.models import Screening
from relief.screening.replaying import Replay, plain, replay, summary

from .models import Affected
from .queries import resting_on

BATCH = 200
"""Screenings held in memory at once."""


class Reviewed(NamedTuple):
    """A screening, its answer then and now, and the applications that would be answered otherwise."""

    screening: Screening
    replay: Replay
    affected: list[Affected]

    def lines(self) -> Iterator[str]:
        """What differs and whom it concerns, by keys alone."""
        for line in self.replay.lines():
            yield f"screening {self.screening.pk} {line}"
        for each in self.affected:
            about = f"review application {each.application_id}"
            about = f"{about} ({each.application.programme}, {each.application.state})"
            yield f"{about}: {plain(each.was)} -> {plain(each.now)}"


def require_every_row_seen() -> None:
    """Whoever sees only the rows of an area would find everything else in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_security_active('screening_screening')")
        if cursor.fetchone()[0]:
            raise PermissionDenied


def batches(keys: Sequence[UUID] | None) -> Iterator[list[Screening]]:
    """These screenings, or every one, by their keys; one batch in memory."""
    rows = Screening.objects.order_by("pk")
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    batch = list(rows[:BATCH])
    while batch:
        yield batch
        batch = list(rows.filter(pk__gt=batch[-1].pk)[:BATCH])


def how_many(keys: Sequence[UUID] | None) -> int:
    return Screening.objects.count() if keys is None else len(keys)


@transaction.atomic
def review(screenings: Sequence[Screening]) -> list[Reviewed]:
    """Replays each, and writes anew which applications resting on them are to be looked at again.

    Nothing else is written: the screenings stay as they were, and what becomes of a case people decide.
    """
    found = [Reviewed(each, replay(each), []) for each in screenings]
    different = {each.screening.pk: each for each in found if not each.replay.same}
    for application, screening in resting_on(different):
        different[screening].affected.extend(_affected(application, different[screening]))
    rows = [row for each in found for row in each.affected]
    earlier = Q(screening__in=screenings) | Q(application__in=[row.application_id for row in rows])
    Affected.objects.filter(earlier).delete()
    Affected.objects.bulk_create(rows)
    return found


def _affected(application: Application, reviewed: Reviewed) -> Iterator[Affected]:
    """Only what is paid or refused counts: a reason that is worded otherwise is nothing to look at."""
    was, now = (
        summary(side, application.programme) if side else {}
        for side in (reviewed.replay.kept, reviewed.replay.now)
    )
    if was != now or reviewed.replay.error:
        yield Affected(
            application=application,
            area_id=application.area_id,
            screening=reviewed.screening,
            was=was,
            now=now,
        )
