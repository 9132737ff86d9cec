import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from relief.casework.models import Application
from relief.desk.seeding.patterns import APPLYING
from relief.desk.seeding.queue import Filling, refresh_statistics
from relief.offices.models import User

OWNS = "SELECT pg_catalog.pg_get_userbyid(relowner) = current_user FROM pg_class WHERE oid = %s::regclass"


class Command(BaseCommand):
    help = "Makes many invented households and open applications, spread over the demonstration's county."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--households", type=int, default=1000)
        parser.add_argument("--applications", type=int, default=200)

    def handle(self, *, households: int, applications: int, **options: Any) -> None:
        if settings.RELIEF_ENV != "demonstration":
            raise CommandError("invented people belong to the demonstration alone")
        if not 0 <= applications <= households - len(APPLYING):
            raise CommandError(
                f"every application needs a household, and {len(APPLYING)} of them have none:"
                " they are what the others are copied from"
            )
        self.require_owner()
        if not User.objects.exists():
            raise CommandError("seed_demonstration comes first: somebody has to enter what is seeded")
        begun = time.monotonic()
        for place, made in Filling().fill(households, applications):
            if options["verbosity"] > 1:
                self.stdout.write(f"{place}: {made}")
        refresh_statistics()
        taken = time.monotonic() - begun
        self.stdout.write(f"{households} households, {applications} applications: {taken:.0f} s")

    def require_owner(self) -> None:
        """Rows of every community are written at once; the application's role sees one office at a time."""
        with connection.cursor() as cursor:
            cursor.execute(OWNS, [Application._meta.db_table])
            if cursor.fetchone() != (True,):
                raise CommandError("run it as relief_owner: DATABASE_URL names the role that migrates")
