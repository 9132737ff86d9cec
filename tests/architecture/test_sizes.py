"""What keeps the house readable: nothing is longer than a person reads at once."""

import pytest
from django.conf import settings

MODULES = sorted(path for path in (settings.ROOT / "relief").rglob("*.py") if "migrations" not in path.parts)
PROGRAMMES = sorted((settings.ROOT / "relief" / "rules" / "programmes").glob("*.py"))
TEMPLATES = sorted((settings.ROOT / "templates").rglob("*.html"))
VAGUE = {"utils", "helpers", "constants", "common"}


def named(path):
    return str(path.relative_to(settings.ROOT))


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_has_at_most_300_lines(path):
    assert lines(path) <= 300


@pytest.mark.parametrize("path", PROGRAMMES, ids=named)
def test_a_programme_has_at_most_150_lines(path):
    assert lines(path) <= 150


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_has_at_most_80_lines(path):
    assert lines(path) <= 80


def test_a_name_says_what_is_inside():
    assert [named(path) for path in MODULES if path.stem in VAGUE] == []
