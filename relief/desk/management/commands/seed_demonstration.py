from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from relief.casework.demonstration import seed_applications, seed_conferences
from relief.households.demonstration import seed_households
from relief.offices.demonstration import PASSWORD, PEOPLE, seed_delegation, seed_people
from relief.offices.models import User
from relief.recusal.demonstration import seed_declarations


class Command(BaseCommand):
    help = "Makes the invented people, households and applications of the demonstration, once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--list", action="store_true", help="only print who may sign in")

    def handle(self, *, list: bool, **options: Any) -> None:
        if settings.RELIEF_ENV != "demonstration":
            raise CommandError("invented people belong to the demonstration alone")
        if not list:
            self.seed()
        self.print_logins()

    @transaction.atomic
    def seed(self) -> None:
        if User.objects.exists():
            return
        people = {person.username: person for person in seed_people()}
        households = seed_households(people["linxiaoman"])
        seed_declarations(people)
        seed_delegation(people["gaojianguo"])
        seed_applications(people, households)
        seed_conferences(people)

    def print_logins(self) -> None:
        invented = User.objects.filter(username__in=[person.username for person in PEOPLE])
        for user in invented.select_related("area").order_by("area_id", "role"):
            place = f"{user.area.name}，{user.get_role_display()}"
            self.stdout.write(f"  {user.username:<14}{PASSWORD}  {user.display_name}，{place}")
