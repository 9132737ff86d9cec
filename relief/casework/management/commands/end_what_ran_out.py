from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from relief.casework.given import ran_out
from relief.casework.models import Application
from relief.casework.services import Recused, Refused, run_out
from relief.offices.access import acting
from relief.offices.models import User
from relief.offices.queries import UnknownPlace
from relief.rules.parameters import LawNotEncoded


class Command(BaseCommand):
    help = "Ends awards whose last day has passed, and screens their households anew; twice is once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--by", required=True, metavar="USERNAME", help="an approver or a county officer, who answers"
        )

    def handle(self, *, by: str, **options: Any) -> None:
        person = User.objects.select_related("area").filter(username=by, is_active=True).first()
        if person is None:
            raise CommandError(f"there is nobody called {by}")
        today = timezone.localdate()
        with acting(person):
            found = list(ran_out(today))
            left = [line for line in (self._end(person, each, today) for each in found) if line]
        for line in left:
            self.stderr.write(line)
        self.stdout.write(f"{len(found) - len(left)} ended and screened anew, {len(left)} left as they were")

    def _end(self, person: User, application: Application, today: date) -> str:
        """Why it was left; empty where it was ended. Each by itself, so that one does not stop the others."""
        try:
            run_out(by=person, application=application, on=today)
        except Recused as recused:
            return f"application {application.pk}: {recused}"
        except PermissionDenied as denied:
            raise CommandError(f"{person.username} may not end awards") from denied
        except (Refused, LawNotEncoded, UnknownPlace) as refused:
            return f"application {application.pk}: {refused}"
        return ""
