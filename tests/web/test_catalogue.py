import gettext
from io import StringIO

import pytest
from babel.messages.catalog import Catalog
from django.core.management import CommandError, call_command

from relief.web import catalogue

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
title = _("住户")
people = ngettext("%(n)d人", "%(n)d人", 2)
verdict = pgettext_lazy("项目", "符合")
"""
TEMPLATE = """{% load i18n %}
<div>
    {% translate "收入" %}
  {% blocktranslate count n=n %}{{ n }}户{% plural %}{{ n }}户{% endblocktranslate %}
        {% translate "符合" context "条件" %} {{ name|default:_("没有名字") }}
</div>
"""


@pytest.fixture
def house(settings, tmp_path):
    """A small house: one module, one template, an empty catalogue."""
    settings.ROOT = tmp_path
    settings.LOCALE_PATHS = [tmp_path / "relief" / "locale"]
    catalogue.catalogue_path().parent.mkdir(parents=True)
    catalogue.catalogue_path().write_text("")
    (tmp_path / "templates").mkdir()
    (tmp_path / "relief" / "page.py").write_text(PYTHON)
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


ENGLISH = {
    ("", "住户"): "Households",
    ("", "收入"): "Income",
    ("", "没有名字"): "no name",
    ("", "%(n)d人"): ("%(n)d person", "%(n)d people"),
    ("", "%(n)s户"): ("%(n)s household", "%(n)s households"),
    ("项目", "符合"): "Eligible",
    ("条件", "符合"): "Met",
}


def translate(**changed):
    """Puts English into the catalogue; a change is named by its Chinese text."""
    kept = catalogue.renewed()
    for key, message in catalogue.messages_of(kept).items():
        message.string = changed.get(key[1], ENGLISH[key])
    catalogue.write_catalogue(kept)


@pytest.mark.usefixtures("house")
def test_every_way_of_speaking_is_found():
    assert set(catalogue.messages_of(catalogue.extracted())) == set(ENGLISH)


@pytest.mark.usefixtures("house")
def test_new_texts_come_in_empty_and_english_stays():
    call_command("make_messages", stdout=StringIO())
    assert len(catalogue.problems()) == len(ENGLISH)
    translate()
    before = catalogue.catalogue_path().read_bytes()
    said = StringIO()
    call_command("make_messages", stdout=said)
    assert catalogue.catalogue_path().read_bytes() == before
    assert said.getvalue() == "7 texts, 0 still without English\n"


def test_the_catalogue_holds_no_place_and_no_day(house):
    translate()
    text = catalogue.catalogue_path().read_text()
    assert "page.py" not in text
    assert "POT-Creation-Date" not in text
    (house / "relief" / "page.py").write_text("\n\n\n" + PYTHON)
    call_command("make_messages", stdout=StringIO())
    assert catalogue.catalogue_path().read_text() == text


def test_texts_that_nobody_says_any_more_go(house):
    translate()
    (house / "templates" / "page.html").write_text("")
    assert "no longer in the source: 收入" in catalogue.problems()
    call_command("make_messages", stdout=StringIO())
    assert ("", "收入") not in catalogue.messages_of(catalogue.read_catalogue())


@pytest.mark.usefixtures("house")
def test_what_is_compiled_is_what_django_reads():
    translate()
    call_command("compile_translations")
    with catalogue.catalogue_path().with_suffix(".mo").open("rb") as file:
        spoken = gettext.GNUTranslations(file)
    assert spoken.gettext("住户") == "Households"
    assert spoken.pgettext("条件", "符合") == "Met"
    assert spoken.ngettext("%(n)d人", "%(n)d人", 1) == "%(n)d person"
    assert spoken.ngettext("%(n)d人", "%(n)d人", 2) == "%(n)d people"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"住户": ""}, "empty: 住户"),
        ({"%(n)d人": ("%(n)d person", "")}, "empty: %(n)d人"),
        ({"%(n)d人": ("one person", "%(n)d people")}, "placeholders differ, wanted %(n)d: %(n)d人"),
        ({"住户": "%(x)s"}, "placeholders differ, wanted none: 住户"),
        ({"住户": "Households，all"}, "English text has Chinese characters or punctuation: 住户"),
    ],
)
@pytest.mark.usefixtures("house")
def test_what_is_not_right_is_named(changed, said):
    translate(**changed)
    assert catalogue.problems() == [said]


@pytest.mark.usefixtures("house")
def test_a_guess_is_no_translation():
    translate()
    path = catalogue.catalogue_path()
    path.write_text(path.read_text().replace('msgid "住户"', '#, fuzzy\nmsgid "住户"'))
    assert catalogue.problems() == ["fuzzy: 住户"]


def test_a_text_that_became_plural_is_asked_for_again(house):
    translate()
    (house / "relief" / "page.py").write_text(PYTHON.replace('_("住户")', 'ngettext("住户", "住户", 1)'))
    assert catalogue.problems() == ["plural differs from the source: 住户"]


@pytest.mark.usefixtures("house")
def test_the_check_fails_with_its_list_and_passes_without():
    translate(住户="")
    with pytest.raises(CommandError, match="empty: 住户"):
        call_command("check_translations")
    translate()
    said = StringIO()
    call_command("check_translations", stdout=said)
    assert said.getvalue() == "English is complete\n"


def test_messages_are_kept_apart_by_their_context():
    kept = Catalog(locale="en")
    kept.add("符合", "Eligible", context="项目")
    kept.add("符合", "Met", context="条件")
    assert len(catalogue.messages_of(kept)) == 2
