from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from relief.desk.benchmarks import SUBJECTS
from relief.desk.benchmarks.timing import HEAD, NothingToMeasure, Timed


class Command(BaseCommand):
    help = "Measures what the server takes for one subject; leaves nothing behind."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("subject", choices=sorted(SUBJECTS))
        parser.add_argument("--rounds", type=int, default=20)
        parser.add_argument("--households", type=int, default=1_000_000, help="of the subject rules")

    def handle(self, *, subject: str, rounds: int, households: int, **options: Any) -> None:
        if settings.RELIEF_ENV != "demonstration":
            raise CommandError("it acts in the name of invented people, which are the demonstration's alone")
        if rounds < 1 or households < 1:
            raise CommandError("at least one round, of at least one household")
        measured = SUBJECTS[subject](rounds, households) if subject == "rules" else SUBJECTS[subject](rounds)
        try:
            for number, line in enumerate(measured):
                if number == 0 and isinstance(line, Timed):
                    self.stdout.write(HEAD)
                self.stdout.write(str(line))
        except NothingToMeasure as missing:
            raise CommandError(str(missing)) from missing
