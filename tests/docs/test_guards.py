"""docs/guards.md: every row says which test shows it, and every test that it names is there."""

import re

from django.conf import settings

ROOT = settings.ROOT
ROWS = [
    [cell.strip() for cell in line.strip("|").split(" | ")]
    for line in (ROOT / "docs" / "guards.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| who tries"))
]
NAMED = re.compile(r"`([^`]+)`")
DEFINED = re.compile(r"^(?: {4})?(?:def|class) (\w+)", re.MULTILINE)


def defined():
    """The names of all tests, and of the classes they stand in."""
    return {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in DEFINED.findall(path.read_text(encoding="utf-8"))
    }


def named_of(row):
    return NAMED.findall(row[-1])


def test_every_row_says_who_what_and_by_which_test():
    assert len(ROWS) > 40
    assert [row for row in ROWS if len(row) != 3 or not all(row) or not named_of(row)] == []


def test_every_test_that_it_names_is_there():
    known, missing = defined(), []
    for name in (name for row in ROWS for name in named_of(row)):
        there = name in known or (ROOT / name).is_file() or any((ROOT / "tests").rglob(name))
        if not there:
            missing.append(name)
    assert missing == []
