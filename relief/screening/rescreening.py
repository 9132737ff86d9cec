"""批量筛查: every household of an area for one day, a batch at a time, kept as verdicts alone.

Reasons, amounts and what is missing are told by a screening of one household. Here households go from the
database to columns and from the verdicts back, without an object for any of them.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any

import numpy as np
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils import timezone

from relief.audit.services import record
from relief.funds.facts import facts_with_awards
from relief.funds.queries import households_covered
from relief.households.in_tables import FIRST, Batch, households_in_tables
from relief.offices.models import SPAN, Level, Role, User
from relief.offices.queries import place_for
from relief.rules.answers import screen
from relief.rules.codes import AreaKind
from relief.rules.columns import VERDICTS, verdicts
from relief.rules.parameters import Figures
from relief.rules.programmes import PROGRAMMES
from relief.rules.storing import law_version

from .actions import ScreeningAction
from .models import Run

RUNNERS = (Role.APPROVER, Role.COUNTY_OFFICER)
LETTERS = np.array([verdict[0] for verdict in VERDICTS])
WRITTEN = """
INSERT INTO screening_runanswer (run_id, household_id, area_id, verdicts)
SELECT %s, answer.* FROM unnest(%s::uuid[], %s::bigint[], %s::text[]) AS answer
"""


class OtherLaw(ValueError):
    """The rules or the figures are no longer those that the run began with: it is begun anew."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one batch took, in seconds; of no household at all when the run is finished."""

    households: int
    read: float = 0.0
    judged: float = 0.0
    written: float = 0.0


@transaction.atomic
def begin_run(*, by: User, day: date) -> Run:
    """开始批量筛查 of the area of whoever begins it."""
    if by.role not in RUNNERS:
        raise PermissionDenied
    run = Run.objects.create(
        area_id=by.area_id, day=day, made_by=by, programmes=[each.code for each in PROGRAMMES]
    )
    details = {"day": day.isoformat()}
    record(by=by, action=ScreeningAction.RUN_BEGUN, subject=run, area=run.area_id, details=details)
    return run


@transaction.atomic
def screen_next(*, by: User, run: Run, most: int) -> Step:
    """The next households of a run, at most so many, and how far it has come, in one transaction.

    PermissionDenied for somebody else's area; OtherLaw; LawNotEncoded and UnknownPlace as with one household.
    """
    if by.role not in RUNNERS or by.area_id != run.area_id:
        raise PermissionDenied
    run = Run.objects.select_for_update().get(pk=run.pk)
    begun = perf_counter()
    batch = households_in_tables(run.last_household or FIRST, most)
    read = perf_counter()
    if batch is None:
        _finish(by, run)
        return Step(0)
    letters = _judge(run, batch)
    judged = perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, [run.pk, list(map(str, batch.keys)), batch.areas.tolist(), letters])
    run.last_household, run.screened = batch.keys[-1], run.screened + len(batch.keys)
    run.save(update_fields=["last_household", "screened", "law_versions", "counts"])
    return Step(len(batch.keys), read - begun, judged - read, perf_counter() - judged)


def _finish(by: User, run: Run) -> None:
    if run.finished_at is None:
        run.finished_at = timezone.now()
        run.save(update_fields=["finished_at"])
        details = {"day": run.day.isoformat(), "screened": run.screened}
        record(by=by, action=ScreeningAction.RUN_FINISHED, subject=run, area=run.area_id, details=details)


def _judge(run: Run, batch: Batch) -> list[str]:
    """A letter for each programme of each household; the run is told what was counted."""
    figures, place = _figures(run, batch)
    found = verdicts(batch.tables, figures, place)
    _judge_covered(run, batch, figures, place, found)
    for code, column in zip(run.programmes, found.T, strict=True):
        counted = Counter(run.counts.get(code, {}))
        counted.update({VERDICTS[verdict]: int(count) for verdict, count in enumerate(np.bincount(column))})
        run.counts[code] = dict(counted)
    letters: list[str] = LETTERS[found].view(f"U{found.shape[1]}").ravel().tolist()
    return letters


def _judge_covered(run: Run, batch: Batch, figures: list[Figures], place: Any, found: Any) -> None:
    """Tables hold what was declared; whoever has an award here is judged one by one, with it."""
    rows = {key: row for row, key in enumerate(batch.keys)}
    for household in households_covered(batch.keys[0], batch.keys[-1]):
        row = rows[household.pk]
        answer = screen(facts_with_awards(household, run.day), figures[place[row]])
        found[row] = [VERDICTS.index(each.verdict) for each in answer.programmes]


def _figures(run: Run, batch: Batch) -> tuple[list[Figures], Any]:
    """What is in force in each county and kind of area, and which of them each household is judged by."""
    kinds = AreaKind.codes()
    pairs, place = np.unique(
        batch.areas // SPAN[Level.COUNTY] * len(kinds) + batch.kinds, return_inverse=True
    )
    figures = []
    for county, kind in (divmod(int(pair), len(kinds)) for pair in pairs):
        found = Figures(place_for(str(county), run.day, run.started_at), kinds[kind], run.day)
        if run.law_versions.setdefault(f"{county} {kinds[kind]}", law_version(found)) != law_version(found):
            raise OtherLaw
        figures.append(found)
    return figures, place
