"""Writes docs/rules.md, the law beside the rules."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from relief.desk.management.rules_page import rules_page


class Command(BaseCommand):
    """`manage.py write_rules_page`: after a change of the rules, so that officials read what is judged by."""

    help = "Writes docs/rules.md from relief/rules. Needs no database."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        page = settings.ROOT / "docs" / "rules.md"
        page.write_text(rules_page(), encoding="utf-8")
        self.stdout.write(f"{page}: {len(page.read_text(encoding='utf-8').splitlines())} lines")
