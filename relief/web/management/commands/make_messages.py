"""Brings the English catalogue up to what the source says."""

from typing import Any

from django.core.management.base import BaseCommand

from relief.web import catalogue


class Command(BaseCommand):
    """`manage.py make_messages`: new texts come in empty, texts that nobody says any more go."""

    help = "Collects every text from Python and templates into relief/locale/en. Needs no database."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        renewed = catalogue.renewed()
        catalogue.write_catalogue(renewed)
        messages = catalogue.messages_of(renewed).values()
        empty = sum(1 for message in messages if not all(catalogue.forms_of(message.string or "")))
        self.stdout.write(f"{len(messages)} texts, {empty} still without English")
