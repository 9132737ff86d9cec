"""Every case file of the project: those that were published and those the rules are tested with."""

from pathlib import Path

from relief.rules.cases import Case, read_cases

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = sorted((ROOT / "relief" / "households" / "published").glob("*.yaml"))
FILES = PUBLISHED + sorted((ROOT / "tests" / "rules" / "cases").glob("*.yaml"))


def cases_of(path):
    """The readable cases of a file; those that are wrong on purpose are another test's."""
    found = read_cases(path.read_text(encoding="utf-8"), path.name)
    return [case for case in found if isinstance(case, Case)]


def case_named(name):
    return next(case for path in FILES for case in cases_of(path) if case.name == name)


def case_from(text):
    """One case of a few lines: the household alone is given, indented by two."""
    head = "case: a\nday: 2026-11-23\nplace: demo-county\narea: urban\nhousehold:\n"
    return next(iter(read_cases(head + text, "a.yaml")))
