import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from time import perf_counter
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from relief.households.models import Household
from relief.offices.access import acting
from relief.offices.models import User
from relief.offices.queries import UnknownPlace
from relief.rules.parameters import LawNotEncoded
from relief.screening.models import Run
from relief.screening.rescreening import OtherLaw, Step, begin_run, screen_next

WALLED = "SELECT row_security_active(%s::regclass)"
# Several statements read a batch: all of them see one moment.
ONE_MOMENT = "SET default_transaction_isolation TO 'repeatable read'"
AS_BEFORE = "RESET default_transaction_isolation"
BAR = 30
KIB_OF_A_MIB = 1024


class Command(BaseCommand):
    help = "Judges every household of an office's area for one day, and keeps the verdicts as a run."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--by", required=True, metavar="USERNAME", help="whose area it is, and who answers"
        )
        parser.add_argument("--day", type=date.fromisoformat, help="the day that is judged; today")
        parser.add_argument("--batch", type=int, default=20_000, help="households of one transaction")
        parser.add_argument(
            "--continue", action="store_true", dest="goes_on", help="the last run that was stopped"
        )

    def handle(self, *, by: str, day: date | None, batch: int, goes_on: bool, **options: Any) -> None:
        person = User.objects.select_related("area").filter(username=by, is_active=True).first()
        if person is None or batch < 1:
            raise CommandError(f"there is nobody called {by}" if person is None else "at least one household")
        with acting(person), one_moment():
            self._require_wall()
            try:
                run = (
                    self._unfinished(person)
                    if goes_on
                    else begin_run(by=person, day=day or timezone.localdate())
                )
                self._screen(person, run, batch)
            except PermissionDenied as denied:
                raise CommandError(f"{by} may not screen a whole area") from denied
            except OtherLaw as other:
                raise CommandError("the law or its figures have changed since: begin a new run") from other
            except (LawNotEncoded, UnknownPlace) as unknown:
                raise CommandError(str(unknown)) from unknown

    def _require_wall(self) -> None:
        """The owner would pass the wall, and judge the households of everybody."""
        with connection.cursor() as cursor:
            cursor.execute(WALLED, [Household._meta.db_table])
            if cursor.fetchone() != (True,):
                raise CommandError("run it as relief_app, which sees one area")

    def _unfinished(self, person: User) -> Run:
        run = Run.objects.filter(area=person.area, finished_at=None).first()
        if run is None:
            raise CommandError("there is no run that was stopped")
        return run

    def _screen(self, person: User, run: Run, batch: int) -> None:
        """Batch by batch. What was interrupted is undone, and everything before it is kept."""
        count, done, begun = Household.objects.count(), run.screened, perf_counter()
        steps: list[Step] = []
        try:
            while not steps or steps[-1].households:
                steps.append(screen_next(by=person, run=run, most=batch))
                done += steps[-1].households
                self._show(done, count, perf_counter() - begun, sum(each.households for each in steps))
        except KeyboardInterrupt as stopped:
            raise CommandError(
                f"stopped at {done:,} of {count:,}: --continue goes on from there"
            ) from stopped
        run.refresh_from_db()
        self._tell(run, steps)

    def _show(self, done: int, count: int, seconds: float, lately: int) -> None:
        """A bar that is drawn over itself on a screen, and a line for each batch in a file."""
        filled = BAR * done // max(count, 1)
        line = f"{'█' * filled}{'░' * (BAR - filled)} {done:,} of {count:,}, {lately / seconds:,.0f} a second"
        self.stdout.write(line, ending="\r" if self.stdout.isatty() else "\n")

    def _tell(self, run: Run, steps: list[Step]) -> None:
        read, judged, written = (
            sum(getattr(each, part) for each in steps) for part in ("read", "judged", "written")
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KIB_OF_A_MIB
        self.stdout.write(f"reading {read:.1f} s, judging {judged:.1f} s, writing {written:.1f} s")
        self.stdout.write(
            f"{(read + judged + written) / (read + written):.2f} times as long as reading and writing alone;"
            f" peak memory {peak:,} MiB"
        )
        for code in run.programmes:
            counted = run.counts.get(code, {})
            told = ", ".join(f"{count:,} {verdict}" for verdict, count in counted.items() if count)
            self.stdout.write(f"{code}: {told}")


@contextmanager
def one_moment() -> Iterator[None]:
    """Transactions that begin within this block read what was there when they began."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_MOMENT)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(AS_BEFORE)
