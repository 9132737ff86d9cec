"""Says for which texts English is not complete."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from relief.web import catalogue


class Command(BaseCommand):
    """`manage.py check_translations`: a line for every fault, exit status 1 when there is one."""

    help = "Compares the texts of the source with relief/locale/en. Needs no database."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        problems = catalogue.problems()
        if problems:
            raise CommandError("\n".join([f"{len(problems)} texts are not right in English:", *problems]))
        self.stdout.write("English is complete")
