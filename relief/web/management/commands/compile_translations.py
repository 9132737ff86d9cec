"""Makes the English catalogue ready to serve."""

from typing import Any

from django.core.management.base import BaseCommand

from relief.web import catalogue


class Command(BaseCommand):
    """`manage.py compile_translations`: writes the .mo file, without the gettext programs."""

    help = "Compiles relief/locale/en. Needs neither gettext nor a database."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        catalogue.compile_catalogue()
