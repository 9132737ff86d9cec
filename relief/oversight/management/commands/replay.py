import argparse
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser

from relief.oversight.reviewing import batches, how_many, require_every_row_seen, review
from relief.screening.accepting import NotAccepted, accept, counted
from relief.screening.recorded import changes


class Command(BaseCommand):
    help = (
        "Recomputes stored screenings under the law and the figures known on their day, and says where"
        " an answer is not the one that was kept; lists the open and approved applications that this touches."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("screenings", nargs="*", type=UUID, metavar="ID")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--all", action="store_true", help="every stored screening")
        what.add_argument("--recorded", action="store_true", help="the corpus that the tests replay")
        what.add_argument(
            "--accept",
            action="store_true",
            help="write the corpus anew, and into CHANGELOG which answers a change of the law altered",
        )
        parser.add_argument("--document", help="with --accept: by what, as 民发〔2021〕57号第八条")
        parser.add_argument("--from", dest="since", type=_day, help="with --accept: from which day on")

    def handle(self, *, screenings: list[UUID], **options: Any) -> None:
        chosen = [name for name in ("all", "recorded", "accept") if options[name]]
        if len(chosen) + bool(screenings) != 1:
            raise CommandError("name screenings, or --all, --recorded or --accept")
        if options["accept"]:
            self.accept(options["document"], options["since"])
        elif options["recorded"]:
            self.recorded()
        else:
            self.stored(screenings or None)

    def stored(self, keys: list[UUID] | None) -> None:
        try:
            require_every_row_seen()
        except PermissionDenied:
            raise CommandError("only the owner of the database sees every screening") from None
        total, done, different, touched = how_many(keys), 0, 0, 0
        unseen = set(keys or [])
        for batch in batches(keys):
            for each in review(batch):
                self.say(each.lines())
                different += not each.replay.same
                touched += len(each.affected)
            unseen -= {each.pk for each in batch}
            done += len(batch)
            self.progress(done, total)
        self.say(f"{key} is no stored screening" for key in sorted(unseen))
        self.say([f"{done} replayed, {different} different, {touched} applications to review"])
        if different or unseen:
            raise SystemExit(1)

    def recorded(self) -> None:
        changed = [each for each in changes() if each.differences]
        for change in changed:
            self.say(f"recorded {change.kept.number} {change.kept.day} {each}" for each in change.differences)
        self.say([counted(changed)])
        if changed:
            raise SystemExit(1)

    def accept(self, document: str | None, since: date | None) -> None:
        if not document or not since:
            raise CommandError("--accept needs --document and --from: by what, and from which day")
        try:
            self.say([accept(document=document, since=since)])
        except NotAccepted as refusal:
            raise CommandError(f"{refusal}; nothing was written") from None

    def say(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line)

    def progress(self, done: int, total: int) -> None:
        """One line on a terminal, written over and over."""
        if self.stderr.isatty():
            ending = "\n" if done >= total else ""
            self.stderr.write(f"\r{done:,} of {total:,} screenings", ending=ending)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is no day such as 2026-07-01") from None
