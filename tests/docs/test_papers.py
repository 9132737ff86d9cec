"""The glossary knows every kind of paper, and docs/papers.md every field."""

import re

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from relief.papers.fields_page import papers_page
from relief.papers.kinds import PaperKind

PAGE = settings.ROOT / "docs" / "papers.md"
GLOSSARY = (settings.ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", PaperKind)
def test_every_kind_stands_in_the_glossary_with_both_its_names(kind):
    (found,) = re.findall(rf"^\| {kind.label} \| (.+) \| `{kind.value}` \|$", GLOSSARY, re.MULTILINE)
    with translation.override("en"):
        assert found == str(kind.label)[0].lower() + str(kind.label)[1:]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_list_of_fields_is_the_one_that_the_forms_make(language):
    with translation.override(language):
        assert papers_page() == PAGE.read_text(encoding="utf-8"), "run python manage.py write_papers_page"


def test_the_command_writes_the_page(settings, tmp_path):
    settings.ROOT = tmp_path
    (tmp_path / "docs").mkdir()
    call_command("write_papers_page")
    assert (tmp_path / "docs" / "papers.md").read_text(encoding="utf-8") == papers_page()
