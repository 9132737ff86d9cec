from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from relief.households.services.sweeping import sweep_evidence


class Command(BaseCommand):
    help = "Names sealed uploads that no row names and that are older than a day; --delete takes them away."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--delete", action="store_true", help="take them away, and write that down")

    def handle(self, *, delete: bool, **options: Any) -> None:
        try:
            found = sweep_evidence(delete=delete)
        except PermissionDenied:
            raise CommandError("only the owner of the database sees every row; nothing was touched") from None
        for path in found.nameless:
            self.stdout.write(str(path))
        self.stdout.write(f"{len(found.nameless)} without a row, {'taken away' if delete else 'left there'}")
        if found.missing:
            names = ", ".join(str(name) for name in found.missing)
            raise CommandError(f"{len(found.missing)} rows have lost their file: {names}")
