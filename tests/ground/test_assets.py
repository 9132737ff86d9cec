"""What a page links to is collected, with a name that changes with its content."""

import re

import pytest
from django.apps import apps
from django.contrib.staticfiles import finders
from django.core.management import call_command

from ground import ROOT

LINKED = re.compile(r"""{% static ['"]([^'"]+)['"]""")


@pytest.fixture(scope="module")
def linked():
    return {
        name for page in (ROOT / "templates").rglob("*.html") for name in LINKED.findall(page.read_text())
    }


def test_every_linked_file_is_collected_under_a_name_of_its_content(settings, tmp_path, linked):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest = (tmp_path / "staticfiles.json").read_text()
    assert linked
    for name in linked:
        assert f'"{name}"' in manifest
    assert re.search(r"bootstrap\.min\.[0-9a-f]{12}\.css\"", manifest)


def test_of_bootstrap_only_what_is_chosen_is_collected():
    ignored = apps.get_app_config("staticfiles").ignore_patterns
    listed = {path for finder in finders.get_finders() for path, _ in finder.list(ignored)}
    assert {path for path in listed if path.startswith(("css/", "js/"))} == {
        "css/bootstrap.min.css",
        "css/bootstrap.min.css.map",
        "js/bootstrap.bundle.min.js",
        "js/bootstrap.bundle.min.js.map",
    }
