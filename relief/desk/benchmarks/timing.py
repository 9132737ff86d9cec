"""Doing one thing several times and keeping how long each took."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

WARM_UP = 2


class NothingToMeasure(Exception):
    """The database holds nothing of the kind that is to be measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """One thing that was done several times."""

    name: str
    seconds: list[float]
    queries: int

    def __str__(self) -> str:
        low, middle, high = (1000 * chosen(self.seconds) for chosen in (min, median, max))
        return f"{self.name:<32}{low:8.0f}{middle:8.0f}{high:8.0f}{self.queries:9}"


HEAD = f"{'ms of the server':<32}{'min':>8}{'median':>8}{'max':>8}{'queries':>9}"


def timed(name: str, rounds: int, deed: Callable[[], object]) -> Timed:
    """The queries are counted in a round of their own: noting them takes time too."""
    for _round in range(WARM_UP):
        undone(deed)
    with CaptureQueriesContext(connection) as queries:
        undone(deed)
    counted = len(queries)
    return Timed(name=name, seconds=[undone(deed) for _round in range(rounds)], queries=counted)


def undone(deed: Callable[[], object]) -> float:
    """How long it took; what it wrote is checked as a commit would check it, and then taken back."""
    with transaction.atomic():
        begun = perf_counter()
        deed()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        taken = perf_counter() - begun
        transaction.set_rollback(True)
    return taken
