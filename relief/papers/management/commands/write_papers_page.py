from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from relief.papers.fields_page import papers_page


class Command(BaseCommand):
    help = "Writes docs/papers.md anew: every form of the papers with its fields."

    def handle(self, *args: Any, **options: Any) -> None:
        (settings.ROOT / "docs" / "papers.md").write_text(papers_page(), encoding="utf-8")
