"""docs/rules.md is what `manage.py write_rules_page` writes, and says of every rule where it comes from."""

from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from relief.desk.management.rules_page import rules_page
from relief.rules.beside import WHAT_COUNTS, WHO_COUNTS, criteria_of
from relief.rules.conflicts import conflicts
from relief.rules.parameters import national_figures
from relief.rules.programmes import PROGRAMMES

PAGE = settings.ROOT / "docs" / "rules.md"


def test_the_page_is_the_one_that_the_rules_make():
    assert PAGE.read_bytes() == rules_page().encode(), "run python manage.py write_rules_page"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_whoever_runs_it_writes_the_same(language):
    with translation.override(language):
        assert rules_page() == PAGE.read_text(encoding="utf-8")


def test_the_command_writes_the_page(settings, tmp_path):
    settings.ROOT = tmp_path
    (tmp_path / "docs").mkdir()
    call_command("write_rules_page", stdout=StringIO())
    assert (tmp_path / "docs" / "rules.md").read_bytes() == PAGE.read_bytes()


def test_every_programme_criterion_figure_and_disagreement_stands_on_it():
    text = PAGE.read_text(encoding="utf-8")
    criteria = [*WHO_COUNTS, *WHAT_COUNTS, *(each for one in PROGRAMMES for each in criteria_of(one))]
    codes = [each.code for each in [*PROGRAMMES, *criteria]] + [each.name for each in national_figures()]
    assert [code for code in codes if f"`{code}`" not in text] == []
    assert [each.code for each in conflicts() if f'id="conflict-{each.code}"' not in text] == []


def test_no_row_of_a_table_has_another_number_of_cells_than_its_head():
    counts = [line.count("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    heads = [line.count("|") for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:4] == "|---"]
    assert set(counts) == set(heads)
    assert min(counts) > 1
