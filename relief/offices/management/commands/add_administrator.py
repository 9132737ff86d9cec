import sys
from getpass import getpass
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from relief.offices.models import Role, User
from relief.offices.queries import UnknownPlace, area_of_code
from relief.offices.services import Taken, add_person


class Command(BaseCommand):
    help = "Adds an administrator of one county, who adds everybody else. Asks for the password, or reads it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("county", help="six digits")
        parser.add_argument("username")
        parser.add_argument("display_name")

    def handle(self, *, county: str, username: str, display_name: str, **options: Any) -> None:
        password = getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
        try:
            area = area_of_code(county)
            person = User(username=username, display_name=display_name, role=Role.ADMINISTRATOR, area=area)
            person.clean_fields(exclude=["password"])
            validate_password(password, person)
            add_person(
                by=None,
                username=username,
                display_name=display_name,
                role=Role.ADMINISTRATOR,
                area=area,
                password=password,
            )
        except UnknownPlace as error:
            raise CommandError(f"county {county} is not loaded: see load_areas") from error
        except Taken as error:
            raise CommandError(f"{username} is taken") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{username} administers {area.name}")
