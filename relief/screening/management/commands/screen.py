"""Answer case files at the command line: each household, each programme, with its reasons."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from relief.rules.answers import screen
from relief.rules.cases import CaseError, read_cases
from relief.rules.codes import Text
from relief.rules.documents import Problem
from relief.rules.expectations import differences
from relief.rules.parameters import Figures
from relief.rules.presenting import answer_data
from relief.rules.questions import questions
from relief.screening.places import PlaceNotFound, Places
from relief.screening.plain_text import answer_lines


class Command(BaseCommand):
    help = "Screen the households of case files. Needs no database unless a place is a county code."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--format", choices=["text", "json"], default="text")
        parser.add_argument(
            "--check", action="store_true", help="compare each answer with what its case expects"
        )
        parser.add_argument("--language", choices=["zh", "en"], default="zh")

    def handle(self, *args, files, **options):
        self.options, self.passed, self.failed = options, 0, 0
        try:
            for name in files:
                self._read_file(Path(name), Places(Path(name).parent / "places"))
            if options["check"]:
                self._say(f"{self.passed} passed, {self.failed} failed")
        except BrokenPipeError:
            # Whoever read the answers has read enough; nothing is left to say it to.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise SystemExit(1) from None
        if self.failed:
            raise SystemExit(1)

    def _read_file(self, path, places):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            self._fail(
                CaseError(None, str(path), (Problem("-", Text("文件读不了", f"cannot be read: {error}"), 0),))
            )
            return
        for case in read_cases(text, str(path)):
            if isinstance(case, CaseError):
                self._fail(case)
            else:
                self._answer(case, str(path), places)

    def _answer(self, case, file, places):
        try:
            figures = Figures(places.on(case.place, case.day), case.area, case.day)
        except PlaceNotFound as error:
            self._fail(CaseError(case.name, file, (Problem("place", error.message, case.line),), case.line))
            return
        answer = screen(case.household, figures)
        wrong = self._differences(case, answer)
        self._count(not wrong)
        if self.options["format"] == "json":
            data = {"case": case.name, **answer_data(answer), **({"differences": wrong} if wrong else {})}
            self._say(json.dumps(data, ensure_ascii=False))
        elif self.options["check"]:
            self._say(f"FAIL {file}, {case.name}: {'; '.join(wrong)}" if wrong else f"ok {case.name}")
        else:
            asked = questions(case.household, figures)
            self._say("\n".join(answer_lines(case, answer, asked, self.options["language"])))

    def _differences(self, case, answer):
        if not self.options["check"]:
            return []
        return ["expect: nothing is expected"] if case.expect is None else differences(case.expect, answer)

    def _count(self, passed):
        self.passed += passed
        self.failed += not passed

    def _fail(self, error):
        self._count(passed=False)
        words = error.words(self.options["language"])
        if self.options["format"] == "json":
            self._say(json.dumps({"case": error.name, "error": words}, ensure_ascii=False))
        else:
            self._say(f"FAIL {words}" if self.options["check"] else f"{words}\n")

    def _say(self, text):
        self.stdout.write(text)
        self.stdout.flush()
